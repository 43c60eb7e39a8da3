import type { LastVerification } from '../../kernel/inventory';
import type { Association } from '../../kernel/inventory';
import { resourceKey } from '../../kernel/resources';
import { type CheckResult, type CheckOutcome } from './checkResult';
import { type CheckId, isCheckId } from '../../kernel/checkIds';
import { isoTime } from '../../kernel/isoTime';
import { isRecord } from '../../kernel/isRecord';

export function lastVerificationOf(
  at: string,
  checks: readonly CheckResult[],
  association: Association | undefined,
): LastVerification {
  const idsOf = (outcome: CheckOutcome) => checks.flatMap((each) => (each.outcome === outcome ? [each.id] : []));
  const associatedWith = association && keyOf(association);
  const counted = { passed: idsOf('passed').length, failed: idsOf('failed'), unknown: idsOf('unknown') };
  const notJudged = idsOf('notJudged');
  return {
    at,
    ...counted,
    ...(notJudged.length > 0 && { notJudged }),
    ...(associatedWith !== undefined && { associatedWith }),
  };
}

/** The resource's association changed since. */
export function isOutdated({ associatedWith }: LastVerification, association: Association): boolean {
  const now = keyOf(association);
  return associatedWith !== undefined && now !== undefined && associatedWith !== now;
}

function keyOf(association: Association): string | undefined {
  if (association.status !== 'read') return undefined;
  return association.gatewayId === undefined ? 'none' : resourceKey(association.gatewayId);
}

/** Undefined if invalid. */
export function lastVerificationFrom(value: unknown): LastVerification | undefined {
  if (!isRecord(value)) return undefined;
  const { at, passed, associatedWith } = value;
  const [failed, unknown, notJudged = []] = [value.failed, value.unknown, value.notJudged].map(idsFrom);
  if (typeof at !== 'string' || isoTime(at) === undefined || typeof passed !== 'number') return undefined;
  const known = typeof associatedWith === 'string' && { associatedWith };
  return failed && unknown && { at, passed, failed, unknown, ...(notJudged.length > 0 && { notJudged }), ...known };
}

/** Undefined if any is unrecognized, so that no failed check goes missing. */
function idsFrom(value: unknown): readonly CheckId[] | undefined {
  return Array.isArray(value) && value.every(isCheckId) ? value : undefined;
}
