import * as l10n from '@vscode/l10n';
import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../../kernel/text/markdown';
import { checkTitle, type CheckResult, explanationOf, type NotAskedReason, sourceOf } from './checkResult';
import type { CheckDrift } from './drift';
import { consequenceText } from './checkTexts';
import {
  countsOf,
  countsText,
  expectedInShort,
  observedInShort,
  outcomeOf,
  outcomeText,
  transportText,
  type VerificationReport,
  type VerifiedResource,
} from './report';
import { shownText } from './shownValue';
import { coded, none } from './verdicts';

/** In the display language; what machines and Azure report is shown as it is. */
export function reportMarkdown(report: VerificationReport): Markdown {
  const { drift } = report;
  const counts = countsOf(report.resources.map((each) => ({ outcome: outcomeOf(each.checks) })));
  const parts: readonly Markdown[] = [
    prose`# ${prose`Verification of ${words(shownText(report.scope))}`}\n`,
    prose`${words(report.at)}: ${words(countsText(counts))}.\n`,
    overview(report.resources),
    ...(drift.length > 0 ? [prose`## ${prose`Changes since the last verification`}\n`, driftTable(drift)] : []),
    ...report.resources.flatMap(details),
  ];
  return joinMarkdown(parts, '\n');
}

const overview = (resources: readonly VerifiedResource[]): Markdown =>
  markdownTable(
    [l10n.t('Resource'), l10n.t('Kind'), l10n.t('Gateway'), l10n.t('Reached by'), l10n.t('Result'), l10n.t('Checks')],
    resources.map(({ subject, gateway = shownText(none), way, checks }) => [
      words(subject.name),
      words(shownText(coded(subject.kind))),
      words(gateway),
      words(transportText(way)),
      words(outcomeText(outcomeOf(checks))),
      words(countsText(countsOf(checks))),
    ]),
  );

const driftTable = (drift: readonly CheckDrift[]): Markdown =>
  markdownTable(
    [l10n.t('Resource'), l10n.t('Check'), l10n.t('Change'), l10n.t('Before'), l10n.t('Now')],
    drift.map(({ name, kind, before, after }) =>
      [name, checkTitle(after.id), driftKinds[kind], resultText(before), resultText(after)].map(words),
    ),
  );

const driftKinds: Readonly<Record<CheckDrift['kind'], string>> = {
  broke: l10n.t('broke'),
  mended: l10n.t('fixed'),
  changed: l10n.t('changed'),
};

const resultText = (check: CheckResult): string => `${outcomeText(check.outcome)}: ${observedInShort(check)}`;

function details({ subject, checks }: VerifiedResource): readonly Markdown[] {
  const notable = checks.filter(isNotable);
  if (notable.length === 0) return [];
  const id = subject.resourceId === undefined ? [] : [prose`${code(subject.resourceId)}\n`];
  const outcome = words(outcomeText(outcomeOf(checks)));
  return [prose`## ${words(subject.name)}: ${outcome}\n`, ...id, checkTable(notable), ...notAsked(checks)];
}

/** What wasn’t asked is listed below the table. */
const isNotable = ({ outcome, notAsked }: CheckResult): boolean =>
  outcome === 'failed' || outcome === 'unknown' || (outcome === 'notJudged' && notAsked === undefined);

function notAsked(checks: readonly CheckResult[]): readonly Markdown[] {
  const silent = checks.filter((check) => check.notAsked !== undefined);
  const [first] = silent;
  const titles = joinMarkdown(
    silent.map(({ id }) => words(checkTitle(id))),
    ' · ',
  );
  return first?.notAsked ? [prose`${notAskedTexts[first.notAsked](titles)}\n`] : [];
}

const notAskedTexts: Readonly<Record<NotAskedReason, (titles: Markdown) => Markdown>> = {
  noAnswer: (titles) => prose`Not judged because the machine did not answer: ${titles}.`,
  noAgent: (titles) => prose`Not judged because no agent is installed on the machine: ${titles}.`,
};

const checkTable = (checks: readonly CheckResult[]): Markdown =>
  markdownTable(
    [
      l10n.t('Check'),
      l10n.t('Result'),
      l10n.t('Expected'),
      l10n.t('Observed'),
      l10n.t('Likely cause'),
      l10n.t('What to do'),
      l10n.t('Source'),
    ],
    checks.map((check) => [
      words(titleIn(check)),
      words(outcomeText(check.outcome)),
      words(expectedInShort(check)),
      words(observedInShort(check)),
      words(causeText(check)),
      words(explanationOf(check)?.fix ?? ''),
      words(sourceOf(check)),
    ]),
  );

/** An arrow leads from the failed check above. */
const titleIn = ({ id, consequenceOf }: CheckResult): string =>
  consequenceOf === undefined ? checkTitle(id) : `↳ ${checkTitle(id)}`;

const causeText = (check: CheckResult): string => consequenceText(check) ?? explanationOf(check)?.cause ?? '';
