import { visibleLine } from '../../kernel/text/visible';
import { checkTitle, type CheckResult } from './checkResult';
import { englishDrift } from './drift';
import {
  countsOf,
  englishCountsText,
  englishOutcomes,
  observedInShort,
  outcomeOf,
  transportText,
  type VerificationReport,
  type VerifiedResource,
} from './report';
import { shownText } from './shownValue';

const lines = (text: string): string => `${text.trimEnd()}\n\n`;

/** English. Indented foreign text can’t imitate log lines. */
export function resourceLog({ subject, way, checks }: VerifiedResource, log: string): string {
  const judged = checks.map(checkLine);
  return lines(
    [
      `■ ${visibleLine(subject.name)} (${transportText(way, 'en')}): ${englishCountsText(countsOf(checks))}`,
      ...judged,
      indented(log),
    ].join('\n'),
  );
}

/** What follows from a failed check is below it, indented. */
function checkLine(check: CheckResult): string {
  const { id, outcome, consequenceOf } = check;
  const indent = consequenceOf === undefined ? '' : '  ';
  const seen = visibleLine(observedInShort(check, 'en'));
  return `  ${indent}${englishOutcomes[outcome].padEnd(11)}${checkTitle(id, 'en')}: ${seen}`;
}

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  │ ${line}`)
    .join('\n');

export function summaryLog({ scope, resources, drift }: VerificationReport): string {
  const counts = englishCountsText(countsOf(resources.map(({ checks }) => ({ outcome: outcomeOf(checks) }))));
  const drifted = drift
    .map(englishDrift)
    .map(
      ({ name, check, kind, before, after }) => `  ${visibleLine(`${name}, ${check} – ${kind}: ${before} → ${after}`)}`,
    );
  return lines(
    [
      `Verification of ${visibleLine(shownText(scope, 'en'))}: ${counts}.`,
      ...(drifted.length > 0 ? ['Changes since the last verification:', ...drifted] : []),
    ].join('\n'),
  );
}
