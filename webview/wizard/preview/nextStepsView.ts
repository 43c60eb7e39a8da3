import { type WizardState } from '../../../src/contract/wizard';
import { h, whenChanged } from '../../dom';
import { button } from '../../toolkit';
import { type WizardContext } from '../wizardContext';

type NextStep = NonNullable<WizardState['plan']>['nextSteps'][number];

/** What a person does after saving, in order, with the commands to copy. */
export function nextStepsView({ actions }: WizardContext): {
  readonly element: HTMLElement;
  update(steps: readonly NextStep[]): void;
} {
  const list = h('ol', { class: 'next-steps' });
  const show = whenChanged(list, (steps: readonly NextStep[]) =>
    steps.map(({ title, detail, command }, index) =>
      h(
        'li',
        {},
        h('div', { class: 'next-title' }, title),
        h('div', { class: 'next-detail' }, detail),
        command &&
          h(
            'div',
            { class: 'command' },
            h('code', {}, command.text),
            button({
              label: `Copy the command: ${title}`,
              appearance: 'icon',
              icon: 'copy',
              onClick: () => {
                actions.copyStep(index);
              },
            }),
          ),
      ),
    ),
  );
  return {
    element: h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Next steps' }, list),
    update: show,
  };
}
