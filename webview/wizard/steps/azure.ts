import { type FieldEdit, type WizardState } from '../../../src/contract/wizard';
import { segmented } from '../../segmented';
import { textField } from '../../toolkit';
import { bindChoice } from '../bindChoice';
import { bindText } from '../bindText';
import { choiceField } from '../choiceField';
import { choicesNotice } from '../choicesNotice';
import { clouds, isConnected } from '../connection';
import { textAt } from '../documentValue';
import { more } from '../more';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const path = (name: string): string[] => ['azure', name];
const read = (state: WizardState, name: string): string => textAt(state.document, path(name));

function subscriptionEdits(value: string, { choices }: WizardState): readonly FieldEdit[] {
  const known = choices.subscriptions.find(({ id }) => id.toLowerCase() === value.toLowerCase());
  const edits: FieldEdit[] = [{ path: path('subscriptionId'), value }];
  if (known) edits.push({ path: path('tenantId'), value: known.tenantId });
  return edits;
}

const isPublic = (state: WizardState): boolean => ['', 'AzureCloud'].includes(read(state, 'cloud'));

export const subscriptionName = (state: WizardState): string => {
  const id = read(state, 'subscriptionId');
  return state.choices.subscriptions.find((each) => each.id.toLowerCase() === id.toLowerCase())?.name ?? id;
};

export const regionName = (state: WizardState): string => {
  const region = read(state, 'region');
  return state.choices.regions.find(({ name }) => name === region)?.display ?? region;
};

function groupsIn({ choices }: WizardState, subscriptionId: string): readonly string[] {
  const wanted = subscriptionId.toLowerCase();
  const names = choices.resourceGroups
    .filter((group) => wanted === '' || group.subscriptionId.toLowerCase() === wanted)
    .map(({ name }) => name);
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}

/** Where the machines appear in Azure. */
export function azureStep(context: WizardContext): Step {
  const subscription = choiceField({
    label: 'Subscription',
    placeholder: '00000000-0000-0000-0000-000000000000',
    byHand: 'Another one: type its id…',
  });
  const group = choiceField({
    label: 'Resource group',
    placeholder: 'rg-branch',
    byHand: 'Another one: type its name…',
  });
  const region = choiceField({ label: 'Region', placeholder: 'westeurope', byHand: 'Another one: type its name…' });
  const tenant = textField({
    label: 'Tenant id',
    hint: 'Comes with the subscription.',
  });
  const cloud = segmented({ label: 'Cloud', choices: clouds });
  const rare = more(context, {
    what: 'cloud',
    paths: [path('cloud')],
    content: [cloud.element],
  });
  const notice = choicesNotice(context);
  const step = 'azure';
  const updates = [
    bindText(context, subscription, {
      path: path('subscriptionId'),
      step,
      label: 'Subscription',
      editsFor: subscriptionEdits,
    }),
    bindText(context, group, { path: path('resourceGroup'), step, label: 'Resource group' }),
    bindText(context, region, { path: path('region'), step, label: 'Region' }),
    bindText(context, tenant, { path: path('tenantId'), step, label: 'Tenant id' }),
    bindChoice(context, cloud, { path: path('cloud'), step, label: 'Cloud', fallback: 'AzureCloud' }),
  ];

  return {
    id: 'azure',
    title: 'Azure',
    heading: (state) => (isConnected(state) ? 'Where are they in Azure?' : 'Where do they appear in Azure?'),
    lead: (state) =>
      isConnected(state)
        ? 'All machines of one file are in one resource group.'
        : 'Each machine becomes a resource here. The region holds its metadata and need not be near.',
    body: [subscription.element, group.element, region.element, tenant.element, notice.element, rare.element],
    update: (state) => {
      for (const update of updates) update(state);
      subscription.setOptions(state.choices.subscriptions.map(({ id, name }) => ({ value: id, label: name })));
      group.setOptions(groupsIn(state, read(state, 'subscriptionId')).map((name) => ({ value: name, label: name })));
      // The regions that are known by name are those of the public cloud.
      const regions = isPublic(state) ? state.choices.regions : [];
      region.setOptions(regions.map(({ name, display }) => ({ value: name, label: display })));
      rare.update(state);
      notice.update(state);
    },
    summary: (state) => read(state, 'resourceGroup') || 'none yet',
  };
}
