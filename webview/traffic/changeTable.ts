import { type Traffic, type TrafficEndpoint } from '../../src/contract/traffic';
import { h, whenChanged } from '../dom';
import { breakable } from './breakable';
import { sourceLink } from './sourceLink';

export type ChangeGroup = 'open' | 'close' | 'keep';

interface Row extends TrafficEndpoint {
  readonly narrowedTo?: readonly string[];
}

const columns = ['Host', 'Port', 'Purpose', 'When', 'Source'];
// Rows that become blocks on a narrow page would lose their roles.
const cell = (name: string, ...children: (Node | string)[]): HTMLElement =>
  h('td', { role: 'cell', class: `cell-${name}` }, ...children);

/** The changes in three groups, each under its heading. */
export function changeTable(): {
  readonly element: HTMLElement;
  readonly update: (change: Traffic['change']) => void;
  /** Shows rows of one group, or of all, that hold a text in lower case; tells how many. */
  readonly narrow: (text: string, group: ChangeGroup | 'all') => { readonly shown: number; readonly total: number };
} {
  const bodies = (['open', 'close', 'keep'] as const).map((group) => {
    const element = h('tbody', { class: `group-${group}`, role: 'rowgroup' });
    const show = whenChanged(element, ({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) => [
      h('tr', { role: 'row', class: 'group-title' }, h('th', { role: 'columnheader', colspan: '5' }, title)),
      ...rows.map(rowOf),
    ]);
    return { group, element, show };
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
        keep: `Stay open: ${change.keep.length}`,
      };
      for (const { group, show } of bodies) show({ title: titles[group], rows: change[group] });
    },
    narrow: (text, chosen) => {
      let shown = 0;
      let total = 0;
      for (const { group, element } of bodies) {
        const rows = [...element.rows].slice(1);
        total += rows.length;
        const isChosen = chosen === 'all' || chosen === group;
        for (const row of rows) row.hidden = !isChosen || !row.textContent.toLowerCase().includes(text);
        const visible = rows.filter(({ hidden }) => !hidden).length;
        shown += visible;
        element.hidden = visible === 0;
      }
      return { shown, total };
    },
  };
}

const rowOf = ({ host, port, purpose, when, source, narrowedTo = [] }: Row): HTMLElement =>
  h(
    'tr',
    { role: 'row' },
    h('th', { role: 'rowheader', scope: 'row', class: 'cell-host' }, ...breakable(host)),
    cell('port', `${port}`),
    cell('purpose', purpose, ...narrowed(narrowedTo)),
    cell('when', when),
    cell('source', sourceLink(source)),
  );

const narrowed = (hosts: readonly string[]): Node[] =>
  hosts.length === 0 ? [] : [h('div', { class: 'narrowed' }, `Only these stay of it: ${hosts.join(', ')}`)];
