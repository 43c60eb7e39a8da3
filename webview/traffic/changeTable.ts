import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type Traffic, type TrafficEndpoint } from '../../src/contract/traffic';
import { formatNumber, listOf, plural, translated } from '../../src/kernel/text/phrases';
import { renderRows } from '../kit/rows';
import { renderTable } from '../kit/table';
import { renderHost } from '../kit/text';
import { formatSource, renderSource } from '../kit/source';
import { type UiState } from './uiState';

type Change = Traffic['change'];
type NeededBy = Change['close'][number]['neededBy'][number];

interface ChangeRow extends TrafficEndpoint {
  readonly narrowedTo?: readonly string[];
  readonly neededBy?: readonly NeededBy[];
}

const parts = ['open', 'close', 'closeAfterAsking', 'keep'] as const;
type Part = (typeof parts)[number];

export interface ChangeGroup {
  readonly part: Part;
  readonly title: string;
  readonly question: string;
  readonly rows: readonly ChangeRow[];
  readonly total: number;
}

export interface Filter {
  readonly text: string;
  readonly group: NonNullable<UiState['group']>;
}

function titlesOf({ open, close, closeAfterAsking, closeAfterHours: hours, keep }: Change): Record<Part, string> {
  const closable = formatNumber(close.length);
  const shared = formatNumber(closeAfterAsking.length);
  return {
    open: l10n.t`Open before the switch: ${formatNumber(open.length)}`,
    close: plural(hours, {
      one: l10n.t`Close no earlier than 1 hour after the switch: ${closable}`,
      other: l10n.t`Close no earlier than ${hours} hours after the switch: ${closable}`,
    }),
    closeAfterAsking: plural(hours, {
      one: l10n.t`Ask first, then close no earlier than 1 hour after the switch: ${shared}`,
      other: l10n.t`Ask first, then close no earlier than ${hours} hours after the switch: ${shared}`,
    }),
    keep: l10n.t`Keep open: ${formatNumber(keep.length)}`,
  };
}

const question = l10n.t(
  'Does an Arc-enabled Kubernetes cluster or an Azure Local instance behind the same firewall connect without a gateway? If so, keep these open.',
);

/** Two parts belong to the group `close`: one can be closed, the other only after asking. */
export function groupChanges(change: Change, { text, group }: Filter): readonly ChangeGroup[] {
  const titles = titlesOf(change);
  return parts.map((part) => {
    const all: readonly ChangeRow[] = change[part];
    const isChosen = group === 'all' || group === (part === 'closeAfterAsking' ? 'close' : part);
    return {
      part,
      title: titles[part],
      question: part === 'closeAfterAsking' ? question : '',
      rows: isChosen ? all.filter((row) => textOf(row).includes(text)) : [],
      total: all.length,
    };
  });
}

const describeNarrowed = (hosts: readonly string[]): string => l10n.t`Only these stay open: ${listOf(hosts)}`;

const describeNeed = ({ neighbor, addresses }: NeededBy): string =>
  neighbor === 'cluster'
    ? l10n.t`An Arc-enabled Kubernetes cluster without a gateway needs ${listOf(addresses)}`
    : l10n.t`An Azure Local instance without a gateway needs ${listOf(addresses)}`;

/** What the filter searches: the row's texts as they are shown, in lower case. */
const textOf = ({ host, port, purpose, when, source, narrowedTo = [], neededBy = [] }: ChangeRow): string =>
  [
    host,
    port,
    translated(purpose),
    describeNarrowed(narrowedTo),
    ...neededBy.map(describeNeed),
    translated(when),
    formatSource(source),
  ]
    .join('\n')
    .toLowerCase();

export const renderChangeTable = (groups: readonly ChangeGroup[]): TemplateResult =>
  renderTable({
    name: l10n.t('What to open, close and keep'),
    className: 'changes',
    columns: [l10n.t('Host'), l10n.t('Port'), l10n.t('Purpose'), l10n.t('When'), l10n.t('Source')],
    content: groups.map(renderGroup),
  });

const renderGroup = ({ part, title, question, rows }: ChangeGroup): TemplateResult =>
  html`<tbody class="group-${part}" role="rowgroup" ?hidden=${rows.length === 0}>
    <tr role="row" class="group-title">
      <th role="columnheader" colspan="5">
        ${title}${question === '' ? nothing : html`<div class="question">${question}</div>`}
      </th>
    </tr>
    ${renderRows(rows, ({ host, port }) => `${host}:${port}`, renderRow)}
  </tbody>`;

const renderRow = ({ host, port, purpose, when, source, narrowedTo = [], neededBy = [] }: ChangeRow): TemplateResult =>
  html`<tr role="row">
    <th role="rowheader" scope="row" class="cell-host">${renderHost(host)}</th>
    <td role="cell" class="cell-port">${port}</td>
    <td role="cell" class="cell-purpose">
      ${translated(purpose)}${narrowedTo.length === 0 ? nothing : html`<div class="remark">${describeNarrowed(narrowedTo)}</div>`}
      ${neededBy.map((need) => html`<div class="remark">${describeNeed(need)}</div>`)}
    </td>
    <td role="cell" class="cell-when">${translated(when)}</td>
    <td role="cell" class="cell-source">${renderSource(source)}</td>
  </tr>`;
