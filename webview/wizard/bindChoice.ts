import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { type Note } from '../kit/field';
import { type Path, pathKey, textAt, textsAt } from './documentValue';
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

export interface BoundChoice<T> {
  readonly id: string;
  readonly notes: readonly Note[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** Ties a choice between a few words to a text in the document; the answer shows a pushed state. */
export function bindChoice(
  { edits, fields, redraw }: WizardContext,
  { path, step, label, fallback, editsFor }: ChoiceBinding,
): (state: WizardState) => BoundChoice<string> {
  const id = pathKey(path);
  // What the host was last given, which it may not have answered yet.
  let given = '';
  fields.register({ path: id, step, label });
  return (state) => ({
    id,
    notes: fields.notesAt(id),
    value: edits.isAhead(id) ? given : textAt(state.document, path) || (fallback ?? ''),
    onChange: (value) => {
      given = value;
      const own: FieldEdit = value === fallback ? { path: [...path] } : { path: [...path], value };
      edits.now(id, [own, ...(editsFor?.(value, state) ?? [])]);
      redraw.soon();
    },
  });
}

interface ListBinding extends Pick<ChoiceBinding, 'path' | 'step' | 'label'> {
  /** Without an item the key is removed. */
  readonly isOptional: boolean;
}

/** Ties a choice of several words to a list in the document. */
export function bindList(
  { edits, fields, redraw }: WizardContext,
  { path, step, label, isOptional }: ListBinding,
): (state: WizardState) => BoundChoice<readonly string[]> {
  const id = pathKey(path);
  let given: readonly string[] = [];
  fields.register({ path: id, step, label });
  return (state) => ({
    id,
    notes: fields.notesAt(id),
    value: edits.isAhead(id) ? given : textsAt(state.document, path),
    onChange: (value) => {
      given = value;
      const isGone = isOptional && value.length === 0;
      edits.now(id, [isGone ? { path: [...path] } : { path: [...path], value: [...value] }]);
      fields.markVisited((other) => other.path === id);
      redraw.soon();
    },
  });
}
