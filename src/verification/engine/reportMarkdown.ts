import * as l10n from '@vscode/l10n';
import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../../kernel/text/markdown';
import { zonedTimeText } from '../../kernel/text/timeText';
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
import { none } from './verdicts';

/** In the display language; what machines and Azure report is shown as it is. */
export function reportMarkdown(report: VerificationReport): Markdown {
  const { drift } = report;
  const counts = countsOf(report.resources.map((each) => ({ outcome: outcomeOf(each.checks) })));
  const parts: readonly Markdown[] = [
    prose`# ${prose`Verification of ${words(shownText(report.scope))}`}\n`,
    ...(report.isSample ? [prose`This is the sample tenant: everything in it is invented.\n`] : []),
    prose`${words(zonedTimeText(report.at))}: ${words(countsText(counts))}.\n`,
    originOf(report),
    overview(report.resources),
    ...(drift.length > 0 ? [prose`## ${prose`Changes since the last verification`}\n`, driftTable(drift)] : []),
    ...report.resources.flatMap(details),
  ];
  return joinMarkdown(
    parts.filter((part) => part !== ''),
    '\n',
  );
}

function originOf({ tenantId, account }: VerificationReport): Markdown {
  const rows = [
    ...(tenantId === undefined ? [] : [prose`- ${prose`Tenant`}: ${code(tenantId)}`]),
    ...(account === undefined ? [] : [prose`- ${prose`Account`}: ${words(account)}`]),
  ];
  return rows.length === 0 ? prose`` : prose`${joinMarkdown(rows, '\n')}\n`;
}

const overview = (resources: readonly VerifiedResource[]): Markdown =>
  markdownTable(
    [l10n.t('Resource'), l10n.t('Gateway'), l10n.t('Reached by'), l10n.t('Result'), l10n.t('Checks')],
    resources.map(({ subject, gateway = shownText(none), way, checks }) => [
      words(subject.name),
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
  return [prose`## ${words(subject.name)}: ${outcome}\n`, ...id, ...notable.map(checkSection), ...notAsked(checks)];
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

/** Sentences of a check don’t fit into the cells of a table. */
function checkSection(check: CheckResult): Markdown {
  const { cause, fix } = explanationOf(check) ?? {};
  const parts: readonly (readonly [Markdown, string])[] = [
    [prose`Expected`, expectedInShort(check)],
    [prose`Observed`, observedInShort(check)],
    [prose`Why`, consequenceText(check) ?? ''],
    [prose`Likely cause`, cause ?? ''],
    [prose`What to do`, fix ?? ''],
    [prose`Source`, check.consequenceOf === undefined ? sourceOf(check) : ''],
  ];
  const lines = parts.flatMap(([title, text]) => (text === '' ? [] : [prose`- ${title}: ${words(text)}`]));
  const title = prose`### ${words(titleIn(check))}: ${words(outcomeText(check.outcome))}`;
  return prose`${title}\n\n${joinMarkdown(lines, '\n')}\n`;
}

/** An arrow leads from the failed check above. */
const titleIn = ({ id, consequenceOf }: CheckResult): string =>
  consequenceOf === undefined ? checkTitle(id) : `↳ ${checkTitle(id)}`;
