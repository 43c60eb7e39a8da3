import { html, nothing, type TemplateResult } from 'lit-html';
import { lookUp } from '../../src/kernel/lookUp';
import { keepHidden } from './keepHidden';
import { renderRows } from './rows';

export interface Tab {
  readonly id: string;
  readonly text: string;
  readonly count?: number;
  /** A hidden one keeps what it showed, with its scroll positions. */
  readonly panel: () => TemplateResult;
}

interface TabsOptions {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Defaults to the first tab. */
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

const idOf = ({ id }: Tab): string => id;

/** ARIA tabs pattern: one tab stop; arrows, Home, and End select. */
export function renderTabs({ label, tabs, selected, onSelect }: TabsOptions): TemplateResult {
  const current = tabs.find(({ id }) => id === selected) ?? tabs[0];
  const choose = (list: EventTarget | null, index: number): void => {
    const tab = tabs.at(index % tabs.length);
    if (!tab) return;
    onSelect(tab.id);
    (list as HTMLElement).querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const index = current ? tabs.indexOf(current) : 0;
    const next = lookUp({ ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }, event.key);
    if (next === undefined) return;
    event.preventDefault();
    choose(event.currentTarget, next);
  };
  const renderTab = (tab: Tab): TemplateResult => {
    const index = tabs.indexOf(tab);
    return html`<button
      type="button"
      role="tab"
      class="tab"
      id="tab-${index}"
      data-tab=${tab.id}
      aria-controls="pane-${index}"
      aria-selected=${tab === current ? 'true' : 'false'}
      tabindex=${tab === current ? '0' : '-1'}
      @click=${() => onSelect(tab.id)}
    >
      <span>${tab.text}</span>${tab.count === undefined ? nothing : html`<span class="tab-count"> ${tab.count}</span>`}
    </button>`;
  };
  const renderPane = (tab: Tab): TemplateResult => {
    const index = tabs.indexOf(tab);
    return html`<div
      role="tabpanel"
      class="pane"
      id="pane-${index}"
      aria-labelledby="tab-${index}"
      ?hidden=${tab !== current}
    >
      ${keepHidden(tab !== current, tab.panel)}
    </div>`;
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKey}>
      ${renderRows(tabs, idOf, renderTab)}
    </div>
    ${renderRows(tabs, idOf, renderPane)}`;
}
