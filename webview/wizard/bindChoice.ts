import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { type Field } from '../field';
import { type Path, pathKey, textAt } from './documentValue';
import { type StepId } from './step';
import { type WizardContext } from './wizardContext';

export interface ChoiceBinding {
  readonly path: Path;
  readonly step: StepId;
  readonly label: string;
  /** What a document without this key means. Choosing it removes the key again. */
  readonly fallback?: string;
  /** All that a choice changes, in one undo step; only the field itself when absent. */
  readonly editsFor?: (value: string, state: WizardState) => readonly FieldEdit[];
}

/** Ties a choice between a few words to a text in the document; the answer shows a pushed state. */
export function bindChoice(
  context: WizardContext,
  field: Field<string>,
  { path, step, label, fallback, editsFor }: ChoiceBinding,
): (state: WizardState) => void {
  const key = pathKey(path);
  let last: WizardState | undefined;
  context.fields.register({ path: key, step, label, field });
  field.element.dataset.path = key;
  field.onChange((value) => {
    const own: FieldEdit = value === fallback ? { path: [...path] } : { path: [...path], value };
    if (last) context.edits.now(key, [own, ...(editsFor?.(value, last) ?? [])]);
  });
  return (state) => {
    last = state;
    if (!context.edits.isAhead(key)) field.setValue(textAt(state.document, path) || (fallback ?? ''));
  };
}
