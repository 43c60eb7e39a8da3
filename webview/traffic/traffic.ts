import { connect, type WebviewPort } from '../../src/contract/client';
import { trafficContract, type TrafficState } from '../../src/contract/traffic';
import { frame } from './frame';
import { problemView } from './problemView';
import { type TrafficContext } from './trafficContext';
import { type UiState } from './uiState';
import { messageOf } from '../messageOf';

/** Builds the page once; from then on every pushed state only updates it. */
export function startTraffic(root: HTMLElement, port: WebviewPort, ui: UiState, store: (ui: UiState) => void): void {
  const client = connect(trafficContract, port, update);
  const keep = (change: UiState): void => {
    ui = { ...ui, ...change };
    store(ui);
  };
  const act: TrafficContext['act'] = (work) => {
    work().catch(messageOf).then(page.say, page.say);
  };
  const context: TrafficContext = { client, ui: () => ui, keep, act };
  const page = frame(context);
  const problem = problemView(context);

  function update(state: TrafficState): void {
    if (ui.uri !== state.uri) keep({ uri: state.uri });
    const shown = state.traffic ? page : problem;
    if (root.firstChild !== shown.element) root.replaceChildren(shown.element);
    shown.update(state);
  }

  port.post({ type: 'ready' });
}
