import { type FieldEdit, type WizardState } from '../../../src/contract/wizard';
import { textField } from '../../toolkit';
import { bindText } from '../bindText';
import { choiceField } from '../choiceField';
import { choicesNotice } from '../choicesNotice';
import { textAt } from '../documentValue';
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
    hint: 'Comes with the subscription. Gateway and machines share one tenant.',
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
  ];

  return {
    id: 'azure',
    title: 'Azure',
    heading: 'Where do they appear in Azure?',
    lead: () => 'Each machine becomes a resource here. The region holds its metadata and need not be the gateway’s.',
    body: [subscription.element, group.element, region.element, tenant.element, notice.element],
    update: (state) => {
      for (const update of updates) update(state);
      subscription.setOptions(state.choices.subscriptions.map(({ id, name }) => ({ value: id, label: name })));
      group.setOptions(groupsIn(state, read(state, 'subscriptionId')).map((name) => ({ value: name, label: name })));
      region.setOptions(state.choices.regions.map(({ name, display }) => ({ value: name, label: display })));
      notice.update(state);
    },
    summary: (state) => read(state, 'resourceGroup') || 'none yet',
  };
}
