import { type WizardState } from '../../src/contract/wizard';
import { h } from '../dom';
import { findingsPanel } from './findingsPanel';
import { type Footer } from './footer';
import { form } from './form';
import { header } from './header';
import { preview } from './preview/preview';
import { rail } from './rail';
import { type Step, type StepId } from './step';
import { azureStep } from './steps/azure';
import { connectionStep } from './steps/connection';
import { identityStep } from './steps/identity';
import { networkStep } from './steps/network';
import { reviewStep } from './steps/review';
import { scenariosStep } from './steps/scenarios';
import { targetsStep } from './steps/targets';
import { type WizardContext } from './wizardContext';

export interface Frame {
  readonly element: HTMLElement;
  readonly update: (state: WizardState) => void;
  readonly show: (step: StepId) => void;
}

/** The whole page for a document that can be shown as a form. */
export function frame(
  context: WizardContext,
  bottom: Footer,
  tab: string | undefined,
  onTab: (tab: string) => void,
): Frame {
  const steps: readonly Step[] = [
    targetsStep(context),
    connectionStep(context),
    azureStep(context),
    networkStep(context),
    identityStep(context),
    scenariosStep(context),
    reviewStep(context),
  ];
  const top = header(context);
  const side = rail(context, steps);
  const middle = form(context, steps);
  const result = preview(context, tab, onTab);
  const findings = findingsPanel(context);
  const results = h('aside', { class: 'results', 'aria-label': 'Result' }, result.element, findings.element);
  let shown: StepId = 'targets';

  return {
    element: h('div', { class: 'frame' }, top.element, side.element, middle.element, results, bottom.element),
    update: (state) => {
      context.fields.setState(state);
      for (const part of [top, middle, result, findings, bottom]) part.update(state);
      context.fields.refresh();
      side.update(state, shown);
    },
    show: (step) => {
      shown = step;
      middle.show(step);
    },
  };
}
