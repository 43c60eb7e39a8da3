import { type WizardState } from '../../../src/contract/wizard';
import { h } from '../../dom';
import { type Blocker, blockersOf } from '../blockers';
import { complaintList } from '../complaintList';
import { type Script, tabName } from '../scriptNames';
import { type WizardContext } from '../wizardContext';
import { endpointsView } from './endpointsView';
import { nextStepsView } from './nextStepsView';
import { type ScriptView, scriptView } from './scriptView';
import { type TabLabel, tabs } from '../../tabs';

type Plan = NonNullable<WizardState['plan']>;

/** With more, tabs would hide each other: then one tab holds them all, and a list in it chooses. */
const mostScriptTabs = 3;
const allScripts = 'scripts';

const scriptTabs = (scripts: readonly Script[]): readonly TabLabel[] =>
  scripts.length > mostScriptTabs
    ? [{ id: allScripts, text: 'Scripts', count: scripts.length }]
    : scripts.map((script) => ({ id: script.fileName, text: tabName(script) }));

function why(context: WizardContext) {
  const complaints = complaintList(context);
  const element = h(
    'div',
    { class: 'why scroll' },
    h('h2', {}, 'No script yet'),
    h('p', { class: 'lead' }, 'It appears here as soon as these are settled.'),
    complaints.element,
  );
  return {
    element,
    update: (blockers: readonly Blocker[]) => {
      complaints.update(blockers);
    },
  };
}

/** All that follows from the form, live; while something is wrong, the reasons why there is nothing yet. */
export function preview(
  context: WizardContext,
  tab: string | undefined,
  onTab: (id: string) => void,
): { readonly element: HTMLElement; update(state: WizardState): void } {
  const views = new Map<string, ScriptView>();
  const endpoints = endpointsView(context);
  const nextSteps = nextStepsView(context);
  const reasons = why(context);
  /** A tab, or a file's name: which script a person looks at outlives how many tabs there are. */
  let selected = tab;
  let last: Plan | undefined;

  const select = (id: string): void => {
    selected = id;
    onTab(id);
    if (last) show(last);
  };
  const panelOf = (id: string): HTMLElement => {
    if (id === 'endpoints') return endpoints.element;
    if (id === 'nextSteps') return nextSteps.element;
    const view = scriptView(context, select);
    views.set(id, view);
    return view.element;
  };
  const tabbed = tabs('Preview', panelOf, select);

  function show({ scripts, endpoints: hosts, nextSteps: steps }: Plan): void {
    const forScripts = scriptTabs(scripts);
    const isMany = forScripts[0]?.id === allScripts;
    const chosen = scripts.find(({ fileName }) => fileName === selected);
    const others = [
      { id: 'endpoints', text: 'Endpoints', count: hosts.length },
      { id: 'nextSteps', text: 'Next steps' },
    ];
    tabbed.show([...forScripts, ...others], isMany && chosen ? allScripts : selected);
    for (const script of isMany ? [] : scripts) views.get(script.fileName)?.update(script, [script]);
    const inList = chosen ?? scripts.find(({ fileName }) => fileName === lastChosen) ?? scripts[0];
    if (isMany && inList) views.get(allScripts)?.update(inList, scripts);
    lastChosen = inList?.fileName;
    endpoints.update(hosts);
    nextSteps.update(steps);
  }
  let lastChosen: string | undefined;

  return {
    element: h('section', { class: 'preview', 'aria-label': 'Preview' }, tabbed.element, reasons.element),
    update: (state) => {
      const blockers = blockersOf(state);
      const isReady = blockers.length === 0 && state.plan !== undefined;
      reasons.element.hidden = isReady;
      tabbed.element.hidden = !isReady;
      reasons.update(blockers);
      last = isReady ? state.plan : undefined;
      if (last) show(last);
    },
  };
}
