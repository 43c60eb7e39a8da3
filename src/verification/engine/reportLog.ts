import { visibleLine } from '../../kernel/text/visible';
import { type CheckDrift, driftTexts } from './drift';
import {
  countsOf,
  countsText,
  observedInShort,
  outcomeOf,
  type VerificationReport,
  type VerifiedResource,
} from './report';

const lines = (text: string): string => `${text.trimEnd()}\n\n`;

/**
 * What ran on a machine and what came back, and then how it was judged. What others say begins no line that looks like
 * one of these.
 */
export function resourceLog({ subject, way = 'Azure alone', checks }: VerifiedResource, log: string): string {
  const judged = checks.map(
    (check) => `  ${check.outcome.padEnd(8)}${check.title}: ${visibleLine(observedInShort(check))}`,
  );
  return lines(
    [`■ ${visibleLine(subject.name)} (${way}): ${countsText(countsOf(checks))}`, ...judged, indented(log)].join('\n'),
  );
}

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  │ ${line}`)
    .join('\n');

/** What it all came to, and what drifted. */
export function summaryLog({ scope, resources }: VerificationReport, drift: readonly CheckDrift[]): string {
  const counts = countsText(countsOf(resources.map(({ checks }) => ({ outcome: outcomeOf(checks) }))));
  const drifted = drift
    .map(driftTexts)
    .map(
      ({ name, check, kind, before, after }) => `  ${visibleLine(`${name}, ${check} – ${kind}: ${before} → ${after}`)}`,
    );
  return lines(
    [
      `Verification of ${visibleLine(scope)}: ${counts}.`,
      ...(drifted.length > 0 ? ['What drifted since the last verification:', ...drifted] : []),
    ].join('\n'),
  );
}
