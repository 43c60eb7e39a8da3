import { connect, type WebviewPort } from '../../src/contract/client';
import { wizardContract, type WizardState } from '../../src/contract/wizard';
import { messageOf } from '../messageOf';
import { afterPress } from './afterPress';
import { type Blocker, blockersOf } from './blockers';
import { createEditQueue, type EditQueue } from './editQueue';
import { createFormFields } from './formFields';
import { footer } from './footer';
import { frame } from './frame';
import { leading } from './leading';
import { requests } from './requests';
import { applyFix } from './quickFix';
import { type UiState } from './uiState';
import { unreadableView } from './unreadableView';
import { type WizardContext } from './wizardContext';

/** Builds the page once; from then on every pushed state only updates it. */
export function startWizard(root: HTMLElement, port: WebviewPort, ui: UiState, keep: (ui: UiState) => void): void {
  let state: WizardState | undefined;
  const updateSoon = afterPress(update);
  const client = connect(wizardContract, port, (next) => {
    state = next;
    updateSoon();
  });
  const bottom = footer(() => {
    saveAll();
  });
  const { say } = bottom;
  const edits = createEditQueue(
    (list) => client.edit({ edits: list }),
    (error) => say(messageOf(error)),
  );
  const fields = createFormFields({
    onVisit: updateSoon,
    onFix: (fix) => {
      applyFix(edits, fix);
    },
  });
  const work = requests({ client, edits, say });

  const showStep: WizardContext['actions']['showStep'] = (step) => {
    if (step !== ui.step) fields.markVisited((field) => field.step === ui.step);
    ui = { ...ui, step };
    keep(ui);
    page.show(step);
    update();
  };
  const blockers = (): readonly Blocker[] => (state ? blockersOf(state) : []);
  const { jumpTo, saveAll } = leading({ edits, fields, showStep, update, say, blockers, save: work.saveScripts });

  const context: WizardContext = { client, edits, fields, updateSoon, actions: { ...work, showStep, jumpTo, saveAll } };
  const page = frame(context, bottom, ui.tab, (tab) => {
    ui = { ...ui, tab };
    keep(ui);
  });
  const unreadable = unreadableView(work.openAsText);
  page.show(ui.step);

  function update(): void {
    if (!state) return;
    const shown = state.unreadable === undefined ? page : unreadable;
    if (root.firstChild !== shown.element) root.replaceChildren(shown.element);
    shown.update(state);
  }

  flushOnSaveKey(edits);
  port.post({ type: 'ready' });
}

/** VS Code saves the document on this key; what was typed last has to be in it. */
function flushOnSaveKey(edits: EditQueue): void {
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') void edits.flush();
  });
}
