import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type FieldEdit, type SiteChoices, type WizardState } from '../../../src/contract/wizard';
import { recommendedAgent } from '../../../src/kernel/knowledge/agentFeature';
import { listOf, plural } from '../../../src/kernel/text/phrases';
import { renderCheckList } from '../../kit/checkList';
import { renderSegments } from '../../kit/segments';
import { renderTextField } from '../../kit/textField';
import { bindChoice, bindList } from '../bindChoice';
import { bindText } from '../bindText';
import { createCollapsible } from '../collapsible';
import { clusterCount, clusterPath, clustersPath, clustersSummary } from '../clusterFields';
import { hasServers, isConnected } from '../connection';
import { editPath, isEmptyAt, recordAt, textAt, textsAt } from '../documentValue';
import { createMachinesField } from '../machinesField';
import { optionsOf } from '../optionsOf';
import { type Step } from '../step';
import { createTagsField } from '../tagsField';
import { osNames, type WizardContext } from '../wizardContext';

const step = 'targets';
const kindsKey = 'kinds';
const serversPath = ['targets', 'servers'];
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
  const clusters = clusterCount(state) > 0 ? [clustersSummary(state)] : [];
  return [...(hasServers(state) ? [serversSummary(state)] : []), ...clusters].join(' · ');
}

function serversSummary(state: WizardState): string {
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

const kinds = [
  { value: 'servers', label: l10n.t('Servers') },
  { value: 'clusters', label: l10n.t('Kubernetes clusters') },
] as const;

/** One undo step. What is taken away comes back by an undo. */
function kindEdits(state: WizardState, chosen: readonly string[]): readonly FieldEdit[] {
  const edits: FieldEdit[] = [];
  const [servers, clusters] = [chosen.includes('servers'), chosen.includes('clusters')];
  if (!servers && hasServers(state)) edits.push({ path: serversPath });
  if (servers && !hasServers(state)) {
    edits.push({ path: osPath, value: ['linux', 'windows'] });
    if (isEmptyAt(state.document, ['identity'])) edits.push({ path: ['identity', 'method'], value: 'deviceCode' });
  }
  if (!clusters && clusterCount(state) > 0) edits.push({ path: editPath(clustersPath) });
  if (clusters && clusterCount(state) === 0) edits.push({ path: editPath(clusterPath(0)), value: { name: '' } });
  return edits;
}

function renderKinds({ edits, redraw }: WizardContext, state: WizardState): TemplateResult {
  const value = [...(hasServers(state) ? ['servers'] : []), ...(clusterCount(state) > 0 ? ['clusters'] : [])];
  const onChange = (chosen: readonly string[]): void => {
    // A site has at least one kind.
    if (chosen.length > 0 && !edits.isAhead(kindsKey)) edits.now(kindsKey, kindEdits(state, chosen));
    else redraw.now();
  };
  return renderCheckList({ id: kindsKey, label: l10n.t('The site has'), options: kinds, value, onChange });
}

export function createTargetsStep(context: WizardContext): Step {
  const bindState = bindChoice(context, { path: statePath, step, label: l10n.t('The servers are') });
  const bindOs = bindList(context, { path: osPath, step, label: l10n.t('Operating systems') });
  const renderRare = createRareFields(context);
  const renderMachines = createMachinesField(context);
  const renderTags = createTagsField(context);

  const renderServers = (state: WizardState): TemplateResult =>
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
    ${renderRare(state)}`;

  return {
    id: step,
    heading: (state) => {
      if (!hasServers(state)) return l10n.t('What do you connect?');
      return isConnected(state) ? l10n.t('Which servers use the gateway?') : l10n.t('Which servers do you onboard?');
    },
    lead: (state) => {
      if (!hasServers(state)) return l10n.t('Everything behind one network, one proxy and one gateway is one site.');
      return isConnected(state)
        ? l10n.t('They are already in Azure Arc. The scripts associate them with the gateway.')
        : l10n.t('You get one script per operating system, for any number of machines.');
    },
    render: (state) => html`${renderKinds(context, state)} ${hasServers(state) ? renderServers(state) : nothing}`,
    summary: (state) => {
      const tagCount =
        isConnected(state) || !hasServers(state) ? 0 : Object.keys(recordAt(state.document, ['tags'])).length;
      return [
        targetsSummary(state),
        ...(tagCount === 0 ? [] : [plural(tagCount, { one: l10n.t('1 tag'), other: l10n.t`${tagCount} tags` })]),
      ].join(' · ');
    },
  };
}
