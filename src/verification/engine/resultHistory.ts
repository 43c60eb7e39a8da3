import { isCheckId } from '../../kernel/checkIds';
import { isRecord } from '../../kernel/isRecord';
import { isAssociableKind, operatingSystems } from '../../kernel/resources';
import { checkOutcomes, type CheckResult, type ComparedItem, notAskedReasons } from './checkResult';
import { driftSince, lastKnown } from './drift';
import type { VerificationTarget } from './expectations';
import { type ReportOrigin, targetKey, type VerificationReport, type VerifiedResource } from './report';
import { readShownValue } from './shownValue';

/** A few megabytes at most. */
const most = 3_000;

/** What the last verification of each resource found. */
export class ResultHistory {
  private readonly known: Map<string, VerifiedResource>;

  /** `stored`: see `entries`; what can’t be read is omitted. */
  constructor(stored: readonly unknown[]) {
    this.known = new Map(
      stored.flatMap((each) => readResource(each) ?? []).map((each) => [targetKey(each.subject), each]),
    );
  }

  /** Compares with the results before. `at`: ISO 8601, UTC. */
  reportOn(
    at: string,
    scope: VerificationReport['scope'],
    resources: readonly VerifiedResource[],
    origin: ReportOrigin = {},
  ): VerificationReport {
    return { at, scope, ...origin, resources, drift: driftSince(this.known, resources) };
  }

  /** Forgets the oldest. */
  remember(resources: readonly VerifiedResource[]): void {
    for (const resource of resources) {
      const key = targetKey(resource.subject);
      const known = lastKnown(this.known.get(key), resource);
      this.known.delete(key);
      this.known.set(key, known);
    }
    for (const key of this.known.keys()) if (this.known.size > most) this.known.delete(key);
  }

  /** By `targetKey`. Undefined if it wasn’t verified, or is forgotten. */
  resultOf(key: string): VerifiedResource | undefined {
    return this.known.get(key);
  }

  /** To store as JSON; oldest first. */
  get entries(): readonly VerifiedResource[] {
    return [...this.known.values()];
  }
}

/** Undefined if an item is invalid. */
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.every((item): item is Awaited<T> & T => item !== undefined) ? items : undefined;
}

/** Omits unrecognized checks. */
export function readResource(value: unknown): VerifiedResource | undefined {
  if (!isRecord(value)) return undefined;
  const subject = readSubject(value.subject);
  const known = Array.isArray(value.checks)
    ? value.checks.filter((each) => !isRecord(each) || isCheckId(each.id))
    : undefined;
  const checks = listOf(known, readCheck);
  if (subject === undefined || checks === undefined) return undefined;
  const { gateway, way } = value;
  return {
    subject,
    ...(typeof gateway === 'string' ? { gateway } : {}),
    ...(typeof way === 'string' ? { way } : {}),
    checks,
  };
}

function readSubject(value: unknown): VerificationTarget | undefined {
  if (!isRecord(value) || typeof value.name !== 'string') return undefined;
  const { name, kind, resourceId } = value;
  if (!isAssociableKind(kind)) return undefined;
  return { name, kind, ...(typeof resourceId === 'string' ? { resourceId } : {}) };
}

function readCheck(value: unknown): CheckResult | undefined {
  if (!isRecord(value) || !isCheckId(value.id)) return undefined;
  const { id, why } = value;
  const outcome = checkOutcomes.find((each) => each === value.outcome);
  const notAsked = notAskedReasons.find((each) => each === value.notAsked);
  const os = operatingSystems.find((each) => each === value.os);
  const { consequenceOf } = value;
  const [expected, observed] = [readItems(value.expected), readItems(value.observed)];
  if (outcome === undefined || expected === undefined || observed === undefined) return undefined;
  return {
    id,
    outcome,
    expected,
    observed,
    ...(typeof why === 'string' ? { why } : {}),
    ...(notAsked === undefined ? {} : { notAsked }),
    ...(isCheckId(consequenceOf) ? { consequenceOf } : {}),
    ...(os === undefined ? {} : { os }),
    ...(typeof value.observed === 'string' || value.isEnglish === true ? { isEnglish: true } : {}),
  };
}

/** 0.1.0 stored English text, one item per line. */
const readItems = (value: unknown): readonly ComparedItem[] | undefined =>
  typeof value === 'string' ? value.split('\n').map((line) => ({ value: line })) : listOf(value, readItem);

function readItem(item: unknown): ComparedItem | undefined {
  if (!isRecord(item)) return undefined;
  const { subject } = item;
  const value = readShownValue(item.value);
  return value === undefined ? undefined : { ...(typeof subject === 'string' ? { subject } : {}), value };
}
