import { type WizardState } from '../../src/contract/wizard';
import { h, setText, spoken } from '../dom';
import { button } from '../toolkit';
import { type WizardContext } from './wizardContext';

/** Title, file, tenant, and the one thing all this is for. */
export function header({ actions }: WizardContext): {
  readonly element: HTMLElement;
  update(state: WizardState): void;
} {
  const name = h('span', { class: 'file-name' });
  const dirty = h('span', { class: 'dirty', title: 'Unsaved changes' }, '●', spoken(' unsaved changes'));
  const sample = h('span', { class: 'pill', title: 'Nothing here reaches Azure.' }, 'sample tenant');
  return {
    element: h(
      'header',
      { class: 'header' },
      h('h1', {}, 'Onboard servers with Arc gateway'),
      h('div', { class: 'header-file' }, name, dirty, sample),
      h(
        'div',
        { class: 'header-actions' },
        button({ label: 'Open as text', appearance: 'secondary', onClick: actions.openAsText }),
        button({ label: 'Save scripts', appearance: 'primary', onClick: actions.saveAll }),
      ),
    ),
    update: ({ fileName, isDirty, isSample }) => {
      setText(name, fileName);
      dirty.hidden = !isDirty;
      sample.hidden = !isSample;
    },
  };
}
