import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { formatNumber, listOf, plural } from '../../../src/kernel/text/phrases';
import { renderIconButton, renderLinkButton } from '../../kit/button';
import { renderIcon } from '../../kit/icon';
import { copy, save } from '../../kit/icons';
import { renderRows } from '../../kit/rows';
import { blockersOf } from '../blockers';
import { clusterCount, clustersSummary } from '../clusterFields';
import { connectionOf, hasServers, isConnected } from '../connection';
import { recordAt, textAt } from '../documentValue';
import { renderIssues } from '../issueList';
import { networkSummary } from '../proxyField';
import { fileIcons, purposeOf, type ScriptHead } from '../scriptNames';
import { type Step, type StepId, stepTitles } from '../step';
import { type WizardContext } from '../wizardContext';
import { regionName, subscriptionName } from './azure';
import { connectionSummary } from './connection';
import { identitySummary } from './identity';
import { scenariosSummary } from './scenarios';
import { targetsSummary } from './targets';

interface SummaryLine {
  readonly step: StepId;
  readonly name: string;
  readonly value: string;
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' · ');

const connectionNames = {
  gateway: l10n.t('Gateway'),
  direct: l10n.t('Connection'),
  privateLink: l10n.t('Private link'),
} as const;

function linesOf(state: WizardState): readonly SummaryLine[] {
  const { document } = state;
  const tags = Object.entries(recordAt(document, ['tags'])).map(([name, value]) => `${name}=${value}`);
  const connection = connectionOf(state);
  const endpoint = connection === 'gateway' ? textAt(document, ['gateway', 'endpoint']) : '';
  const tagLine: SummaryLine = { step: 'targets', name: l10n.t('Tags'), value: listOf(tags) || l10n.t('none') };
  const identityLine: SummaryLine = { step: 'identity', name: stepTitles.identity, value: identitySummary(state) };
  return [
    { step: 'targets', name: stepTitles.targets, value: targetsSummary(state) },
    ...(clusterCount(state) > 0
      ? [{ step: 'clusters', name: stepTitles.clusters, value: clustersSummary(state) } as const]
      : []),
    ...(isConnected(state) || !hasServers(state) ? [] : [tagLine]),
    { step: 'connection', name: connectionNames[connection], value: joined(connectionSummary(state), endpoint) },
    {
      step: 'azure',
      name: stepTitles.azure,
      value: joined(textAt(document, ['azure', 'resourceGroup']), regionName(state), subscriptionName(state)),
    },
    { step: 'network', name: stepTitles.network, value: networkSummary(state) },
    ...(isConnected(state) || !hasServers(state) ? [] : [identityLine]),
    ...(hasServers(state)
      ? [{ step: 'scenarios', name: stepTitles.scenarios, value: scenariosSummary(state) } as const]
      : []),
  ];
}

const renderSummary = ({ actions }: WizardContext, state: WizardState): TemplateResult =>
  html`<dl class="summary">
    ${renderRows(
      linesOf(state),
      ({ name }) => name,
      ({ step, name, value }) =>
        html`<dt>${name}</dt>
          <dd>${value || '…'}</dd>
          <dd class="summary-change">
            ${renderLinkButton(l10n.t('Change'), () => actions.showStep(step), { name: l10n.t`Change: ${name}` })}
          </dd>`,
    )}
  </dl>`;

const renderFile = ({ actions }: WizardContext, script: ScriptHead): TemplateResult => {
  const { fileName } = script;
  return html`<li class="file">
    ${renderIcon(fileIcons[script.language])}
    <div class="file-text">
      <div class="file-name">${fileName}</div>
      <div class="file-purpose">${purposeOf(script)}</div>
    </div>
    ${renderIconButton(copy, { label: l10n.t`Copy ${fileName}`, onClick: () => actions.copyScript(fileName) })}
    ${renderIconButton(save, { label: l10n.t`Save ${fileName}`, onClick: () => actions.saveScript(fileName) })}
  </li>`;
};

const renderFiles = (context: WizardContext, scripts: readonly ScriptHead[]): TemplateResult =>
  html`<div class="field" ?hidden=${scripts.length === 0}>
    <h3 class="label">${plural(scripts.length, { one: l10n.t('1 file'), other: l10n.t`${scripts.length} files` })}</h3>
    <ul class="files">
      ${renderRows(
        scripts,
        ({ fileName }) => fileName,
        (script) => renderFile(context, script),
      )}
    </ul>
  </div>`;

export const createReviewStep = (context: WizardContext): Step => ({
  id: 'review',
  heading: () => l10n.t('Ready to save?'),
  lead: (state) => {
    if (blockersOf(state).length > 0) return l10n.t('Fix these issues first; the scripts are generated after that.');
    if (isConnected(state))
      return l10n.t('Save the scripts and run each where its description says. Each is safe to run more than once.');
    return l10n.t(
      'Save the scripts, copy them to the machines and run them there. Each is safe to run more than once.',
    );
  },
  render: (state) =>
    html`${renderSummary(context, state)} ${renderIssues(context, blockersOf(state))}
    ${renderFiles(context, state.plan?.scripts ?? [])}`,
  summary: (state) => {
    const blockers = blockersOf(state);
    if (!state.plan || blockers.length > 0) return l10n.t`${blockers.length} to fix`;
    const { scripts, endpoints } = state.plan;
    return joined(
      plural(scripts.length, { one: l10n.t('1 script'), other: l10n.t`${scripts.length} scripts` }),
      plural(endpoints.length, {
        one: l10n.t('1 endpoint'),
        other: l10n.t`${formatNumber(endpoints.length)} endpoints`,
      }),
    );
  },
});
