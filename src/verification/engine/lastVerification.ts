import type { LastVerification } from '../../kernel/inventory';
import type { Association } from '../../kernel/inventory';
import { resourceKey } from '../../kernel/resources';
import { type CheckResult, type CheckOutcome } from './checkResult';
import { type CheckId, isCheckId } from '../../kernel/checkIds';
import { isoTime } from '../../kernel/isoTime';
import { isRecord } from '../../kernel/isRecord';

/** `expectedGateway`: its id. */
export function lastVerificationOf(
  at: string,
  checks: readonly CheckResult[],
  association: Association | undefined,
  expectedGateway?: string,
): LastVerification {
  const idsOf = (outcome: CheckOutcome) => checks.flatMap((each) => (each.outcome === outcome ? [each.id] : []));
  const associatedWith = association && keyOf(association);
  const counted = { passed: idsOf('passed').length, failed: idsOf('failed'), unknown: idsOf('unknown') };
  const notJudged = idsOf('notJudged');
  return {
    at,
    ...counted,
    ...(notJudged.length > 0 && { notJudged }),
    ...causesOf(checks),
    ...(expectedGateway !== undefined && { expectedGateway }),
    ...(associatedWith !== undefined && { associatedWith }),
  };
}

function causesOf(checks: readonly CheckResult[]): Pick<LastVerification, 'causes'> {
  const known = checks.flatMap(({ id, outcome, why = '' }) =>
    (outcome === 'failed' || outcome === 'unknown') && why !== '' ? [[id, why] as const] : [],
  );
  return known.length === 0 ? {} : { causes: Object.fromEntries(known) };
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
  const { at, passed, associatedWith, expectedGateway } = value;
  const [failed, unknown, notJudged = []] = [value.failed, value.unknown, value.notJudged].map(idsFrom);
  if (typeof at !== 'string' || isoTime(at) === undefined || typeof passed !== 'number') return undefined;
  const known = {
    ...(notJudged.length > 0 && { notJudged }),
    ...causesFrom(value.causes),
    ...(typeof expectedGateway === 'string' && { expectedGateway }),
    ...(typeof associatedWith === 'string' && { associatedWith }),
  };
  return failed && unknown && { at, passed, failed, unknown, ...known };
}

/** Absent in those of earlier versions. */
function causesFrom(value: unknown): Pick<LastVerification, 'causes'> {
  const known = Object.entries(isRecord(value) ? value : {}).filter(
    ([id, cause]) => isCheckId(id) && typeof cause === 'string',
  );
  return known.length === 0 ? {} : { causes: Object.fromEntries(known) };
}

/** Undefined if any is unrecognized, so that no failed check goes missing. */
function idsFrom(value: unknown): readonly CheckId[] | undefined {
  return Array.isArray(value) && value.every(isCheckId) ? value : undefined;
}
