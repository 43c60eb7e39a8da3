import { countsOf, countsText, type CheckDrift, observedInShort, outcomeOf, type VerificationReport } from '../engine';
import type { Seen } from './verifyMachines';

const lines = (text: string): string => `${text.trimEnd()}\n\n`;

/** What ran on a machine and what came back, and then how it was judged. */
export function logOf({ verified, log }: Seen): string {
  const { subject, way = 'Azure alone', checks } = verified;
  const judged = checks.map((check) => `  ${check.outcome.padEnd(8)}${check.title}: ${observedInShort(check)}`);
  return lines([`■ ${subject.name} (${way}): ${countsText(countsOf(checks))}`, ...judged, indented(log)].join('\n'));
}

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  │ ${line}`)
    .join('\n');

/** What it all came to, and what drifted. */
export function summaryOf({ scope, resources }: VerificationReport, drift: readonly CheckDrift[]): string {
  const counts = countsText(countsOf(resources.map(({ checks }) => ({ outcome: outcomeOf(checks) }))));
  const drifted = drift.map(
    ({ name, check, kind, before, after }) => `  ${name}, ${check} – ${kind}: ${before} → ${after}`,
  );
  return lines(
    [
      `Verification of ${scope}: ${counts}.`,
      ...(drifted.length > 0 ? ['What drifted since the last verification:', ...drifted] : []),
    ].join('\n'),
  );
}
