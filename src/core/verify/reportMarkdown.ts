import { code, markdownTable, words } from '../network/markdownTable';
import type { CheckResult } from './checkResult';
import { isNotAsked } from './compare';
import type { CheckDrift } from './drift';
import {
  countsOf,
  countsText,
  expectedInShort,
  observedInShort,
  outcomeOf,
  type VerificationReport,
  type VerifiedResource,
} from './report';

/** The report as a document for people, to be committed and reviewed. Nothing in it is read as HTML or Markdown. */
export function reportMarkdown(report: VerificationReport, drift: readonly CheckDrift[] = []): string {
  const parts = [
    `# Verification of ${words(report.scope)}\n`,
    `${words(report.at)}: ${countsText(countsOf(report.resources.map((each) => ({ outcome: outcomeOf(each.checks) }))))}.\n`,
    overview(report.resources),
    ...(drift.length > 0 ? ['## What drifted since the last verification\n', driftTable(drift)] : []),
    ...report.resources.flatMap(details),
  ];
  return parts.join('\n');
}

const overview = (resources: readonly VerifiedResource[]): string =>
  markdownTable(
    ['Resource', 'Kind', 'Gateway', 'Reached by', 'Result', 'Checks'],
    resources.map(({ subject, gateway = 'none', way = 'Azure alone', checks }) => [
      words(subject.name),
      subject.kind,
      words(gateway),
      words(way),
      outcomeOf(checks),
      countsText(countsOf(checks)),
    ]),
  );

const driftTable = (drift: readonly CheckDrift[]): string =>
  markdownTable(
    ['Resource', 'Check', 'What happened', 'Before', 'Now'],
    drift.map(({ name, check, kind, before, after }) => [words(name), words(check), kind, words(before), words(after)]),
  );

function details({ subject, checks }: VerifiedResource): string[] {
  const notable = checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown');
  if (notable.length === 0) return [];
  const id = subject.resourceId === undefined ? [] : [`${code(subject.resourceId)}\n`];
  return [`## ${words(subject.name)}: ${outcomeOf(checks)}\n`, ...id, checkTable(notable), ...notAsked(checks)];
}

function notAsked(checks: readonly CheckResult[]): string[] {
  const silent = checks.filter(isNotAsked);
  const [first] = silent;
  return first ? [`Skipped, ${words(first.observed)}: ${silent.map(({ title }) => words(title)).join(' · ')}.\n`] : [];
}

const checkTable = (checks: readonly CheckResult[]): string =>
  markdownTable(
    ['Check', 'Result', 'Expected', 'Observed', 'Likely cause', 'What to do', 'Source'],
    checks.map((check) => [
      words(check.title),
      check.outcome,
      words(expectedInShort(check)),
      words(observedInShort(check)),
      words(check.cause ?? ''),
      words(check.fix ?? ''),
      words(check.source),
    ]),
  );
