import { type WizardState } from '../../../src/contract/wizard';
import { checkList } from '../../checkList';
import { textField } from '../../toolkit';
import { bindList } from '../bindList';
import { bindText } from '../bindText';
import { textsAt } from '../documentValue';
import { optionalText } from '../format';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'scenarios';
const path = ['scenarios'];

/** What they are used for, in one word each. */
export function scenariosSummary({ document, choices }: WizardState): string {
  const chosen = textsAt(document, path);
  const titles = choices.scenarios.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
  return titles.join(', ') || 'none';
}

const names = [
  {
    name: 'vault',
    label: 'Key vault (optional)',
    hint: 'Its name; the endpoints then list its own address.',
    placeholder: 'kv-branch',
  },
  {
    name: 'workspace',
    label: 'Log Analytics workspace (optional)',
    hint: 'Its workspace id; the endpoints then list its own address.',
    placeholder: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'collection',
    label: 'Data collection endpoint (optional)',
    hint: 'The first word of its address; the endpoints then list that address.',
    placeholder: 'dce-branch-1a2b',
  },
] as const;

/** What the servers are used for, as far as it needs endpoints of its own. */
export function scenariosStep(context: WizardContext): Step {
  const list = checkList({ label: 'Services in use' });
  const updateList = bindList(context, list, { path, step, label: 'Services in use', isOptional: true });
  const fields = names.map(({ name, ...options }) => {
    const field = textField(options);
    const update = bindText(context, field, {
      path: ['names', name],
      step,
      label: options.label.replace(/ \(.*/, ''),
      format: optionalText,
    });
    return { name, field, update };
  });

  return {
    id: step,
    title: 'Scenarios',
    heading: () => 'What will you use them for?',
    lead: () => 'Some services need endpoints of their own. They join the list, and nothing else changes.',
    body: [list.element, ...fields.map(({ field }) => field.element)],
    update: (state) => {
      const { document, choices } = state;
      list.setOptions(choices.scenarios.map(({ id, title }) => ({ value: id, label: title })));
      updateList(state);
      const chosen = textsAt(document, path);
      const needed = choices.scenarios.filter(({ id }) => chosen.includes(id)).flatMap((scenario) => scenario.names);
      for (const { name, field, update } of fields) {
        update(state);
        field.element.hidden = !needed.includes(name) && !context.fields.hasComplaint(`names.${name}`);
      }
    },
    summary: scenariosSummary,
  };
}
