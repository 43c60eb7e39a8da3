import { type WizardState } from '../../src/contract/wizard';
import { h, setAttributes, setText, spoken } from '../dom';
import { icon } from '../icons';
import { blockersOf } from './blockers';
import { type StepStatus } from './formFields';
import { type Step, type StepId } from './step';
import { type WizardContext } from './wizardContext';

/** The steps with what they hold and how they stand. */
export function rail(
  { fields, actions }: WizardContext,
  steps: readonly Step[],
): { readonly element: HTMLElement; update(state: WizardState, current: StepId): void } {
  const entries = steps.map((step, index) => {
    const badge = h('span', { class: 'badge', 'aria-hidden': 'true' });
    const summary = h('span', { class: 'rail-summary' });
    const standing = spoken('');
    const button = h(
      'button',
      { type: 'button', class: 'rail-step', 'data-step': step.id },
      badge,
      h('span', { class: 'rail-text' }, h('span', { class: 'rail-title' }, step.title), ' ', summary, standing),
    );
    button.addEventListener('click', () => {
      actions.showStep(step.id);
    });
    return { step, number: `${index + 1}`, badge, summary, standing, button };
  });

  return {
    element: h(
      'nav',
      { class: 'rail', 'aria-label': 'Steps' },
      h('ol', {}, ...entries.map(({ button }) => h('li', {}, button))),
    ),
    update: (state, current) => {
      for (const { step, number, badge, summary, standing, button } of entries) {
        const status = fields.statusOf(step.id);
        const isCurrent = step.id === current;
        const look = lookOf(status, step.id === 'review' && blockersOf(state).length > 0);
        const showsNumber = look === 'open' || (isCurrent && look === 'done');
        setAttributes(button, { 'aria-current': isCurrent ? 'step' : undefined, 'data-look': look });
        if (badge.dataset.look !== `${look}${showsNumber}`) {
          badge.dataset.look = `${look}${showsNumber}`;
          badge.replaceChildren(showsNumber ? number : look === 'done' ? icon('check') : '!');
        }
        setText(summary, summaryOf(step.summary(state), status));
        setText(standing, `, ${look === 'done' ? 'complete' : look === 'open' ? 'to fill in' : 'has errors'}`);
      }
    },
  };
}

const lookOf = ({ wrong, open }: StepStatus, isBlocked: boolean): 'done' | 'open' | 'wrong' =>
  wrong > 0 ? 'wrong' : open > 0 || isBlocked ? 'open' : 'done';

const summaryOf = (summary: string, { wrong, toLookAt }: StepStatus): string => {
  if (wrong > 0) return `${wrong} to correct`;
  return toLookAt > 0 ? `${summary}, ${toLookAt} to look at` : summary;
};
