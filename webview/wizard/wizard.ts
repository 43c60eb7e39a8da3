import { html } from 'lit-html';
import { connect, type WebviewPort } from '../../src/contract/client';
import { type wizardContract, type WizardState } from '../../src/contract/wizard';
import { wizardRequests } from '../../src/contract/wizardRequests';
import { messageOf } from '../kit/messageOf';
import { createRedraw } from '../kit/redraw';
import { blockersOf } from './blockers';
import { unnamedCluster } from './clusterFields';
import { createEditQueue, type EditQueue } from './editQueue';
import { createFormFields } from './formFields';
import { createFrame } from './frame';
import { createMessage } from './message';
import { createNavigation } from './navigation';
import { applyFix } from './quickFix';
import { createRequests } from './requests';
import { type UiState } from './uiState';
import { renderUnreadable } from './unreadable';
import { type WizardContext } from './wizardContext';

export function startWizard(
  root: HTMLElement,
  port: WebviewPort,
  kept: UiState | undefined,
  keep: (ui: UiState) => void,
): void {
  let state: WizardState | undefined;
  let ui: UiState = kept ?? { step: 'targets' };
  let isNew = kept === undefined;
  const redraw = createRedraw(root, () => {
    if (!state) return html``;
    if (state.unreadable === undefined) {
      if (isNew) ui = { ...ui, ...startAt(state) };
      isNew = false;
      frame.prepare(state);
    }
    fields.setState(state);
    if (state.unreadable !== undefined) return renderUnreadable(context, state, message.text());
    ui = { ...ui, step: frame.stepFor(state) };
    return frame.render(state, message.text());
  });
  const client = connect<typeof wizardContract>(wizardRequests, port, (next) => {
    state = next;
    edits.takeState();
    redraw.soon();
  });
  const message = createMessage(redraw.soon);
  const { say } = message;
  const edits = createEditQueue((list) => client.edit({ edits: list }), {
    onDone: redraw.soon,
    onError: (error) => say(messageOf(error)),
  });
  const fields = createFormFields({
    onVisit: redraw.soon,
    onFix: (fix) => {
      applyFix(edits, fix);
    },
    onRemedy: (request) => work.remedy(request),
  });
  const work = createRequests({ client, edits, say });
  const change = (part: Partial<UiState>): void => {
    ui = { ...ui, ...part };
    keep(ui);
    redraw.now();
  };
  const showStep: WizardContext['actions']['showStep'] = (step) => {
    if (step !== ui.step) fields.markVisited((field) => field.step === ui.step);
    change({ step });
    root.querySelector('.form')?.scrollTo(0, 0);
  };
  const showCluster: WizardContext['actions']['showCluster'] = (cluster) => change({ cluster });
  const blockers = () => (state ? blockersOf(state) : []);
  const context: WizardContext = {
    client,
    edits,
    fields,
    redraw,
    ui: () => ui,
    actions: {
      ...work,
      ...createNavigation({ edits, fields, redraw, showStep, showCluster, say, blockers, save: work.saveScripts }),
      showStep,
      showCluster,
      showTab: (tab) => change({ tab }),
    },
  };
  const frame = createFrame(context);

  flushOnSaveKey(edits);
  port.post({ type: 'ready' });
}

/** A cluster that has just been added waits for its name. */
function startAt(state: WizardState): Partial<UiState> {
  const unnamed = unnamedCluster(state);
  return unnamed === undefined ? {} : { step: 'clusters', cluster: unnamed };
}

/** VS Code saves on this key; the save must include the text typed last. */
function flushOnSaveKey(edits: EditQueue): void {
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') void edits.flush();
  });
}
