import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { type Field, type Note } from '../field';
import { type Path, pathKey, textAt } from './documentValue';
import { type StepId } from './step';
import { type WizardContext } from './wizardContext';

export interface TextBinding {
  readonly path: Path;
  readonly step: StepId;
  readonly label: string;
  /** All that a new value changes, in one undo step; only the field itself when absent. */
  readonly editsFor?: (value: string, state: WizardState) => readonly FieldEdit[];
  /** What the form itself has to say about the field. */
  readonly ownNote?: () => Note;
}

/**
 * Ties a field to a text in the document; the answer shows a pushed state. Typing is sent after a pause and is never
 * overwritten by an older state, so the caret stays where it is.
 */
export function bindText(
  context: WizardContext,
  field: Field<string>,
  { path, step, label, ownNote, editsFor = (value) => [{ path: [...path], value }] }: TextBinding,
): (state: WizardState) => void {
  const key = pathKey(path);
  let last: WizardState | undefined;
  const isNews = (value: string): boolean => context.edits.isAhead(key) || value !== textAt(last?.document, path);

  context.fields.register({ path: key, step, label, field, ownNote });
  field.element.dataset.path = key;
  field.onInput((raw) => {
    const value = raw.trim();
    if (last && isNews(value)) context.edits.soon(key, editsFor(value, last));
  });
  field.onChange((raw) => {
    const value = raw.trim();
    if (last && isNews(value)) context.edits.now(key, editsFor(value, last));
  });
  field.element.addEventListener('focusout', () => {
    context.fields.markVisited((other) => other.path === key);
    field.setValue(field.getValue().trim());
  });

  return (state) => {
    last = state;
    const value = textAt(state.document, path);
    if (!context.edits.isAhead(key) && field.getValue().trim() !== value) field.setValue(value);
  };
}
