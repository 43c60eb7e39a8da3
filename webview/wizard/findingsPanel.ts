import { type WizardState } from '../../src/contract/wizard';
import { h, spoken, whenChanged } from '../dom';
import { icon } from '../icons';
import { placeLink } from './complaintList';
import { type WizardContext } from './wizardContext';

type Finding = NonNullable<WizardState['plan']>['findings'][number];

const looks = {
  error: { icon: 'error', word: 'Error: ' },
  warning: { icon: 'warning', word: 'Warning: ' },
  info: { icon: 'info', word: 'Note: ' },
  ok: { icon: 'check', word: 'Fine: ' },
} as const;

/** What is worth knowing about a valid site; each entry leads to its field. */
export function findingsPanel(context: WizardContext): {
  readonly element: HTMLElement;
  update(state: WizardState): void;
} {
  const list = h('ul', {});
  const element = h(
    'section',
    { class: 'findings', 'aria-labelledby': 'findings-title' },
    h('h2', { id: 'findings-title', class: 'findings-title' }, 'Findings'),
    list,
  );
  const entry = ({ severity, message, fix, path, source }: Finding): HTMLElement =>
    h(
      'li',
      { class: 'finding', title: source },
      icon(looks[severity].icon, `is-${severity}`),
      h(
        'div',
        {},
        spoken(looks[severity].word),
        message,
        fix !== undefined && h('span', { class: 'finding-fix' }, ` ${fix}`),
        path !== '' && ' — ',
        path !== '' && placeLink(context, path),
      ),
    );
  const show = whenChanged(list, (findings: readonly Finding[]) =>
    findings.length > 0
      ? findings.map(entry)
      : [h('li', { class: 'finding' }, icon('check', 'is-ok'), h('div', {}, 'Nothing to look at.'))],
  );
  return {
    element,
    update: ({ plan }) => {
      // What keeps a script away is said in its place already.
      const shown = (plan?.findings ?? []).filter(({ severity }) => severity !== 'error');
      element.hidden = !plan || (shown.length === 0 && plan.findings.length > 0);
      show(shown);
    },
  };
}
