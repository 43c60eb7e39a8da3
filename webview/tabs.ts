import { freshId, h, setAttributes, setText } from './dom';
import { lookUp } from '../src/kernel/lookUp';

export interface TabLabel {
  readonly id: string;
  readonly text: string;
  readonly count?: number;
}

export interface Tabs {
  readonly element: HTMLElement;
  /** The tabs there are now, and the one to show: the first when that one is not among them. */
  show(list: readonly TabLabel[], selected: string | undefined): void;
}

interface Entry {
  readonly id: string;
  readonly tab: HTMLButtonElement;
  readonly pane: HTMLElement;
  readonly name: HTMLElement;
  readonly amount: HTMLElement;
}

function entryOf(id: string, panel: HTMLElement): Entry {
  const name = h('span', {});
  const amount = h('span', { class: 'tab-count' });
  const tab = h(
    'button',
    { type: 'button', role: 'tab', id: freshId('tab'), class: 'tab', 'data-tab': id },
    name,
    amount,
  );
  const pane = h('div', { role: 'tabpanel', class: 'pane', id: freshId('pane'), 'aria-labelledby': tab.id }, panel);
  setAttributes(tab, { 'aria-controls': pane.id });
  return { id, tab, pane, name, amount };
}

/** Tabs by the ARIA pattern: one of them in the tab order, arrow keys, Home and End between them. */
export function tabs(label: string, panelOf: (id: string) => HTMLElement, onSelect: (id: string) => void): Tabs {
  const known = new Map<string, Entry>();
  let shown: readonly Entry[] = [];
  const tabList = h('div', { role: 'tablist', class: 'tabs', 'aria-label': label });
  const element = h('div', { class: 'tabbed' }, tabList);

  const entryFor = (id: string): Entry => {
    const entry = known.get(id) ?? entryOf(id, panelOf(id));
    known.set(id, entry);
    return entry;
  };
  const place = (next: readonly Entry[]): void => {
    // What stays where it is keeps the focus and its scroll position.
    if (next.map(({ id }) => id).join('\n') === shown.map(({ id }) => id).join('\n')) return;
    shown = next;
    tabList.replaceChildren(...next.map(({ tab }) => tab));
    element.replaceChildren(tabList, ...next.map(({ pane }) => pane));
  };
  const mark = (selected: string | undefined): void => {
    const current = shown.find(({ id }) => id === selected) ?? shown[0];
    for (const entry of shown) {
      const isCurrent = entry === current;
      setAttributes(entry.tab, { 'aria-selected': `${isCurrent}`, tabindex: isCurrent ? '0' : '-1' });
      entry.pane.hidden = !isCurrent;
    }
  };
  const choose = (index: number): void => {
    const entry = shown.at(index % shown.length);
    if (!entry) return;
    mark(entry.id);
    entry.tab.focus();
    onSelect(entry.id);
  };
  tabList.addEventListener('click', ({ target }) => {
    const index = shown.findIndex(({ tab }) => target instanceof Node && tab.contains(target));
    if (index >= 0) choose(index);
  });
  tabList.addEventListener('keydown', (event) => {
    const index = shown.findIndex(({ tab }) => tab === event.target);
    const next = lookUp({ ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }, event.key);
    if (index < 0 || next === undefined) return;
    event.preventDefault();
    choose(next);
  });

  return {
    element,
    show: (list, selected) => {
      const next = list.map(({ id, text, count }) => {
        const entry = entryFor(id);
        setText(entry.name, text);
        setText(entry.amount, count === undefined ? '' : ` ${count}`);
        return entry;
      });
      place(next);
      mark(selected);
    },
  };
}
