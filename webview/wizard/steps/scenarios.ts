import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { listOf } from '../../../src/kernel/text/phrases';
import { renderCheckList } from '../../kit/checkList';
import { renderTextField } from '../../kit/textField';
import { bindList } from '../bindChoice';
import { bindText } from '../bindText';
import { hasServers } from '../connection';
import { textsAt } from '../documentValue';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'scenarios';
const path = ['scenarios'];

export function scenariosSummary({ document, choices }: WizardState): string {
  const chosen = textsAt(document, path);
  const titles = choices.scenarios.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
  return listOf(titles) || l10n.t('none');
}

const names = [
  {
    name: 'vault',
    label: l10n.t('Key vault'),
    shownLabel: l10n.t('Key vault (optional)'),
    hint: l10n.t('The vault’s name. The endpoints then list its own host name.'),
    placeholder: 'kv-branch',
  },
  {
    name: 'workspace',
    label: l10n.t('Log Analytics workspace'),
    shownLabel: l10n.t('Log Analytics workspace (optional)'),
    hint: l10n.t('The workspace ID. The endpoints then list the workspace’s own host name.'),
    placeholder: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'collection',
    label: l10n.t('Data collection endpoint'),
    shownLabel: l10n.t('Data collection endpoint (optional)'),
    hint: l10n.t('The first label of its host name. The endpoints then list that host name.'),
    placeholder: 'dce-branch-1a2b',
  },
] as const;

export function createScenariosStep(context: WizardContext): Step {
  const bindServices = bindList(context, { path, step, label: l10n.t('Services in use') });
  const fields = names.map(({ name, label, shownLabel, ...options }) => ({
    name,
    options: { ...options, label: shownLabel },
    bind: bindText(context, { path: ['names', name], step, label }),
  }));

  return {
    id: step,
    isNeeded: hasServers,
    heading: () => l10n.t('What will you use them for?'),
    lead: () => l10n.t('Some services need endpoints of their own. They are added to the list; nothing else changes.'),
    render: (state) => {
      const { scenarios } = state.choices;
      const services = bindServices(state);
      const needed = scenarios.filter(({ id }) => services.value.includes(id)).flatMap((scenario) => scenario.names);
      return html`${renderCheckList({
        ...services,
        label: l10n.t('Services in use'),
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
