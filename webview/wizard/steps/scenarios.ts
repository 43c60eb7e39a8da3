import { html } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { renderCheckList } from '../../kit/checkList';
import { renderTextField } from '../../kit/textField';
import { bindList } from '../bindChoice';
import { bindText } from '../bindText';
import { textsAt } from '../documentValue';
import { optionalText } from '../format';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'scenarios';
const path = ['scenarios'];

export function scenariosSummary({ document, choices }: WizardState): string {
  const chosen = textsAt(document, path);
  const titles = choices.scenarios.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
  return titles.join(', ') || 'none';
}

const names = [
  {
    name: 'vault',
    label: 'Key vault',
    shownLabel: 'Key vault (optional)',
    hint: 'Its name; the endpoints then list its own address.',
    placeholder: 'kv-branch',
  },
  {
    name: 'workspace',
    label: 'Log Analytics workspace',
    shownLabel: 'Log Analytics workspace (optional)',
    hint: 'Its workspace id; the endpoints then list its own address.',
    placeholder: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'collection',
    label: 'Data collection endpoint',
    shownLabel: 'Data collection endpoint (optional)',
    hint: 'The first word of its address; the endpoints then list that address.',
    placeholder: 'dce-branch-1a2b',
  },
] as const;

export function createScenariosStep(context: WizardContext): Step {
  const bindServices = bindList(context, { path, step, label: 'Services in use', isOptional: true });
  const fields = names.map(({ name, label, shownLabel, ...options }) => ({
    name,
    options: { ...options, label: shownLabel },
    bind: bindText(context, { path: ['names', name], step, label, format: optionalText }),
  }));

  return {
    id: step,
    title: 'Scenarios',
    heading: () => 'What will you use them for?',
    lead: () => 'Some services need endpoints of their own. They join the list, and nothing else changes.',
    render: (state) => {
      const { scenarios } = state.choices;
      const services = bindServices(state);
      const needed = scenarios.filter(({ id }) => services.value.includes(id)).flatMap((scenario) => scenario.names);
      return html`${renderCheckList({
        ...services,
        label: 'Services in use',
        options: scenarios.map(({ id, title }) => ({ value: id, label: title })),
      })}
      ${fields.map(({ name, options, bind }) =>
        renderTextField({
          ...bind(state),
          ...options,
          hidden: !needed.includes(name) && !context.fields.hasIssue(`names.${name}`),
        }),
      )}`;
    },
    summary: scenariosSummary,
  };
}
