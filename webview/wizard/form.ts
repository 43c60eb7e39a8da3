import { type WizardState } from '../../src/contract/wizard';
import { h, setText } from '../dom';
import { button } from '../toolkit';
import { type Step, type StepId } from './step';
import { type WizardContext } from './wizardContext';

export interface Form {
  readonly element: HTMLElement;
  readonly update: (state: WizardState) => void;
  readonly show: (step: StepId) => void;
  /** Moves the focus to the heading, so that a screen reader reads on from there. */
  readonly focusHeading: () => void;
}

/** The middle: one step at a time, all of them kept. */
export function form({ actions }: WizardContext, steps: readonly Step[]): Form {
  const pages = steps.map((step, index) => {
    const heading = h('h2', { id: `step-${step.id}`, tabindex: '-1' });
    const lead = h('p', { class: 'lead' });
    const next = steps[index + 1];
    const onward =
      next &&
      button({
        label: `Next: ${next.title}`,
        appearance: 'secondary',
        onClick: () => {
          actions.showStep(next.id);
          focusHeading();
        },
      });
    const element = h(
      'section',
      { class: 'page', 'aria-labelledby': heading.id },
      heading,
      lead,
      ...step.body,
      onward ?? button({ label: 'Save scripts', appearance: 'primary', onClick: actions.saveAll }),
    );
    return { step, heading, lead, element };
  });
  const element = h('main', { class: 'form' }, ...pages.map((page) => page.element));
  const focusHeading = (): void => {
    pages.find((page) => !page.element.hidden)?.heading.focus();
  };

  return {
    element,
    focusHeading,
    update: (state) => {
      for (const { step, heading, lead } of pages) {
        step.update(state);
        setText(heading, step.heading(state));
        setText(lead, step.lead(state));
      }
    },
    show: (id) => {
      for (const page of pages) page.element.hidden = page.step.id !== id;
      element.scrollTop = 0;
    },
  };
}
