import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { renderIconButton, renderLinkButton } from '../../kit/button';
import { renderIcon } from '../../kit/icon';
import { copy, save } from '../../kit/icons';
import { renderRows } from '../../kit/rows';
import { formatCount } from '../../kit/text';
import { blockersOf } from '../blockers';
import { connectionOf, isConnected } from '../connection';
import { recordAt, textAt } from '../documentValue';
import { renderIssues } from '../issueList';
import { networkSummary } from '../proxyField';
import { fileIcons, purposeOf, type Script } from '../scriptNames';
import { type Step, type StepId } from '../step';
import { type WizardContext } from '../wizardContext';
import { regionName, subscriptionName } from './azure';
import { connectionSummary } from './connection';
import { identitySummary } from './identity';
import { scenariosSummary } from './scenarios';
import { targetsSummary } from './targets';

interface Line {
  readonly step: StepId;
  readonly name: string;
  readonly value: string;
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' · ');

const connectionNames = { gateway: 'Gateway', direct: 'Connection', privateLink: 'Private link' } as const;

function linesOf(state: WizardState): readonly Line[] {
  const { document } = state;
  const tags = Object.entries(recordAt(document, ['tags'])).map(([name, value]) => `${name}=${value}`);
  const connection = connectionOf(state);
  const endpoint = connection === 'gateway' ? textAt(document, ['gateway', 'endpoint']) : '';
  const tagLine: Line = { step: 'targets', name: 'Tags', value: tags.join(', ') || 'none' };
  const identityLine: Line = { step: 'identity', name: 'Identity', value: identitySummary(state) };
  return [
    { step: 'targets', name: 'Targets', value: targetsSummary(state) },
    ...(isConnected(state) ? [] : [tagLine]),
    { step: 'connection', name: connectionNames[connection], value: joined(connectionSummary(state), endpoint) },
    {
      step: 'azure',
      name: 'Azure',
      value: joined(textAt(document, ['azure', 'resourceGroup']), regionName(state), subscriptionName(state)),
    },
    { step: 'network', name: 'Network', value: networkSummary(state) },
    ...(isConnected(state) ? [] : [identityLine]),
    { step: 'scenarios', name: 'Scenarios', value: scenariosSummary(state) },
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
            ${renderLinkButton('Change', () => actions.showStep(step), { name: `Change ${name.toLowerCase()}` })}
          </dd>`,
    )}
  </dl>`;

const renderFile = ({ actions }: WizardContext, script: Script): TemplateResult => {
  const { fileName } = script;
  return html`<li class="file">
    ${renderIcon(fileIcons[script.language])}
    <div class="file-text">
      <div class="file-name">${fileName}</div>
      <div class="file-purpose">${purposeOf(script)}</div>
    </div>
    ${renderIconButton(copy, { label: `Copy ${fileName}`, onClick: () => actions.copyScript(fileName) })}
    ${renderIconButton(save, { label: `Save ${fileName}`, onClick: () => actions.saveScript(fileName) })}
  </li>`;
};

const renderFiles = (context: WizardContext, scripts: readonly Script[]): TemplateResult =>
  html`<div class="field" ?hidden=${scripts.length === 0}>
    <h3 class="label">${formatCount(scripts.length, 'file')}</h3>
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
  title: 'Review',
  heading: () => 'Ready to save?',
  lead: (state) => {
    if (blockersOf(state).length > 0) return 'A few things have to be settled before there is a script.';
    if (isConnected(state)) return 'Save the scripts and run them; each says what it is for. Twice does no harm.';
    return 'Save the scripts, bring them to the machines and run them there. Running one twice does no harm.';
  },
  render: (state) =>
    html`${renderSummary(context, state)} ${renderIssues(context, blockersOf(state))}
    ${renderFiles(context, state.plan?.scripts ?? [])}`,
  summary: (state) => {
    const blockers = blockersOf(state);
    if (!state.plan || blockers.length > 0) return `${blockers.length} to settle`;
    return `${formatCount(state.plan.scripts.length, 'script')}, ${formatCount(state.plan.endpoints.length, 'endpoint')}`;
  },
});
