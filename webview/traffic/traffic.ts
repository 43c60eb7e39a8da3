import { html } from 'lit-html';
import { connect, type WebviewPort } from '../../src/contract/client';
import { type trafficContract, type TrafficState } from '../../src/contract/traffic';
import { trafficRequests } from '../../src/contract/trafficRequests';
import { messageOf } from '../kit/messageOf';
import { createRedraw } from '../kit/redraw';
import { createFrame } from './frame';
import { renderProblem } from './problemView';
import { type TrafficContext } from './trafficContext';
import { type UiState } from './uiState';

export function startTraffic(root: HTMLElement, port: WebviewPort, ui: UiState, store: (ui: UiState) => void): void {
  let state: TrafficState | undefined;
  let status = '';
  const client = connect<typeof trafficContract>(trafficRequests, port, (next) => {
    state = next;
    if (ui.uri !== next.uri) change({ uri: next.uri });
    if (next.traffic) frame.ask(next, next.traffic);
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
  const context: TrafficContext = {
    client,
    ui: () => ui,
    keep: (part) => {
      change(part);
      redraw.now();
    },
    act: (work) => {
      work().catch(messageOf).then(say, say);
    },
    redraw: () => {
      redraw.soon();
    },
  };
  const frame = createFrame(context);
  const redraw = createRedraw(root, () => {
    if (!state) return html``;
    return state.traffic ? frame.render(state, state.traffic, status) : renderProblem(context, state, status);
  });

  port.post({ type: 'ready' });
}
