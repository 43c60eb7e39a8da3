import { freshId, h, setAttributes } from '../../dom';

export interface Tab {
  readonly id: string;
  readonly label: HTMLElement;
  readonly panel: HTMLElement;
}

export interface Tabs {
  readonly element: HTMLElement;
  /** Shows this tab, or the first that is there. */
  select(id: string): void;
  setHidden(id: string, isHidden: boolean): void;
}

/** Tabs by the ARIA pattern: one of them in the tab order, arrow keys, Home and End between them. */
export function tabs(label: string, list: readonly Tab[], onSelect: (id: string) => void): Tabs {
  const entries = list.map(({ id, label: text, panel }) => {
    const tab = h('button', { type: 'button', role: 'tab', id: freshId('tab'), class: 'tab', 'data-tab': id }, text);
    const pane = h('div', { role: 'tabpanel', class: 'pane', id: freshId('pane'), 'aria-labelledby': tab.id }, panel);
    setAttributes(tab, { 'aria-controls': pane.id });
    return { id, tab, pane };
  });
  let selected = entries[0]?.id;

  const shown = () => entries.filter(({ tab }) => !tab.hidden);
  const show = (): void => {
    const current = shown().find(({ id }) => id === selected) ?? shown()[0];
    for (const entry of entries) {
      const isCurrent = entry === current;
      setAttributes(entry.tab, { 'aria-selected': `${isCurrent}`, tabindex: isCurrent ? '0' : '-1' });
      entry.pane.hidden = !isCurrent;
    }
  };
  const choose = (index: number): void => {
    const entry = shown().at(index % shown().length);
    if (!entry) return;
    selected = entry.id;
    show();
    entry.tab.focus();
    onSelect(entry.id);
  };
  const tabList = h('div', { role: 'tablist', class: 'tabs', 'aria-label': label }, ...entries.map(({ tab }) => tab));
  tabList.addEventListener('click', ({ target }) => {
    const index = shown().findIndex(({ tab }) => target instanceof Node && tab.contains(target));
    if (index >= 0) choose(index);
  });
  tabList.addEventListener('keydown', (event) => {
    const index = shown().findIndex(({ tab }) => tab === event.target);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    if (index < 0 || next === undefined) return;
    event.preventDefault();
    choose(next);
  });
  show();

  return {
    element: h('div', { class: 'tabbed' }, tabList, ...entries.map(({ pane }) => pane)),
    select: (id) => {
      selected = id;
      show();
    },
    setHidden: (id, isHidden) => {
      for (const entry of entries) if (entry.id === id) entry.tab.hidden = isHidden;
      show();
    },
  };
}
