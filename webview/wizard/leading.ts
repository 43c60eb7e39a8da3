import { type Blocker } from './blockers';
import { type WizardContext } from './wizardContext';

interface Surroundings extends Pick<WizardContext, 'edits' | 'fields'> {
  readonly showStep: WizardContext['actions']['showStep'];
  readonly update: () => void;
  readonly say: (message: string) => void;
  readonly blockers: () => readonly Blocker[];
  readonly save: () => void;
}

/** The ways to a field: straight, or as what stands between the person and the scripts. */
export function leading({
  edits,
  fields,
  showStep,
  update,
  say,
  blockers,
  save,
}: Surroundings): Pick<WizardContext['actions'], 'jumpTo' | 'saveAll'> {
  const jumpTo = (path: string): void => {
    const field = fields.find(path);
    if (!field) return;
    showStep(field.step);
    fields.markVisited((each) => each === field);
    update();
    field.field.element.closest('details')?.setAttribute('open', '');
    field.field.focus();
  };
  const saveAll = (): void => {
    void edits.flush().then(() => {
      const inTheWay = blockers();
      if (inTheWay.length === 0) return save();
      say('Settle what is missing first.');
      const path = inTheWay.find((blocker) => fields.find(blocker.path))?.path;
      if (path !== undefined) jumpTo(path);
    });
  };
  return { jumpTo, saveAll };
}
