import { type Traffic, type TrafficEndpoint } from '../../src/contract/traffic';
import { h, whenChanged } from '../dom';
import { breakable } from './breakable';
import { sourceLink } from './sourceLink';

export type ChangeGroup = 'open' | 'close' | 'keep';

interface Row extends TrafficEndpoint {
  readonly narrowedTo?: readonly string[];
  readonly neededBy?: readonly string[];
}

/** A part of the table; what is closed only after asking is of the group of what is closed. */
const parts = ['open', 'close', 'closeAfterAsking', 'keep'] as const;
const groupOf = (part: (typeof parts)[number]): ChangeGroup => (part === 'closeAfterAsking' ? 'close' : part);

interface Shown {
  readonly title: string;
  readonly question: string;
  readonly rows: readonly Row[];
}

const columns = ['Host', 'Port', 'Purpose', 'When', 'Source'];
// Rows that become blocks on a narrow page would lose their roles.
const cell = (name: string, ...children: (Node | string)[]): HTMLElement =>
  h('td', { role: 'cell', class: `cell-${name}` }, ...children);

/** The changes in groups, each under its heading. */
export function changeTable(): {
  readonly element: HTMLElement;
  readonly update: (change: Traffic['change']) => void;
  /** Shows rows of one group, or of all, that hold a text in lower case; tells how many. */
  readonly narrow: (text: string, group: ChangeGroup | 'all') => { readonly shown: number; readonly total: number };
} {
  const bodies = parts.map((part) => {
    const element = h('tbody', { class: `group-${part}`, role: 'rowgroup' });
    const show = whenChanged(element, ({ title, question, rows }: Shown) => [
      h(
        'tr',
        { role: 'row', class: 'group-title' },
        h(
          'th',
          { role: 'columnheader', colspan: '5' },
          title,
          ...(question === '' ? [] : [h('div', { class: 'question' }, question)]),
        ),
      ),
      ...rows.map(rowOf),
    ]);
    return { part, element, show };
  });
  return {
    element: h(
      'table',
      { role: 'table', class: 'changes', 'aria-label': 'What to open, close and keep' },
      h(
        'thead',
        { role: 'rowgroup' },
        h('tr', { role: 'row' }, ...columns.map((name) => h('th', { role: 'columnheader', scope: 'col' }, name))),
      ),
      ...bodies.map(({ element }) => element),
    ),
    update: (change) => {
      const hours = change.closeAfterHours === 1 ? 'one hour' : `${change.closeAfterHours} hours`;
      const titles = {
        open: `Open now, before the switch: ${change.open.length}`,
        close: `May be closed ${hours} after the switch, not before: ${change.close.length}`,
        closeAfterAsking: `Ask before you close these, ${hours} after the switch: ${change.closeAfterAsking.length}`,
        keep: `Stay open: ${change.keep.length}`,
      };
      for (const { part, show } of bodies) {
        const question = part === 'closeAfterAsking' ? change.question : '';
        show({ title: titles[part], question, rows: change[part] });
      }
    },
    narrow: (text, chosen) => {
      let shown = 0;
      let total = 0;
      for (const { part, element } of bodies) {
        const rows = [...element.rows].slice(1);
        total += rows.length;
        const isChosen = chosen === 'all' || chosen === groupOf(part);
        for (const row of rows) row.hidden = !isChosen || !row.textContent.toLowerCase().includes(text);
        const visible = rows.filter(({ hidden }) => !hidden).length;
        shown += visible;
        element.hidden = visible === 0;
      }
      return { shown, total };
    },
  };
}

const rowOf = ({ host, port, purpose, when, source, narrowedTo = [], neededBy = [] }: Row): HTMLElement =>
  h(
    'tr',
    { role: 'row' },
    h('th', { role: 'rowheader', scope: 'row', class: 'cell-host' }, ...breakable(host)),
    cell('port', `${port}`),
    cell('purpose', purpose, ...narrowed(narrowedTo), ...neededBy.map(needed)),
    cell('when', when),
    cell('source', sourceLink(source)),
  );

const narrowed = (hosts: readonly string[]): Node[] =>
  hosts.length === 0 ? [] : [h('div', { class: 'narrowed' }, `Only these stay of it: ${hosts.join(', ')}`)];

const needed = (who: string): Node => h('div', { class: 'needed' }, `Without a gateway needed by ${who}`);
