import { type WizardState } from '../../src/contract/wizard';
import { h, setText } from '../dom';
import { icon } from '../icons';
import { button } from '../toolkit';

/** Instead of the form, for a text that is no JSON object: the reason, and the way to the text. */
export function unreadableView(openAsText: () => void): {
  readonly element: HTMLElement;
  update(state: WizardState): void;
} {
  const fileName = h('h1', {});
  const reason = h('p', { class: 'lead' });
  return {
    element: h(
      'main',
      { class: 'unreadable' },
      icon('error', 'is-error'),
      fileName,
      reason,
      button({ label: 'Open as text', appearance: 'primary', onClick: openAsText }),
    ),
    update: (state) => {
      setText(fileName, `${state.fileName} cannot be shown as a form`);
      setText(reason, state.unreadable ?? '');
    },
  };
}
