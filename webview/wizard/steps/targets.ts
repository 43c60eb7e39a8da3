import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { renderCheckList } from '../../kit/checkList';
import { renderSegments } from '../../kit/segments';
import { formatCount } from '../../kit/text';
import { renderTextField } from '../../kit/textField';
import { bindChoice, bindList } from '../bindChoice';
import { bindText } from '../bindText';
import { createCollapsible } from '../collapsible';
import { isConnected } from '../connection';
import { recordAt, textAt, textsAt } from '../documentValue';
import { optionalText, wholeNumber } from '../format';
import { createMachinesField } from '../machinesField';
import { type Step } from '../step';
import { createTagsField } from '../tagsField';
import { osNames, type WizardContext } from '../wizardContext';

const step = 'targets';
const statePath = ['targets', 'servers', 'state'];
const osPath = ['targets', 'servers', 'os'];
const countPath = ['targets', 'servers', 'count'];
const agentPath = ['targets', 'servers', 'agentVersion'];
const hostPath = ['targets', 'servers', 'sshHost'];

const standings = [
  { value: 'new', label: 'New to Azure Arc' },
  { value: 'connected', label: 'Connected already' },
];

const systems = [
  { value: 'linux', label: osNames.linux, hint: 'A bash script, run once as root on each machine' },
  { value: 'windows', label: osNames.windows, hint: 'A PowerShell script, run once as administrator on each machine' },
] as const;

const systemsShort = systems.map(({ value, label }) => ({ value, label }));

function howMany(state: WizardState): string {
  const machines = textsAt(state.document, ['targets', 'servers', 'machines']).length;
  const total = textAt(state.document, countPath);
  if (isConnected(state)) return `${machines > 0 ? machines : total} connected`.trim();
  return total === '' ? '' : `${total} new`;
}

export function targetsSummary(state: WizardState): string {
  const chosen = textsAt(state.document, osPath);
  const names = systems.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  return [names.join(', ') || 'none yet', howMany(state)].filter((part) => part !== '').join(' · ');
}

function createRareFields(context: WizardContext): (state: WizardState) => TemplateResult {
  const bindCount = bindText(context, { path: countPath, step, label: 'How many servers', format: wholeNumber });
  const bindAgent = bindText(context, { path: agentPath, step, label: 'Oldest agent version', format: optionalText });
  const bindHost = bindText(context, { path: hostPath, step, label: 'Host for SSH', format: optionalText });
  const renderCollapsible = createCollapsible(context, {
    what: 'number, agent version, host for SSH',
    paths: [countPath, agentPath, hostPath],
    isCalledFor: isConnected,
  });
  return (state) =>
    renderCollapsible(
      state,
      html`${renderTextField({ ...bindCount(state), label: 'How many servers (optional)', placeholder: '24' })}
      ${renderTextField({
        ...bindAgent(state),
        label: 'Oldest agent version (optional)',
        hint: 'As azcmagent version says it. Old agents lack features, and the findings then say which.',
        placeholder: '1.66',
      })}
      ${renderTextField({
        ...bindHost(state),
        label: 'Host for SSH (optional)',
        hint: '{name} stands for each machine’s name. Without it you are asked when a machine is first reached.',
        placeholder: 'admin@{name}.corp.example',
      })}`,
    );
}

export function createTargetsStep(context: WizardContext): Step {
  const bindStanding = bindChoice(context, { path: statePath, step, label: 'The servers are', fallback: 'new' });
  const bindOs = bindList(context, { path: osPath, step, label: 'Operating systems', isOptional: false });
  const renderRare = createRareFields(context);
  const renderMachines = createMachinesField(context);
  const renderTags = createTagsField(context);

  return {
    id: step,
    title: 'Targets',
    heading: (state) => (isConnected(state) ? 'Which servers use the gateway?' : 'Which servers do you onboard?'),
    lead: (state) =>
      isConnected(state)
        ? 'They are in Azure Arc already and are now associated with the gateway.'
        : 'One script per operating system is written. The same script serves any number of machines.',
    render: (state) =>
      html`${renderSegments({ ...bindStanding(state), label: 'The servers are', choices: standings })}
      ${renderCheckList({
        ...bindOs(state),
        label: 'Operating systems',
        options: isConnected(state) ? systemsShort : systems,
      })}
      ${renderMachines(state)}
      ${
        // Scripts set no tags on connected servers.
        renderTags(state, isConnected(state) && !context.fields.hasIssue('tags'))
      }
      ${renderRare(state)}`,
    summary: (state) => {
      const tagCount = isConnected(state) ? 0 : Object.keys(recordAt(state.document, ['tags'])).length;
      return [targetsSummary(state), ...(tagCount === 0 ? [] : [formatCount(tagCount, 'tag')])].join(' · ');
    },
  };
}
