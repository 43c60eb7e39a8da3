import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import { type FieldEdit, type WizardState } from '../../../src/contract/wizard';
import { renderSegments } from '../../kit/segments';
import { renderTextField } from '../../kit/textField';
import { bindChoice } from '../bindChoice';
import { bindText } from '../bindText';
import { createChoiceField } from '../choiceField';
import { renderChoicesNotice } from '../choicesNotice';
import { createCollapsible } from '../collapsible';
import { clouds, isConnected } from '../connection';
import { textAt } from '../documentValue';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'azure';
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

function createChoiceFields(context: WizardContext) {
  const byName = l10n.t('Other: enter its name…');
  return {
    renderSubscription: createChoiceField(context, {
      label: l10n.t('Subscription'),
      placeholder: '00000000-0000-0000-0000-000000000000',
      byHand: l10n.t('Other: enter its ID…'),
    }),
    renderGroup: createChoiceField(context, {
      label: l10n.t('Resource group'),
      placeholder: 'rg-branch',
      byHand: byName,
    }),
    renderRegion: createChoiceField(context, {
      label: l10n.t('Region'),
      placeholder: 'westeurope',
      byHand: byName,
    }),
  };
}

function bindFields(context: WizardContext) {
  const subscription = {
    path: path('subscriptionId'),
    step,
    label: l10n.t('Subscription'),
    editsFor: subscriptionEdits,
  } as const;
  return {
    bindSubscription: bindText(context, subscription),
    bindGroup: bindText(context, { path: path('resourceGroup'), step, label: l10n.t('Resource group') }),
    bindRegion: bindText(context, { path: path('region'), step, label: l10n.t('Region') }),
    bindTenant: bindText(context, { path: path('tenantId'), step, label: l10n.t('Tenant ID') }),
    bindCloud: bindChoice(context, { path: path('cloud'), step, label: l10n.t('Cloud') }),
  };
}

export function createAzureStep(context: WizardContext): Step {
  const { renderSubscription, renderGroup, renderRegion } = createChoiceFields(context);
  const { bindSubscription, bindGroup, bindRegion, bindTenant, bindCloud } = bindFields(context);
  const renderCollapsible = createCollapsible(context, { what: l10n.t('cloud'), paths: [path('cloud')] });

  return {
    id: step,
    heading: (state) =>
      isConnected(state) ? l10n.t('Where are they in Azure?') : l10n.t('Where do they appear in Azure?'),
    lead: (state) =>
      isConnected(state)
        ? l10n.t('All machines of one site file are in one resource group.')
        : l10n.t(
            'Each machine becomes an Azure resource. The region stores its metadata and doesn’t have to be nearby.',
          ),
    render: (state) => {
      const { choices } = state;
      const groups = groupsIn(state, read(state, 'subscriptionId'));
      // Only the public cloud's regions are known.
      const regions = isPublic(state) ? choices.regions : [];
      return html`${renderSubscription({
        ...bindSubscription(state),
        options: choices.subscriptions.map(({ id, name }) => ({ value: id, label: name })),
      })}
      ${renderGroup({ ...bindGroup(state), options: groups.map((name) => ({ value: name, label: name })) })}
      ${renderRegion({
        ...bindRegion(state),
        options: regions.map(({ name, display }) => ({ value: name, label: display })),
      })}
      ${renderTextField({ ...bindTenant(state), label: l10n.t('Tenant ID'), hint: l10n.t('Set by the subscription.') })}
      ${renderChoicesNotice(context, state)}
      ${renderCollapsible(state, renderSegments({ ...bindCloud(state), label: l10n.t('Cloud'), choices: clouds }))}`;
    },
    summary: (state) => read(state, 'resourceGroup') || l10n.t('none yet'),
  };
}
