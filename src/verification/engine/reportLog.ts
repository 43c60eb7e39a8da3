import { visibleLine } from '../../kernel/text/visible';
import { type CheckDrift, driftTexts } from './drift';
import {
  countsOf,
  englishCountsText,
  observedInShort,
  outcomeOf,
  type VerificationReport,
  type VerifiedResource,
} from './report';

const lines = (text: string): string => `${text.trimEnd()}\n\n`;

/** English. Indented foreign text can’t imitate log lines. */
export function resourceLog({ subject, way = 'Azure only', checks }: VerifiedResource, log: string): string {
  const judged = checks.map(
    (check) => `  ${check.outcome.padEnd(8)}${check.title}: ${visibleLine(observedInShort(check))}`,
  );
  return lines(
    [`■ ${visibleLine(subject.name)} (${way}): ${englishCountsText(countsOf(checks))}`, ...judged, indented(log)].join(
      '\n',
    ),
  );
}

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  │ ${line}`)
    .join('\n');

export function summaryLog({ scope, resources }: VerificationReport, drift: readonly CheckDrift[]): string {
  const counts = englishCountsText(countsOf(resources.map(({ checks }) => ({ outcome: outcomeOf(checks) }))));
  const drifted = drift
    .map(driftTexts)
    .map(
      ({ name, check, kind, before, after }) => `  ${visibleLine(`${name}, ${check} – ${kind}: ${before} → ${after}`)}`,
    );
  return lines(
    [
      `Verification of ${visibleLine(scope)}: ${counts}.`,
      ...(drifted.length > 0 ? ['Changes since the last verification:', ...drifted] : []),
    ].join('\n'),
  );
}
