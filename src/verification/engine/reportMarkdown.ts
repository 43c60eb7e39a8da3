import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../../kernel/text/markdown';
import type { CheckResult } from './checkResult';
import { type CheckDrift, driftTexts } from './drift';
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
export function reportMarkdown(report: VerificationReport, drift: readonly CheckDrift[] = []): Markdown {
  const counts = countsOf(report.resources.map((each) => ({ outcome: outcomeOf(each.checks) })));
  const parts: readonly Markdown[] = [
    prose`# Verification of ${words(report.scope)}\n`,
    prose`${words(report.at)}: ${words(countsText(counts))}.\n`,
    overview(report.resources),
    ...(drift.length > 0 ? [prose`## What drifted since the last verification\n`, driftTable(drift)] : []),
    ...report.resources.flatMap(details),
  ];
  return joinMarkdown(parts, '\n');
}

const overview = (resources: readonly VerifiedResource[]): Markdown =>
  markdownTable(
    ['Resource', 'Kind', 'Gateway', 'Reached by', 'Result', 'Checks'],
    resources.map(({ subject, gateway = 'none', way = 'Azure alone', checks }) => [
      words(subject.name),
      words(subject.kind),
      words(gateway),
      words(way),
      words(outcomeOf(checks)),
      words(countsText(countsOf(checks))),
    ]),
  );

const driftTable = (drift: readonly CheckDrift[]): Markdown =>
  markdownTable(
    ['Resource', 'Check', 'What happened', 'Before', 'Now'],
    drift.map((each) => {
      const { name, check, kind, before, after } = driftTexts(each);
      return [name, check, kind, before, after].map(words);
    }),
  );

function details({ subject, checks }: VerifiedResource): readonly Markdown[] {
  const notable = checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown');
  if (notable.length === 0) return [];
  const id = subject.resourceId === undefined ? [] : [prose`${code(subject.resourceId)}\n`];
  const outcome = words(outcomeOf(checks));
  return [prose`## ${words(subject.name)}: ${outcome}\n`, ...id, checkTable(notable), ...notAsked(checks)];
}

function notAsked(checks: readonly CheckResult[]): readonly Markdown[] {
  const silent = checks.filter((check) => check.notAsked !== undefined);
  const [first] = silent;
  const titles = silent.map(({ title }) => words(title));
  return first ? [prose`Skipped, ${words(first.observed)}: ${joinMarkdown(titles, ' · ')}.\n`] : [];
}

const checkTable = (checks: readonly CheckResult[]): Markdown =>
  markdownTable(
    ['Check', 'Result', 'Expected', 'Observed', 'Likely cause', 'What to do', 'Source'],
    checks.map((check) => [
      words(check.title),
      words(check.outcome),
      words(expectedInShort(check)),
      words(observedInShort(check)),
      words(check.cause ?? ''),
      words(check.fix ?? ''),
      words(check.source),
    ]),
  );
