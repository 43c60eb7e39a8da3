import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { renderTabs, type Tab } from '../../kit/tabs';
import { blockersOf } from '../blockers';
import { renderIssues } from '../issueList';
import { type Script, tabName } from '../scriptNames';
import { type WizardContext } from '../wizardContext';
import { renderEndpoints } from './endpointsView';
import { renderNextSteps } from './nextStepsView';
import { renderScript } from './scriptView';

type Plan = NonNullable<WizardState['plan']>;

/** More scripts than these share one tab with a list. */
const mostScriptTabs = 3;
const allScripts = 'scripts';

export function createPreview(context: WizardContext): (state: WizardState) => TemplateResult {
  let lastChosen: string | undefined;
  // Stays rendered but hidden while there are errors, so that scroll positions stay.
  let lastPlan: Plan | undefined;

  const renderTabbed = ({ scripts, endpoints, nextSteps }: Plan): TemplateResult => {
    const selected = context.ui().tab;
    const chosen = scripts.find(({ fileName }) => fileName === selected);
    const shown = chosen ?? scripts.find(({ fileName }) => fileName === lastChosen) ?? scripts[0];
    const isMany = scripts.length > mostScriptTabs;
    lastChosen = shown?.fileName;
    return renderTabs({
      label: l10n.t('Preview'),
      tabs: [
        ...(isMany && shown ? [listTab(context, shown, scripts)] : scripts.map((script) => scriptTab(context, script))),
        {
          id: 'endpoints',
          text: l10n.t('Endpoints'),
          count: endpoints.length,
          panel: () => renderEndpoints(context, endpoints),
        },
        { id: 'nextSteps', text: l10n.t('Next steps'), panel: () => renderNextSteps(context, nextSteps) },
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

const scriptTab = (context: WizardContext, script: Script): Tab => ({
  id: script.fileName,
  text: tabName(script),
  panel: () => renderScript(context, script, [script]),
});

const listTab = (context: WizardContext, shown: Script, scripts: readonly Script[]): Tab => ({
  id: allScripts,
  text: l10n.t('Scripts'),
  count: scripts.length,
  panel: () => renderScript(context, shown, scripts),
});
