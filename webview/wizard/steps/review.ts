import { type WizardState } from '../../../src/contract/wizard';
import { h, linkButton, whenChanged } from '../../dom';
import { icon, type IconName } from '../../icons';
import { button } from '../../toolkit';
import { complaintList } from '../complaintList';
import { count } from '../count';
import { recordAt, textAt, textsAt } from '../documentValue';
import { type Step, type StepId } from '../step';
import { osNames, type WizardContext } from '../wizardContext';
import { regionName, subscriptionName } from './azure';
import { gatewayName } from './gateway';
import { identitySummary } from './identity';
import { networkSummary } from './network';

interface Line {
  readonly step: StepId;
  readonly name: string;
  readonly value: string;
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' · ');
const osName = (os: string): string => (os === 'linux' || os === 'windows' ? osNames[os] : os);

function linesOf(state: WizardState): readonly Line[] {
  const { document } = state;
  const tags = Object.entries(recordAt(document, ['tags'])).map(([name, value]) => `${name}=${value}`);
  return [
    { step: 'targets', name: 'Targets', value: textsAt(document, ['targets', 'os']).map(osName).join(', ') },
    { step: 'targets', name: 'Tags', value: tags.join(', ') || 'none' },
    { step: 'gateway', name: 'Gateway', value: joined(gatewayName(state), textAt(document, ['gateway', 'endpoint'])) },
    {
      step: 'azure',
      name: 'Azure',
      value: joined(textAt(document, ['azure', 'resourceGroup']), regionName(state), subscriptionName(state)),
    },
    { step: 'network', name: 'Network', value: networkSummary(state) },
    { step: 'identity', name: 'Identity', value: identitySummary(state) },
  ];
}

type ScriptName = Pick<NonNullable<WizardState['plan']>['scripts'][number], 'language' | 'fileName'>;

const fileIcons: Readonly<Record<ScriptName['language'], IconName>> = {
  bash: 'bash',
  powershell: 'powershell',
  yaml: 'file',
  json: 'json',
};

function fileRow({ language, fileName }: ScriptName, actions: WizardContext['actions']): HTMLElement {
  const copy = button({
    label: `Copy ${fileName}`,
    appearance: 'icon',
    icon: 'copy',
    onClick: () => {
      actions.copyScript(fileName);
    },
  });
  const save = button({
    label: `Save ${fileName}`,
    appearance: 'icon',
    icon: 'save',
    onClick: () => {
      actions.saveScript(fileName);
    },
  });
  const name = h('span', { class: 'file-name' }, fileName);
  return h('div', { class: 'file' }, icon(fileIcons[language]), name, copy, save);
}

/** Everything once more, and the files to take along. */
export function reviewStep(context: WizardContext): Step {
  const { actions } = context;
  const summary = h('dl', { class: 'summary' });
  const showSummary = whenChanged(summary, (lines: readonly Line[]) =>
    lines.flatMap(({ step, name, value }) => {
      const change = linkButton('Change', () => {
        actions.showStep(step);
      });
      change.setAttribute('aria-label', `Change ${name.toLowerCase()}`);
      return [h('dt', {}, name), h('dd', {}, value || '…'), h('dd', { class: 'summary-change' }, change)];
    }),
  );
  const complaints = complaintList(context);
  const files = h('div', { class: 'files' });
  const showFiles = whenChanged(files, (scripts: readonly ScriptName[]) =>
    scripts.map((script) => fileRow(script, actions)),
  );
  const filesGroup = h('div', { class: 'field' }, h('h3', { class: 'label' }, 'Scripts'), files);

  return {
    id: 'review',
    title: 'Review',
    heading: 'Ready to save?',
    lead: ({ plan }) =>
      plan
        ? 'Save the scripts, bring them to the machines and run them there. Running one twice does no harm.'
        : 'A few things have to be settled before there is a script.',
    body: [summary, complaints.element, filesGroup],
    update: (state) => {
      showSummary(linesOf(state));
      complaints.update(state.errors);
      filesGroup.hidden = !state.plan;
      showFiles((state.plan?.scripts ?? []).map(({ language, fileName }) => ({ language, fileName })));
    },
    summary: ({ plan, errors }) => {
      if (!plan) return `${errors.length} to settle`;
      return `${count(plan.scripts.length, 'script')}, ${count(plan.endpoints.length, 'endpoint')}`;
    },
  };
}
