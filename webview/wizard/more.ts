import { type WizardState } from '../../src/contract/wizard';
import { h } from '../dom';
import { icon } from '../icons';
import { isEmptyAt, type Path, pathKey } from './documentValue';
import { type WizardContext } from './wizardContext';

interface MoreOptions {
  /** What is inside, for the line that is always there. */
  readonly what: string;
  readonly paths: readonly Path[];
  readonly content: readonly HTMLElement[];
  /** What else makes the fields worth a look. */
  readonly isCalledFor?: (state: WizardState) => boolean;
}

/**
 * What few people need, folded away under a line that says what it is. It opens by itself when one of its fields gets a
 * value or a complaint, and otherwise stays as the person leaves it.
 */
export function more(
  { fields }: WizardContext,
  { what, paths, content, isCalledFor }: MoreOptions,
): { readonly element: HTMLElement; update(state: WizardState): void } {
  const summary = h('summary', {}, icon('chevron'), h('span', {}, 'More'), h('span', { class: 'more-what' }, what));
  const element = h('details', { class: 'more' }, summary, h('div', { class: 'group' }, ...content));
  let wasNeeded = false;
  return {
    element,
    update: (state) => {
      const isNeeded =
        paths.some((path) => !isEmptyAt(state.document, path) || fields.hasComplaint(pathKey(path))) ||
        (isCalledFor?.(state) ?? false);
      if (isNeeded && !wasNeeded) element.open = true;
      wasNeeded = isNeeded;
    },
  };
}
