import { checkTitle, type CheckOutcome, type CheckResult } from './checkResult';
import { englishOutcomes, observedInShort, targetKey, type VerifiedResource } from './report';
import { isSameValue } from './shownValue';

export interface CheckDrift {
  readonly name: string;
  /** `broke`: passed before. `mended`: passes now. `changed`: any other difference. */
  readonly kind: 'broke' | 'mended' | 'changed';
  readonly before: CheckResult;
  readonly after: CheckResult;
}

/** For files for machines and logs. */
export const englishDrift = ({ name, kind, before, after }: CheckDrift) => ({
  name,
  check: checkTitle(after.id, 'en'),
  kind,
  before: resultText(before),
  after: resultText(after),
});

/** By `targetKey`. */
export type PreviousResults = ReadonlyMap<string, VerifiedResource>;

/** Nothing for a first verification. */
export const driftSince = (before: PreviousResults, resources: readonly VerifiedResource[]): readonly CheckDrift[] =>
  resources.flatMap((now) => {
    const then = before.get(targetKey(now.subject));
    if (!then) return [];
    const byId = new Map(then.checks.map((check) => [check.id, check]));
    return answersOf(now).flatMap((check) => driftOf(now.subject.name, byId.get(check.id), check));
  });

/** To store; keeps the previous result of a check that isn't judged. */
export function lastKnown(before: VerifiedResource | undefined, now: VerifiedResource): VerifiedResource {
  const answered = new Set(answersOf(now).map(({ id }) => id));
  const byId = new Map(before?.checks.map((check) => [check.id, check]));
  const checks = now.checks.flatMap((check) => (answered.has(check.id) ? check : (byId.get(check.id) ?? [])));
  return { ...now, checks };
}

/** What isn't judged can't drift; its cause does. */
const answersOf = ({ checks }: VerifiedResource): readonly CheckResult[] =>
  checks.filter(({ outcome }) => outcome !== 'notJudged');

function driftOf(name: string, before: CheckResult | undefined, after: CheckResult): CheckDrift[] {
  if (!before || isAsBefore(before, after)) return [];
  const kind = kindOf(before.outcome, after.outcome);
  return [{ name, kind, before, after }];
}

/** Heartbeats always differ. */
const isAsBefore = (before: CheckResult, after: CheckResult): boolean =>
  before.outcome === after.outcome &&
  (after.id === 'agent.heartbeat' || before.isEnglish === true || hasSameValues(before, after));

const hasSameValues = ({ observed: before }: CheckResult, { observed: after }: CheckResult): boolean =>
  before.length === after.length &&
  before.every((item, index) => {
    const other = after[index];
    return other !== undefined && item.subject === other.subject && isSameValue(item.value, other.value);
  });

function kindOf(before: CheckOutcome, after: CheckOutcome): CheckDrift['kind'] {
  if (before === after) return 'changed';
  if (before === 'passed' && after !== 'skipped') return 'broke';
  return after === 'passed' && before !== 'skipped' ? 'mended' : 'changed';
}

const resultText = (check: CheckResult): string => `${englishOutcomes[check.outcome]}: ${observedInShort(check, 'en')}`;
