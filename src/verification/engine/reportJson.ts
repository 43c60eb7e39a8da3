import { isAssociableKind } from '../../kernel/resources';
import { fail, ok, type Result } from '../../kernel/result';
import { type CheckResult, checkTitle, notAskedReasons, type CheckOutcome } from './checkResult';
import { isCheckId } from '../../kernel/checkIds';
import type { CheckDrift } from './drift';
import type { VerificationTarget } from './expectations';
import { isObject } from './looseJson';
import { reportOf, type VerificationReport, type VerifiedResource } from './report';

/** The report as a JSON document; `media/verification.schema.json` says what is in it. */
export const reportJson = (report: VerificationReport, drift: readonly CheckDrift[] = []): string =>
  `${JSON.stringify({ ...report, ...(drift.length > 0 ? { drift } : {}) }, undefined, 2)}\n`;

/** Reads a report; the error is a sentence. Checks that this version does not know are left out. */
export function parseReport(value: unknown): Result<VerificationReport, string> {
  if (!isObject(value) || value.format !== 'arc-gateway-verification') {
    return fail('This is not a verification report of this extension.');
  }
  if (value.version !== 1) return fail('This report was written by a newer version of this extension. Update it.');
  const { at, scope, resources } = value;
  const read = listOf(resources, resourceFrom);
  if (typeof at !== 'string' || typeof scope !== 'string' || read === undefined) {
    return fail('This verification report is damaged: it has no time, no scope, or an entry that is none.');
  }
  return ok(reportOf(at, scope, read));
}

/** Every item read, or undefined when one of them is not what it should be. */
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.every((item): item is Awaited<T> & T => item !== undefined) ? items : undefined;
}

export function resourceFrom(value: unknown): VerifiedResource | undefined {
  if (!isObject(value)) return undefined;
  const subject = subjectFrom(value.subject);
  const known = Array.isArray(value.checks)
    ? value.checks.filter((each) => !isObject(each) || isCheckId(each.id))
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
  if (!isObject(value) || typeof value.name !== 'string') return undefined;
  const { name, kind, resourceId } = value;
  if (!isAssociableKind(kind)) return undefined;
  return { name, kind, ...(typeof resourceId === 'string' ? { resourceId } : {}) };
}

const outcomes: readonly CheckOutcome[] = ['passed', 'failed', 'unknown', 'skipped'];

function checkFrom(value: unknown): CheckResult | undefined {
  if (!isObject(value) || !isCheckId(value.id)) return undefined;
  const { id, expected, observed, cause, fix, source } = value;
  const outcome = outcomes.find((each) => each === value.outcome);
  const notAsked = notAskedReasons.find((each) => each === value.notAsked);
  if (outcome === undefined || typeof expected !== 'string' || typeof observed !== 'string') return undefined;
  return {
    id,
    title: checkTitle(id),
    outcome,
    expected,
    observed,
    ...(notAsked === undefined ? {} : { notAsked }),
    ...(typeof cause === 'string' ? { cause } : {}),
    ...(typeof fix === 'string' ? { fix } : {}),
    source: typeof source === 'string' ? source : '',
  };
}
