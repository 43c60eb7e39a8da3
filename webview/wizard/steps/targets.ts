import { type WizardState } from '../../../src/contract/wizard';
import { checkList } from '../../checkList';
import { segmented } from '../../segmented';
import { textField } from '../../toolkit';
import { bindChoice } from '../bindChoice';
import { bindList } from '../bindList';
import { bindText } from '../bindText';
import { isConnected } from '../connection';
import { count } from '../count';
import { recordAt, textAt, textsAt } from '../documentValue';
import { optionalText, wholeNumber } from '../format';
import { machinesField } from '../machinesField';
import { more } from '../more';
import { type Step } from '../step';
import { tagsField } from '../tagsField';
import { osNames, type WizardContext } from '../wizardContext';

const step = 'targets';
const statePath = ['targets', 'state'];
const osPath = ['targets', 'os'];
const countPath = ['targets', 'count'];
const agentPath = ['targets', 'agentVersion'];
const hostPath = ['targets', 'sshHost'];

const systems = [
  { value: 'linux', label: osNames.linux, hint: 'A bash script, run once as root on each machine' },
  { value: 'windows', label: osNames.windows, hint: 'A PowerShell script, run once as administrator on each machine' },
] as const;

const systemsShort = systems.map(({ value, label }) => ({ value, label }));

/** How many there are and whether they are new: `24 new`, `3 connected`. */
function howMany(state: WizardState): string {
  const machines = textsAt(state.document, ['targets', 'machines']).length;
  const total = textAt(state.document, countPath);
  if (isConnected(state)) return `${machines > 0 ? machines : total} connected`.trim();
  return total === '' ? '' : `${total} new`;
}

/** The kinds of servers and their number, for the rail and the review. */
export function targetsSummary(state: WizardState): string {
  const chosen = textsAt(state.document, osPath);
  const names = systems.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  return [names.join(', ') || 'none yet', howMany(state)].filter((part) => part !== '').join(' · ');
}

function targetFields(context: WizardContext) {
  const standing = segmented({
    label: 'The servers are',
    choices: [
      { value: 'new', label: 'New to Azure Arc' },
      { value: 'connected', label: 'Connected already' },
    ],
  });
  const os = checkList({ label: 'Operating systems' });
  const number = textField({ label: 'How many servers (optional)', placeholder: '24' });
  const agent = textField({
    label: 'Oldest agent version (optional)',
    hint: 'As azcmagent version says it. Old agents lack features, and the findings then say which.',
    placeholder: '1.66',
  });
  const host = textField({
    label: 'Host for SSH (optional)',
    hint: '{name} stands for each machine’s name. Without it you are asked when a machine is first reached.',
    placeholder: 'admin@{name}.corp.example',
  });
  const updates = [
    bindChoice(context, standing, { path: statePath, step, label: 'The servers are', fallback: 'new' }),
    bindList(context, os, { path: osPath, step, label: 'Operating systems', isOptional: false }),
    bindText(context, number, { path: countPath, step, label: 'How many servers', format: wholeNumber }),
    bindText(context, agent, { path: agentPath, step, label: 'Oldest agent version', format: optionalText }),
    bindText(context, host, { path: hostPath, step, label: 'Host for SSH', format: optionalText }),
  ];
  const rare = more(context, {
    what: 'number, agent version, host for SSH',
    paths: [countPath, agentPath, hostPath],
    content: [number.element, agent.element, host.element],
    isCalledFor: isConnected,
  });
  return { standing, os, rare, updates };
}

/** Which servers, and the tags they all get. */
export function targetsStep(context: WizardContext): Step {
  const { standing, os, rare, updates } = targetFields(context);
  const machines = machinesField(context);
  const tags = tagsField(context);

  return {
    id: step,
    title: 'Targets',
    heading: (state) => (isConnected(state) ? 'Which servers use the gateway?' : 'Which servers do you onboard?'),
    lead: (state) =>
      isConnected(state)
        ? 'They are in Azure Arc already and are now associated with the gateway.'
        : 'One script per operating system is written. The same script serves any number of machines.',
    body: [standing.element, os.element, machines.element, tags.element, rare.element],
    update: (state) => {
      os.setOptions(isConnected(state) ? systemsShort : systems);
      for (const update of updates) update(state);
      machines.update(state);
      tags.update(state);
      // Connected servers get no tags from a script.
      tags.element.hidden = isConnected(state) && !context.fields.hasComplaint('tags');
      rare.update(state);
    },
    summary: (state) => {
      const tagCount = isConnected(state) ? 0 : Object.keys(recordAt(state.document, ['tags'])).length;
      return [targetsSummary(state), ...(tagCount === 0 ? [] : [count(tagCount, 'tag')])].join(' · ');
    },
  };
}
