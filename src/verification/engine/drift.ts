import type { CheckResult, CheckOutcome } from './checkResult';
import { observedInShort, targetKey, type VerificationReport, type VerifiedResource } from './report';

export interface CheckDrift {
  readonly name: string;
  /** `broke`: passed before. `mended`: passes now. `changed`: any other difference. */
  readonly kind: 'broke' | 'mended' | 'changed';
  readonly before: CheckResult;
  readonly after: CheckResult;
}

export const driftTexts = ({ name, kind, before, after }: CheckDrift) => ({
  name,
  check: after.title,
  kind,
  before: resultText(before),
  after: resultText(after),
});

/** By `targetKey`. */
export type PreviousResults = ReadonlyMap<string, VerifiedResource>;

/** Nothing for a first verification. */
export const driftSince = (
  before: PreviousResults,
  { resources }: Pick<VerificationReport, 'resources'>,
): readonly CheckDrift[] =>
  resources.flatMap((now) => {
    const then = before.get(targetKey(now.subject));
    if (!then) return [];
    const byId = new Map(then.checks.map((check) => [check.id, check]));
    return answersOf(now).flatMap((check) => driftOf(now.subject.name, byId.get(check.id), check));
  });

/** To store; without an answer, keeps previous answers. */
export function lastKnown(before: VerifiedResource | undefined, now: VerifiedResource): VerifiedResource {
  const answered = new Set(answersOf(now).map(({ id }) => id));
  const byId = new Map(before?.checks.map((check) => [check.id, check]));
  const checks = now.checks.flatMap((check) => (answered.has(check.id) ? check : (byId.get(check.id) ?? [])));
  return { ...now, checks };
}

/** Checks that weren't asked can't drift. */
const answersOf = ({ checks }: VerifiedResource): readonly CheckResult[] =>
  checks.filter(({ notAsked }) => notAsked === undefined);

function driftOf(name: string, before: CheckResult | undefined, after: CheckResult): CheckDrift[] {
  if (!before || isAsBefore(before, after)) return [];
  const kind = kindOf(before.outcome, after.outcome);
  return [{ name, kind, before, after }];
}

/** Heartbeats always differ. */
const isAsBefore = (before: CheckResult, after: CheckResult): boolean =>
  before.outcome === after.outcome && (after.id === 'agent.heartbeat' || before.observed === after.observed);

function kindOf(before: CheckOutcome, after: CheckOutcome): CheckDrift['kind'] {
  if (before === after) return 'changed';
  if (before === 'passed' && after !== 'skipped') return 'broke';
  return after === 'passed' && before !== 'skipped' ? 'mended' : 'changed';
}

const resultText = (check: CheckResult): string => `${check.outcome}: ${observedInShort(check)}`;
