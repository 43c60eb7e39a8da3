import { isRecord } from '../../kernel/isRecord';
import { isAssociableKind } from '../../kernel/resources';
import { type CheckResult, englishCheckTitle, notAskedReasons, type CheckOutcome } from './checkResult';
import { isCheckId } from '../../kernel/checkIds';
import { type CheckDrift, driftTexts } from './drift';
import type { VerificationTarget } from './expectations';
import type { VerificationReport, VerifiedResource } from './report';

/** Schema: `media/verification.schema.json`. */
export function reportJson(report: VerificationReport, drift: readonly CheckDrift[] = []): string {
  const resources = report.resources.map(resourceJson);
  const value = { ...report, resources, ...(drift.length > 0 ? { drift: drift.map(driftTexts) } : {}) };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** For the cache and for JSON. */
export const resourceJson = (resource: VerifiedResource): unknown => ({
  ...resource,
  checks: resource.checks.map((check) => ({ ...check, items: undefined })),
});

/** Undefined if an item is invalid. */
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.every((item): item is Awaited<T> & T => item !== undefined) ? items : undefined;
}

/** Omits unrecognized checks. */
export function resourceFrom(value: unknown): VerifiedResource | undefined {
  if (!isRecord(value)) return undefined;
  const subject = subjectFrom(value.subject);
  const known = Array.isArray(value.checks)
    ? value.checks.filter((each) => !isRecord(each) || isCheckId(each.id))
    : undefined;
  const checks = listOf(known, checkFrom);
  if (subject === undefined || checks === undefined) return undefined;
  const { gateway, way } = value;
  return {
    subject,
    ...(typeof gateway === 'string' ? { gateway } : {}),
    ...(typeof way === 'string' ? { way } : {}),
    checks,
  };
}

function subjectFrom(value: unknown): VerificationTarget | undefined {
  if (!isRecord(value) || typeof value.name !== 'string') return undefined;
  const { name, kind, resourceId } = value;
  if (!isAssociableKind(kind)) return undefined;
  return { name, kind, ...(typeof resourceId === 'string' ? { resourceId } : {}) };
}

const outcomes: readonly CheckOutcome[] = ['passed', 'failed', 'unknown', 'skipped'];

function checkFrom(value: unknown): CheckResult | undefined {
  if (!isRecord(value) || !isCheckId(value.id)) return undefined;
  const { id, expected, observed, cause, fix, source } = value;
  const outcome = outcomes.find((each) => each === value.outcome);
  const notAsked = notAskedReasons.find((each) => each === value.notAsked);
  if (outcome === undefined || typeof expected !== 'string' || typeof observed !== 'string') return undefined;
  return {
    id,
    title: englishCheckTitle(id),
    outcome,
    expected,
    observed,
    ...itemsIn(expected, observed),
    ...(notAsked === undefined ? {} : { notAsked }),
    ...(typeof cause === 'string' ? { cause } : {}),
    ...(typeof fix === 'string' ? { fix } : {}),
    source: typeof source === 'string' ? source : '',
  };
}

function itemsIn(expected: string, observed: string): Pick<CheckResult, 'items'> {
  const itemsOf = (text: string) => text.split('\n').map((value) => ({ value }));
  const items = { expected: itemsOf(expected), observed: itemsOf(observed) };
  return items.observed.length > 1 || items.expected.length > 1 ? { items } : {};
}
