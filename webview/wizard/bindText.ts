import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { type Field, type Note } from '../field';
import { type Path, pathKey } from './documentValue';
import { type FormField } from './formField';
import { type Format, plainText } from './format';
import { type StepId } from './step';
import { type WizardContext } from './wizardContext';

export interface TextBinding {
  readonly path: Path;
  readonly step: StepId;
  readonly label: string;
  readonly format?: Format;
  /** All that a new value changes, in one undo step; only the field itself when absent. */
  readonly editsFor?: (value: string, state: WizardState) => readonly FieldEdit[];
  /** What the form itself has to say about the field. */
  readonly ownNote?: () => Note | undefined;
  readonly partName?: FormField['partName'];
}

/**
 * Ties a field to a value in the document; the answer shows a pushed state. Typing is sent after a pause and is never
 * overwritten by an older state, so the caret stays where it is.
 */
export function bindText(
  context: WizardContext,
  field: Field<string>,
  { path, step, label, ownNote, partName, format = plainText, ...binding }: TextBinding,
): (state: WizardState) => void {
  const key = pathKey(path);
  const editsFor = binding.editsFor ?? ((text: string) => [{ path: [...path], value: format.value(text) }]);
  let last: WizardState | undefined;
  // What the host was last given, which it may not have answered yet.
  let given: string | undefined;
  const news = (raw: string): readonly FieldEdit[] | undefined => {
    const text = format.tidy(raw);
    const known = context.edits.isAhead(key) ? given : format.read(last?.document, path);
    if (!last || text === known) return undefined;
    given = text;
    return editsFor(text, last);
  };

  context.fields.register({ path: key, step, label, field, ownNote, partName });
  field.element.dataset.path = key;
  field.onInput((raw) => {
    const edits = news(raw);
    if (edits) context.edits.soon(key, edits);
  });
  field.onChange((raw) => {
    const edits = news(raw);
    if (edits) context.edits.now(key, edits);
    else void context.edits.flush();
  });
  field.element.addEventListener('focusout', () => {
    context.fields.markVisited((other) => other.path === key);
    context.updateSoon();
  });

  return (state) => {
    last = state;
    if (context.edits.isAhead(key)) return;
    const text = format.read(state.document, path);
    const isBeingWritten = field.element.contains(document.activeElement);
    const written = field.getValue();
    if ((isBeingWritten ? format.tidy(written) : written) !== text) field.setValue(text);
  };
}
