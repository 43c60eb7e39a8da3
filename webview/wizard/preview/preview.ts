import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type ShownPlan, type WizardState } from '../../../src/contract/wizard';
import { renderTabs, type Tab } from '../../kit/tabs';
import { blockersOf, clusterBlockers } from '../blockers';
import { clusterPath, shownCluster } from '../clusterFields';
import { textAt } from '../documentValue';
import { renderIssues } from '../issueList';
import { type ScriptHead, tabName } from '../scriptNames';
import { type WizardContext } from '../wizardContext';
import { renderEndpoints } from './endpointsView';
import { renderNextSteps } from './nextStepsView';
import { renderScript } from './scriptView';
import { createShownScript } from './shownScript';

/** More scripts than these share one tab with a list. */
const mostScriptTabs = 3;
const allScripts = 'scripts';
const otherTabs = { endpoints: 'endpoints', nextSteps: 'nextSteps' } as const;

const isOther = (tab: string | undefined): boolean => Object.values<string | undefined>(otherTabs).includes(tab);

export function createPreview(context: WizardContext): (state: WizardState) => TemplateResult {
  let lastChosen: ScriptHead | undefined;
  // Stays rendered but hidden while there are errors, so that scroll positions stay.
  let lastPlan: ShownPlan | undefined;
  const shownScript = createShownScript(context.actions.showScript);
  // The first state has what was shown before a reload.
  const before = context.ui().tab;
  if (before !== undefined && before !== allScripts) context.actions.showScript(isOther(before) ? undefined : before);

  const renderTabbed = (plan: ShownPlan, state: WizardState): TemplateResult => {
    const { endpoints, nextSteps } = plan;
    const selected = context.ui().tab;
    const cluster = context.ui().step === 'clusters' ? shownCluster(context, state) : undefined;
    const scripts = cluster === undefined ? plan.scripts : scriptsOf(plan, state, cluster);
    const isMany = scripts.length > mostScriptTabs;
    const shown = scriptToShow(scripts, selected, isMany ? lastChosen : undefined);
    lastChosen = shown ?? lastChosen;
    shownScript.want(plan, isOther(selected) ? undefined : shown);
    const renderOf = (script: ScriptHead, all: readonly ScriptHead[]) =>
      renderScript(context, script, shownScript.textOf(script), all);
    return renderTabs({
      label: l10n.t('Preview'),
      tabs: [
        ...(cluster !== undefined && !shown ? [listTab(0, () => renderNoScripts(context, state, cluster))] : []),
        ...(isMany && shown
          ? [listTab(scripts.length, () => renderOf(shown, scripts))]
          : scripts.map((script) => scriptTab(script, () => renderOf(script, [script])))),
        {
          id: otherTabs.endpoints,
          text: l10n.t('Endpoints'),
          count: endpoints.length,
          panel: () => renderEndpoints(context, endpoints),
        },
        { id: otherTabs.nextSteps, text: l10n.t('Next steps'), panel: () => renderNextSteps(context, nextSteps) },
      ],
      selected: isMany && shown?.fileName === selected ? allScripts : selected,
      onSelect: context.actions.showTab,
    });
  };

  return (state) => {
    const blockers = blockersOf(state);
    const isReady = blockers.length === 0 && state.plan !== undefined;
    if (isReady) lastPlan = state.plan;
    return html`<section class="preview" aria-label=${l10n.t('Preview')}>
      <div class="tabbed" ?hidden=${!isReady}>${lastPlan ? renderTabbed(lastPlan, state) : nothing}</div>
      <div class="why scroll" ?hidden=${isReady}>
        <h2>${l10n.t('No scripts yet')}</h2>
        <p class="lead">${l10n.t('The scripts appear here when these issues are fixed.')}</p>
        ${renderIssues(context, blockers)}
      </div>
    </section>`;
  };
}

/** Those of one cluster, which has the name that the document now has at its place. */
function scriptsOf({ scripts }: ShownPlan, { document }: WizardState, index: number): readonly ScriptHead[] {
  const name = textAt(document, clusterPath(index, 'name')).trim();
  return scripts.filter(({ cluster }) => cluster === name);
}

/** The one that is chosen, else one like the last, else the one that connects a cluster. */
function scriptToShow(
  scripts: readonly ScriptHead[],
  selected: string | undefined,
  last: ScriptHead | undefined,
): ScriptHead | undefined {
  const isLike = ({ kind, os, language }: ScriptHead): boolean =>
    last?.kind === kind && last.os === os && last.language === language;
  return (
    scripts.find(({ fileName }) => fileName === selected) ??
    scripts.find(({ fileName }) => fileName === last?.fileName) ??
    scripts.find(isLike) ??
    scripts.find(({ kind }) => kind === 'connectCluster' || kind === 'updateCluster') ??
    scripts[0]
  );
}

function renderNoScripts(context: WizardContext, state: WizardState, index: number): TemplateResult {
  const blockers = clusterBlockers(state, index);
  const name = textAt(state.document, clusterPath(index, 'name')).trim();
  return html`<div class="why scroll">
    <h2>${name === '' ? l10n.t('No scripts for this cluster') : l10n.t`No scripts for ${name}`}</h2>
    <p class="lead" ?hidden=${blockers.length === 0}>
      ${l10n.t('The scripts appear here when these issues are fixed.')}
    </p>
    ${renderIssues(context, blockers)}
  </div>`;
}

const scriptTab = (script: ScriptHead, panel: Tab['panel']): Tab => ({
  id: script.fileName,
  text: tabName(script),
  panel,
});

const listTab = (count: number, panel: Tab['panel']): Tab => ({
  id: allScripts,
  text: l10n.t('Scripts'),
  count,
  panel,
});
