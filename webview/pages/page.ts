import { html } from 'lit-html';
import { connect, type WebviewPort } from '../../src/contract/client';
import { type resourcePageContract, type ResourcePageState } from '../../src/contract/resourcePage';
import { resourcePageRequests } from '../../src/contract/resourcePageRequests';
import { messageOf } from '../kit/messageOf';
import { createRedraw } from '../kit/redraw';
import { renderFrame } from './frame';
import { type PageContext } from './pageContext';
import { type UiState } from './uiState';

export function startPage(root: HTMLElement, port: WebviewPort, ui: UiState, store: (ui: UiState) => void): void {
  let state: ResourcePageState | undefined;
  let status = '';
  const client = connect<typeof resourcePageContract>(resourcePageRequests, port, (next) => {
    const isOther = ui.id !== undefined && ui.id !== next.id;
    if (isOther) {
      status = '';
      document.documentElement.scrollTop = 0;
    }
    // What was open was another resource's.
    if (ui.id !== next.id || ui.isKept !== next.isKept)
      change({ id: next.id, isKept: next.isKept, ...(isOther && { open: [], showsAll: false }) });
    state = next;
    redraw.soon();
  });
  const change = (part: UiState): void => {
    ui = { ...ui, ...part };
    store(ui);
  };
  const say = (message: string): void => {
    status = message;
    redraw.soon();
  };
  const context: PageContext = {
    client,
    ui: () => ui,
    keep: (part) => {
      change(part);
      redraw.now();
    },
    act: (work) => {
      work().catch(messageOf).then(say, say);
    },
  };
  const redraw = createRedraw(root, () => (state ? renderFrame(context, state, status) : html``));

  port.post({ type: 'ready' });
}
