import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type ShownPlan, type WizardState } from '../../../src/contract/wizard';
import { renderTabs, type Tab } from '../../kit/tabs';
import { blockersOf } from '../blockers';
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
  let lastChosen: string | undefined;
  // Stays rendered but hidden while there are errors, so that scroll positions stay.
  let lastPlan: ShownPlan | undefined;
  const shownScript = createShownScript(context.actions.showScript);
  // The first state has what was shown before a reload.
  const before = context.ui().tab;
  if (before !== undefined && before !== allScripts) context.actions.showScript(isOther(before) ? undefined : before);

  const renderTabbed = (plan: ShownPlan): TemplateResult => {
    const { scripts, endpoints, nextSteps } = plan;
    const selected = context.ui().tab;
    const isMany = scripts.length > mostScriptTabs;
    const chosen = scripts.find(({ fileName }) => fileName === selected);
    const last = isMany ? scripts.find(({ fileName }) => fileName === lastChosen) : undefined;
    const shown = chosen ?? last ?? scripts[0];
    lastChosen = shown?.fileName;
    shownScript.want(plan, isOther(selected) ? undefined : shown);
    const renderOf = (script: ScriptHead, all: readonly ScriptHead[]) =>
      renderScript(context, script, shownScript.textOf(script), all);
    return renderTabs({
      label: l10n.t('Preview'),
      tabs: [
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
      selected: isMany && chosen ? allScripts : selected,
      onSelect: context.actions.showTab,
    });
  };

  return (state) => {
    const blockers = blockersOf(state);
    const isReady = blockers.length === 0 && state.plan !== undefined;
    if (isReady) lastPlan = state.plan;
    return html`<section class="preview" aria-label=${l10n.t('Preview')}>
      <div class="tabbed" ?hidden=${!isReady}>${lastPlan ? renderTabbed(lastPlan) : nothing}</div>
      <div class="why scroll" ?hidden=${isReady}>
        <h2>${l10n.t('No scripts yet')}</h2>
        <p class="lead">${l10n.t('The scripts appear here when these issues are fixed.')}</p>
        ${renderIssues(context, blockers)}
      </div>
    </section>`;
  };
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
