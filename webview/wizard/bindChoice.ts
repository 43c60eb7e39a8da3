import { siteFieldAt } from '../../src/contract/siteFields';
import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { type Note } from '../kit/field';
import { editPath, type Path, pathKey, textAt, textsAt } from './documentValue';
import { type StepId } from './step';
import { type WizardContext } from './wizardContext';

export interface ChoiceBinding {
  readonly path: Path;
  readonly step: StepId;
  readonly label: string;
  /** The edits of one undo step; by default only the field itself. */
  readonly editsFor?: (value: string, state: WizardState) => readonly FieldEdit[];
}

export interface BoundChoice<T> {
  readonly id: string;
  readonly notes: readonly Note[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function bindChoice(
  { edits, fields, redraw }: WizardContext,
  { path, step, label, editsFor }: ChoiceBinding,
): (state: WizardState) => BoundChoice<string> {
  const id = pathKey(path);
  // The value that an absent key means, or none; choosing it removes the key.
  const fallback = siteFieldAt(id)?.fallback ?? '';
  // The value sent last; a pushed state may not have it yet.
  let given = '';
  fields.register({ path: id, step, label });
  return (state) => ({
    id,
    notes: fields.notesAt(id),
    value: edits.isAhead(id) ? given : textAt(state.document, path) || fallback,
    onChange: (value) => {
      given = value;
      const own: FieldEdit = value === fallback ? { path: editPath(path) } : { path: editPath(path), value };
      edits.now(id, [own, ...(editsFor?.(value, state) ?? [])]);
      redraw.soon();
    },
  });
}

type ListBinding = Pick<ChoiceBinding, 'path' | 'step' | 'label'>;

export function bindList(
  { edits, fields, redraw }: WizardContext,
  { path, step, label }: ListBinding,
): (state: WizardState) => BoundChoice<readonly string[]> {
  const id = pathKey(path);
  const { isRequired = false } = siteFieldAt(id) ?? {};
  let given: readonly string[] = [];
  fields.register({ path: id, step, label });
  return (state) => ({
    id,
    notes: fields.notesAt(id),
    value: edits.isAhead(id) ? given : textsAt(state.document, path),
    onChange: (value) => {
      given = value;
      const isGone = !isRequired && value.length === 0;
      edits.now(id, [isGone ? { path: editPath(path) } : { path: editPath(path), value: [...value] }]);
      fields.markVisited((other) => other.path === id);
      redraw.soon();
    },
  });
}
