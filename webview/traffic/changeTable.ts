import { html, nothing, type TemplateResult } from 'lit-html';
import { type Traffic, type TrafficEndpoint } from '../../src/contract/traffic';
import { renderRows } from '../kit/rows';
import { renderTable } from '../kit/table';
import { renderHost } from '../kit/text';
import { formatSource, renderSource } from './source';
import { type UiState } from './uiState';

type Change = Traffic['change'];

interface Row extends TrafficEndpoint {
  readonly narrowedTo?: readonly string[];
  readonly neededBy?: readonly string[];
}

const parts = ['open', 'close', 'closeAfterAsking', 'keep'] as const;
type Part = (typeof parts)[number];

export interface ChangeGroup {
  readonly part: Part;
  readonly title: string;
  readonly question: string;
  readonly rows: readonly Row[];
  readonly total: number;
}

export interface Filter {
  readonly text: string;
  readonly group: NonNullable<UiState['group']>;
}

/** Two parts belong to the group `close`: one may be closed, the other only after asking. */
export function groupChanges(change: Change, { text, group }: Filter): readonly ChangeGroup[] {
  const hours = change.closeAfterHours === 1 ? 'one hour' : `${change.closeAfterHours} hours`;
  const titles: Readonly<Record<Part, string>> = {
    open: `Open now, before the switch: ${change.open.length}`,
    close: `May be closed ${hours} after the switch, not before: ${change.close.length}`,
    closeAfterAsking: `Ask before you close these, ${hours} after the switch: ${change.closeAfterAsking.length}`,
    keep: `Stay open: ${change.keep.length}`,
  };
  return parts.map((part) => {
    const all: readonly Row[] = change[part];
    const isChosen = group === 'all' || group === (part === 'closeAfterAsking' ? 'close' : part);
    return {
      part,
      title: titles[part],
      question: part === 'closeAfterAsking' ? change.question : '',
      rows: isChosen ? all.filter((row) => textOf(row).includes(text)) : [],
      total: all.length,
    };
  });
}

const describeNarrowed = (hosts: readonly string[]): string => `Only these stay of it: ${hosts.join(', ')}`;
const describeNeed = (who: string): string => `Without a gateway needed by ${who}`;

const textOf = ({ host, port, purpose, when, source, narrowedTo = [], neededBy = [] }: Row): string =>
  [host, port, purpose, describeNarrowed(narrowedTo), ...neededBy.map(describeNeed), when, formatSource(source)]
    .join('\n')
    .toLowerCase();

export const renderChangeTable = (groups: readonly ChangeGroup[]): TemplateResult =>
  renderTable({
    name: 'What to open, close and keep',
    className: 'changes',
    columns: ['Host', 'Port', 'Purpose', 'When', 'Source'],
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

const renderRow = ({ host, port, purpose, when, source, narrowedTo = [], neededBy = [] }: Row): TemplateResult =>
  html`<tr role="row">
    <th role="rowheader" scope="row" class="cell-host">${renderHost(host)}</th>
    <td role="cell" class="cell-port">${port}</td>
    <td role="cell" class="cell-purpose">
      ${purpose}${narrowedTo.length === 0 ? nothing : html`<div class="remark">${describeNarrowed(narrowedTo)}</div>`}
      ${neededBy.map((who) => html`<div class="remark">${describeNeed(who)}</div>`)}
    </td>
    <td role="cell" class="cell-when">${when}</td>
    <td role="cell" class="cell-source">${renderSource(source)}</td>
  </tr>`;
