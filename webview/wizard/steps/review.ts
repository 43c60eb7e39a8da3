import { type WizardState } from '../../../src/contract/wizard';
import { h, linkButton, setText, whenChanged } from '../../dom';
import { icon } from '../../icons';
import { button } from '../../toolkit';
import { blockersOf } from '../blockers';
import { complaintList } from '../complaintList';
import { connectionOf, isConnected } from '../connection';
import { connectionSummary } from './connection';
import { count } from '../count';
import { recordAt, textAt } from '../documentValue';
import { networkSummary } from '../proxyField';
import { fileIcons, nameOnly, purposeOf, type ScriptName } from '../scriptNames';
import { type Step, type StepId } from '../step';
import { type WizardContext } from '../wizardContext';
import { regionName, subscriptionName } from './azure';
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

function fileRow(script: ScriptName, actions: WizardContext['actions']): HTMLElement {
  const { language, fileName } = script;
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
  const name = h('div', { class: 'file-name' }, fileName);
  const purpose = h('div', { class: 'file-purpose' }, purposeOf(script));
  return h(
    'li',
    { class: 'file' },
    icon(fileIcons[language]),
    h('div', { class: 'file-text' }, name, purpose),
    copy,
    save,
  );
}

function summaryList({ actions }: WizardContext) {
  const element = h('dl', { class: 'summary' });
  const update = whenChanged(element, (lines: readonly Line[]) =>
    lines.flatMap(({ step, name, value }) => {
      const change = linkButton('Change', () => {
        actions.showStep(step);
      });
      change.setAttribute('aria-label', `Change ${name.toLowerCase()}`);
      return [h('dt', {}, name), h('dd', {}, value || '…'), h('dd', { class: 'summary-change' }, change)];
    }),
  );
  return { element, update };
}

/** Everything once more, and the files to take along. */
export function reviewStep(context: WizardContext): Step {
  const summary = summaryList(context);
  const complaints = complaintList(context);
  const files = h('ul', { class: 'files' });
  const showFiles = whenChanged(files, (scripts: readonly ScriptName[]) =>
    scripts.map((script) => fileRow(script, context.actions)),
  );
  const filesTitle = h('h3', { class: 'label' });
  const filesGroup = h('div', { class: 'field' }, filesTitle, files);

  return {
    id: 'review',
    title: 'Review',
    heading: () => 'Ready to save?',
    lead: (state) => {
      if (blockersOf(state).length > 0) return 'A few things have to be settled before there is a script.';
      if (isConnected(state)) return 'Save the scripts and run them; each says what it is for. Twice does no harm.';
      return 'Save the scripts, bring them to the machines and run them there. Running one twice does no harm.';
    },
    body: [summary.element, complaints.element, filesGroup],
    update: (state) => {
      const scripts = state.plan?.scripts ?? [];
      summary.update(linesOf(state));
      complaints.update(blockersOf(state));
      filesGroup.hidden = scripts.length === 0;
      setText(filesTitle, count(scripts.length, 'file'));
      showFiles(scripts.map(nameOnly));
    },
    summary: (state) => {
      const blockers = blockersOf(state);
      if (!state.plan || blockers.length > 0) return `${blockers.length} to settle`;
      return `${count(state.plan.scripts.length, 'script')}, ${count(state.plan.endpoints.length, 'endpoint')}`;
    },
  };
}
