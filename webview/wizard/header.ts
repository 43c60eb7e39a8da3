import { type WizardState } from '../../src/contract/wizard';
import { h, setText, spoken } from '../dom';
import { button } from '../toolkit';
import { connectionOf, isConnected } from './connection';
import { type WizardContext } from './wizardContext';

const titles = {
  gateway: 'Onboard servers with Arc gateway',
  direct: 'Onboard servers to Azure Arc',
  privateLink: 'Onboard servers through private link',
} as const;

const titleOf = (state: WizardState): string =>
  isConnected(state) ? 'Move servers to an Arc gateway' : titles[connectionOf(state)];

/** Title, file, tenant, and the one thing all this is for. */
export function header({ actions }: WizardContext): {
  readonly element: HTMLElement;
  update(state: WizardState): void;
} {
  const title = h('h1', {});
  const name = h('span', { class: 'file-name' });
  const dirty = h('span', { class: 'dirty', title: 'Unsaved changes' }, '●', spoken(' unsaved changes'));
  const sample = h('span', { class: 'pill', title: 'Nothing here reaches Azure.' }, 'sample tenant');
  return {
    element: h(
      'header',
      { class: 'header' },
      title,
      h('div', { class: 'header-file' }, name, dirty, sample),
      h(
        'div',
        { class: 'header-actions' },
        button({ label: 'Open as text', appearance: 'secondary', onClick: actions.openAsText }),
        button({ label: 'Traffic map', appearance: 'secondary', onClick: actions.showTraffic }),
        button({ label: 'Save scripts', appearance: 'primary', onClick: actions.saveAll }),
      ),
    ),
    update: (state) => {
      const { fileName, isDirty, isSample } = state;
      setText(title, titleOf(state));
      setText(name, fileName);
      dirty.hidden = !isDirty;
      sample.hidden = !isSample;
    },
  };
}
