import { type WizardState } from '../../src/contract/wizard';
import { h, linkButton, whenChanged } from '../dom';
import { icon } from '../icons';
import { type WizardContext } from './wizardContext';

/** Says how things stand with the lists that Azure fills, and how to read them again. */
export function choicesNotice({ actions }: WizardContext): {
  readonly element: HTMLElement;
  update(state: WizardState): void;
} {
  const element = h('div', { class: 'notice', 'aria-live': 'polite' });
  const again = (): HTMLElement => linkButton('Read the lists again', actions.refreshChoices);
  const show = whenChanged(element, ({ status, message }: { status: string; message?: string }) => {
    if (status === 'loading') return [icon('loading', 'spin'), h('span', {}, 'Reading from Azure…')];
    if (status === 'ready') return [h('span', {}, 'Something missing?'), again()];
    return [icon('info'), h('span', {}, `${message ?? 'Azure cannot be read.'} Type the values by hand. `, again())];
  });
  return {
    element,
    update: ({ choices }) => {
      show({ status: choices.status, message: choices.message });
    },
  };
}
