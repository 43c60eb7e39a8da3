import { type WizardState } from '../../../src/contract/wizard';
import { h, setText } from '../../dom';
import { complaintList } from '../complaintList';
import { textsAt } from '../documentValue';
import { type OperatingSystem, osNames, type WizardContext } from '../wizardContext';
import { endpointsView } from './endpointsView';
import { nextStepsView } from './nextStepsView';
import { scriptView } from './scriptView';
import { tabs } from './tabs';

const systems: readonly OperatingSystem[] = ['linux', 'windows'];

/** All that follows from the form, live; while something is wrong, the reasons why there is nothing yet. */
export function preview(
  context: WizardContext,
  tab: string | undefined,
  onTab: (id: string) => void,
): { readonly element: HTMLElement; update(state: WizardState): void } {
  const scripts = systems.map((os) => ({ os, view: scriptView(context, os) }));
  const endpoints = endpointsView(context);
  const nextSteps = nextStepsView(context);
  const endpointCount = h('span', { class: 'tab-count' });
  const tabbed = tabs(
    'Preview',
    [
      ...scripts.map(({ os, view }) => ({ id: os, label: h('span', {}, osNames[os]), panel: view.element })),
      { id: 'endpoints', label: h('span', {}, 'Endpoints ', endpointCount), panel: endpoints.element },
      { id: 'nextSteps', label: h('span', {}, 'Next steps'), panel: nextSteps.element },
    ],
    onTab,
  );
  if (tab) tabbed.select(tab);
  const complaints = complaintList(context);
  const why = h(
    'div',
    { class: 'why scroll' },
    h('h2', {}, 'No script yet'),
    h('p', { class: 'lead' }, 'It appears here as soon as these are settled.'),
    complaints.element,
  );

  return {
    element: h('section', { class: 'preview', 'aria-label': 'Preview' }, tabbed.element, why),
    update: ({ plan, document, errors }) => {
      const blocking = plan?.scripts.length === 0 ? plan.findings.filter(({ severity }) => severity === 'error') : [];
      const isReady = plan !== undefined && blocking.length === 0;
      why.hidden = isReady;
      tabbed.element.hidden = !isReady;
      complaints.update(plan ? blocking : errors);
      if (!isReady) return;
      const chosen = textsAt(document, ['targets', 'os']);
      for (const { os, view } of scripts) {
        const script = plan.scripts.find((each) => each.os === os);
        tabbed.setHidden(os, !script || !chosen.includes(os));
        view.update(script);
      }
      setText(endpointCount, `${plan.endpoints.length}`);
      endpoints.update(plan.endpoints);
      nextSteps.update(plan.nextSteps);
    },
  };
}
