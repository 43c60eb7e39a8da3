import { type WizardState } from '../../src/contract/wizard';
import { type Field } from '../field';
import { type Path, pathKey, textsAt } from './documentValue';
import { type StepId } from './step';
import { type WizardContext } from './wizardContext';

/** Ties a choice of several words to a list in the document; the answer shows a pushed state. */
export function bindList(
  context: WizardContext,
  field: Field<readonly string[]>,
  { path, step, label, isOptional }: { path: Path; step: StepId; label: string; isOptional: boolean },
): (state: WizardState) => void {
  const key = pathKey(path);
  context.fields.register({ path: key, step, label, field });
  field.element.dataset.path = key;
  field.onChange((value) => {
    const isGone = isOptional && value.length === 0;
    context.edits.now(key, [isGone ? { path: [...path] } : { path: [...path], value: [...value] }]);
    context.fields.markVisited((other) => other.path === key);
  });
  return (state) => {
    if (!context.edits.isAhead(key)) field.setValue(textsAt(state.document, path));
  };
}
