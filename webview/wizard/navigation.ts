import * as l10n from '@vscode/l10n';
import { type Blocker } from './blockers';
import { clusterIndexOf } from './clusterFields';
import { type WizardContext } from './wizardContext';

interface Parts extends Pick<WizardContext, 'edits' | 'fields' | 'redraw'> {
  readonly showStep: WizardContext['actions']['showStep'];
  readonly showCluster: WizardContext['actions']['showCluster'];
  readonly say: (message: string) => void;
  readonly blockers: () => readonly Blocker[];
  readonly save: () => void;
}

export function createNavigation({
  edits,
  fields,
  redraw,
  showStep,
  showCluster,
  say,
  blockers,
  save,
}: Parts): Pick<WizardContext['actions'], 'jumpTo' | 'saveAll'> {
  const jumpTo = (path: string): void => {
    const field = fields.find(path);
    if (!field) return;
    const cluster = clusterIndexOf(field.path);
    if (cluster !== undefined) showCluster(cluster);
    showStep(field.step);
    fields.markVisited((each) => each === field);
    redraw.now();
    focusField(field.path);
  };
  const saveAll = (): void => {
    void edits.flush().then(() => {
      const found = blockers();
      if (found.length === 0) return save();
      say(l10n.t('Fix the remaining issues first.'));
      const path = found.find((blocker) => fields.find(blocker.path))?.path;
      if (path !== undefined) jumpTo(path);
    });
  };
  return { jumpTo, saveAll };
}

const controls = 'input, select, textarea, .checkbox, .radio, button';
const isText = (element: Element): boolean => element.matches('input:not([type=radio]), textarea');
const isChosen = (element: Element): boolean =>
  element.matches('[type=radio], .radio') && 'checked' in element && element.checked === true;

const shownControls = (parent: Element | null): HTMLElement[] =>
  [...(parent?.querySelectorAll<HTMLElement>(controls) ?? [])].filter((each) => each.closest('[hidden]') === null);

/** Focuses a field of the current step, or the step's first field if that one is hidden. */
function focusField(path: string): void {
  const field = document.querySelector(`[data-path="${CSS.escape(path)}"]`);
  field?.closest('details')?.setAttribute('open', '');
  const own = shownControls(field);
  const found = own.length > 0 ? own : shownControls(document.querySelector('.page:not([hidden])'));
  const target = found.find(isChosen) ?? (found === own ? own.find(isText) : undefined) ?? found[0];
  target?.focus();
}
