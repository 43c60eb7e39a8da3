import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { type Note } from '../kit/field';
import { type TextControl } from '../kit/textField';
import { editPath, type Path, pathKey } from './documentValue';
import { type FormField } from './formField';
import { type Format, formatAt } from './format';
import { type StepId } from './step';
import { type WizardContext } from './wizardContext';

export interface TextBinding {
  readonly path: Path;
  readonly step: StepId;
  readonly label: string;
  /** By default that of the field's kind. */
  readonly format?: Format;
  /** The edits of one undo step; by default only the field itself. */
  readonly editsFor?: (value: string, state: WizardState) => readonly FieldEdit[];
  /** A note that only the form can give. */
  readonly ownNote?: (text: string) => Note | undefined;
  readonly partName?: FormField['partName'];
}

export interface BoundText extends Required<Omit<TextControl, 'onFocus'>> {
  readonly id: string;
  readonly notes: readonly Note[];
  /** Sets and sends a text; an empty one removes the key. */
  readonly replace: (text: string) => void;
}

/** Typed text is sent after a pause; an older pushed state never overwrites it. */
export function bindText(
  { edits, fields, redraw }: WizardContext,
  { path, step, label, ownNote, partName, format = formatAt(path), ...binding }: TextBinding,
): (state: WizardState) => BoundText {
  const id = pathKey(path);
  const editsFor = binding.editsFor ?? ((text: string) => [{ path: editPath(path), value: format.value(text) }]);
  // The text sent last; a pushed state may not have it yet.
  let given = '';
  fields.register({ path: id, step, label, partName });

  return (state) => {
    const valueNow = (): string => (edits.isAhead(id) ? given : format.read(state.document, path));
    const takeChange = (raw: string): readonly FieldEdit[] | undefined => {
      const text = format.tidy(raw);
      if (text === valueNow()) return undefined;
      given = text;
      return editsFor(text, state);
    };
    const own = ownNote?.(valueNow());
    return {
      id,
      notes: [...(own ? [own] : []), ...fields.notesAt(id)],
      value: valueNow(),
      keeps: (written, isFocused) => (isFocused || edits.isAhead(id)) && format.tidy(written) === valueNow(),
      onInput: (raw) => {
        const changed = takeChange(raw);
        if (changed) edits.soon(id, changed);
      },
      onChange: (raw) => {
        const changed = takeChange(raw);
        if (changed) edits.now(id, changed);
        else void edits.flush();
      },
      replace: (text) => {
        given = text;
        edits.now(id, [text === '' ? { path: editPath(path) } : { path: editPath(path), value: format.value(text) }]);
      },
      onLeave: () => {
        fields.markVisited((other) => other.path === id);
        redraw.soon();
      },
    };
  };
}
