import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { nameInId, sameResource } from '../../src/kernel/resources';
import { type FieldEdit, type WizardChoices, type WizardState } from '../../src/contract/wizard';
import { renderIcon } from '../kit/icon';
import { pass, watch } from '../kit/icons';
import { renderTextField } from '../kit/textField';
import { bindText } from './bindText';
import { createChoiceField } from './choiceField';
import { connectionOf } from './connection';
import { textAt } from './documentValue';
import { type WizardContext } from './wizardContext';

type Gateway = WizardChoices['gateways'][number];

const step = 'connection';
const idPath = ['gateway', 'id'];
const endpointPath = ['gateway', 'endpoint'];
const tenantPath = ['azure', 'tenantId'];

const gatewayOf = (state: WizardState, id = textAt(state.document, idPath)): Gateway | undefined =>
  state.choices.gateways.find((gateway) => sameResource(gateway.id, id));

/** Empty without a gateway. */
export const gatewayName = (state: WizardState): string =>
  gatewayOf(state)?.name ?? nameInId(textAt(state.document, idPath));

/** Also sets a known gateway's endpoint, and its tenant if the document has none; otherwise clears the old endpoint. */
function editsFor(id: string, state: WizardState): readonly FieldEdit[] {
  const known = gatewayOf(state, id);
  const endpoint = known?.endpoint;
  const hadEndpoint = textAt(state.document, endpointPath) !== '';
  const edits: FieldEdit[] = [{ path: idPath, value: id }];
  if (endpoint) edits.push({ path: endpointPath, value: endpoint });
  else if (hadEndpoint) edits.push({ path: endpointPath });
  if (known?.tenantId && textAt(state.document, tenantPath) === '') {
    edits.push({ path: tenantPath, value: known.tenantId });
  }
  return edits;
}

const optionOf = ({ id, name, location, state }: Gateway) => ({
  value: id,
  label: state === 'Succeeded' ? `${name} · ${location}` : `${name} · ${location} · ${state}`,
});

function renderFacts({ state, endpoint, location, id }: Gateway): TemplateResult {
  const isReady = state === 'Succeeded';
  return html`<dl class="facts">
    <dt>${l10n.t('State')}</dt>
    <dd><span class=${isReady ? 'good' : 'wait'}>${renderIcon(isReady ? pass : watch)} ${state}</span></dd>
    <dt>${l10n.t('Endpoint')}</dt>
    <dd>${endpoint ?? l10n.t('not known yet: the gateway is still being created')}</dd>
    <dt>${l10n.t('Region')}</dt>
    <dd>${location}</dd>
    <dt>${l10n.t('Resource ID')}</dt>
    <dd>${id}</dd>
  </dl>`;
}

/** @param isOffered whether the cloud can have gateways */
function neededFields({ fields }: WizardContext, state: WizardState, isOffered: boolean) {
  const isUsed = connectionOf(state) === 'gateway' && isOffered;
  const known = gatewayOf(state);
  const hasId = textAt(state.document, idPath) !== '';
  const hasOwnEndpoint = textAt(state.document, endpointPath) !== (known?.endpoint ?? '');
  return {
    // A missing gateway is no reason to show the field in a cloud without gateways.
    gateway: isUsed || (hasId && fields.hasIssue('gateway.id')),
    endpoint: (isUsed && hasId && (!known || hasOwnEndpoint)) || fields.hasIssue('gateway.endpoint'),
    facts: isUsed ? known : undefined,
  };
}

export function createGatewayFields(context: WizardContext) {
  const renderGateway = createChoiceField(context, {
    label: l10n.t('Arc gateway'),
    hint: l10n.t('Copy the resource ID from the gateway’s overview in the Azure portal, or from the sidebar.'),
    placeholder: '/subscriptions/…/providers/Microsoft.HybridCompute/gateways/…',
    byHand: l10n.t('Other: paste its resource ID…'),
  });
  const bindId = bindText(context, { path: idPath, step, label: l10n.t('Arc gateway'), editsFor });
  const bindEndpoint = bindText(context, {
    path: endpointPath,
    step,
    label: l10n.t('Gateway endpoint'),
  });

  return (state: WizardState, isOffered: boolean): TemplateResult => {
    const needed = neededFields(context, state, isOffered);
    return html`${renderGateway({
      ...bindId(state),
      options: state.choices.gateways.map(optionOf),
      hidden: !needed.gateway,
    })}
    ${needed.facts ? renderFacts(needed.facts) : nothing}
    ${renderTextField({
      ...bindEndpoint(state),
      label: l10n.t('Gateway endpoint (optional)'),
      hint: l10n.t(
        'The host name in the gateway’s URL. Without it, the endpoint list has only a wildcard for the gateway.',
      ),
      placeholder: 'prefix.gw.arc.azure.com',
      hidden: !needed.endpoint,
    })}`;
  };
}
