import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type SiteChoices, type WizardState } from '../../../src/contract/wizard';
import { recommendedAgent } from '../../../src/kernel/knowledge/agentFeature';
import { listOf, plural } from '../../../src/kernel/text/phrases';
import { renderCheckList } from '../../kit/checkList';
import { renderSegments } from '../../kit/segments';
import { renderTextField } from '../../kit/textField';
import { bindChoice, bindList } from '../bindChoice';
import { bindText } from '../bindText';
import { createCollapsible } from '../collapsible';
import { isConnected } from '../connection';
import { recordAt, textAt, textsAt } from '../documentValue';
import { createMachinesField } from '../machinesField';
import { optionsOf } from '../optionsOf';
import { type Step } from '../step';
import { createTagsField } from '../tagsField';
import { osNames, type WizardContext } from '../wizardContext';

const step = 'targets';
const statePath = ['targets', 'servers', 'state'];
const osPath = ['targets', 'servers', 'os'];
const countPath = ['targets', 'servers', 'count'];
const agentPath = ['targets', 'servers', 'agentVersion'];
const hostPath = ['targets', 'servers', 'sshHost'];

const serverStates = optionsOf<SiteChoices['state']>({
  new: l10n.t('New to Azure Arc'),
  connected: l10n.t('Already connected'),
});

const systems = [
  { value: 'linux', label: osNames.linux, hint: l10n.t('A bash script, run once as root on each machine') },
  {
    value: 'windows',
    label: osNames.windows,
    hint: l10n.t('A PowerShell script, run once as administrator on each machine'),
  },
] as const;

const systemsShort = systems.map(({ value, label }) => ({ value, label }));

function howMany(state: WizardState): string {
  const machines = textsAt(state.document, ['targets', 'servers', 'machines']).length;
  const total = textAt(state.document, countPath);
  if (!isConnected(state)) return total === '' ? '' : l10n.t`${total} new`;
  const connected = machines > 0 ? machines : total;
  return connected === '' ? l10n.t('connected') : l10n.t`${connected} connected`;
}

export function targetsSummary(state: WizardState): string {
  const chosen = textsAt(state.document, osPath);
  const names = systems.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  return [listOf(names) || l10n.t('none yet'), howMany(state)].filter((part) => part !== '').join(' · ');
}

function createRareFields(context: WizardContext): (state: WizardState) => TemplateResult {
  const bindCount = bindText(context, {
    path: countPath,
    step,
    label: l10n.t('Number of servers'),
  });
  const bindAgent = bindText(context, {
    path: agentPath,
    step,
    label: l10n.t('Oldest agent version'),
  });
  const bindHost = bindText(context, { path: hostPath, step, label: l10n.t('Host for SSH') });
  const renderCollapsible = createCollapsible(context, {
    what: l10n.t('number, agent version, host for SSH'),
    paths: [countPath, agentPath, hostPath],
    isCalledFor: isConnected,
  });
  return (state) =>
    renderCollapsible(
      state,
      html`${renderTextField({ ...bindCount(state), label: l10n.t('Number of servers (optional)'), placeholder: '24' })}
      ${renderTextField({
        ...bindAgent(state),
        label: l10n.t('Oldest agent version (optional)'),
        hint: l10n.t('As `azcmagent version` shows it. Old agents lack features; the findings say which.'),
        placeholder: recommendedAgent,
      })}
      ${renderTextField({
        ...bindHost(state),
        label: l10n.t('Host for SSH (optional)'),
        hint: l10n.t(
          '{name} is replaced by each machine’s name. If empty, you are asked when a machine is first reached.',
        ),
        placeholder: 'admin@{name}.corp.example',
      })}`,
    );
}

export function createTargetsStep(context: WizardContext): Step {
  const bindState = bindChoice(context, { path: statePath, step, label: l10n.t('The servers are') });
  const bindOs = bindList(context, { path: osPath, step, label: l10n.t('Operating systems') });
  const renderRare = createRareFields(context);
  const renderMachines = createMachinesField(context);
  const renderTags = createTagsField(context);

  return {
    id: step,
    heading: (state) =>
      isConnected(state) ? l10n.t('Which servers use the gateway?') : l10n.t('Which servers do you onboard?'),
    lead: (state) =>
      isConnected(state)
        ? l10n.t('They are already in Azure Arc. The scripts associate them with the gateway.')
        : l10n.t('You get one script per operating system, for any number of machines.'),
    render: (state) =>
      html`${renderSegments({ ...bindState(state), label: l10n.t('The servers are'), choices: serverStates })}
      ${renderCheckList({
        ...bindOs(state),
        label: l10n.t('Operating systems'),
        options: isConnected(state) ? systemsShort : systems,
      })}
      ${renderMachines(state)}
      ${
        // The scripts don't tag connected servers.
        renderTags(state, isConnected(state) && !context.fields.hasIssue('tags'))
      }
      ${renderRare(state)}`,
    summary: (state) => {
      const tagCount = isConnected(state) ? 0 : Object.keys(recordAt(state.document, ['tags'])).length;
      return [
        targetsSummary(state),
        ...(tagCount === 0 ? [] : [plural(tagCount, { one: l10n.t('1 tag'), other: l10n.t`${tagCount} tags` })]),
      ].join(' · ');
    },
  };
}
