import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type FieldEdit, type WizardState } from '../../../src/contract/wizard';
import { renderLinkButton } from '../../kit/button';
import { renderIcon } from '../../kit/icon';
import { info } from '../../kit/icons';
import { renderRadioGroup } from '../../kit/toolkit';
import { bindChoice } from '../bindChoice';
import { renderChoicesNotice } from '../choicesNotice';
import { cloudWithoutGateways, type Connection, connectionOf, scopeName } from '../connection';
import { isEmptyAt, recordAt } from '../documentValue';
import { createGatewayFields, gatewayName } from '../gatewayFields';
import { applyFix, connectDirectly } from '../quickFix';
import { createScopeField } from '../scopeField';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const choices: readonly { readonly value: Connection; readonly label: string; readonly detail: string }[] = [
  {
    value: 'gateway',
    label: l10n.t('Arc gateway'),
    detail: l10n.t('One endpoint replaces most host names in your firewall.'),
  },
  {
    value: 'direct',
    label: l10n.t('Direct'),
    detail: l10n.t('Directly to Azure, or through your proxy. Every endpoint must be open.'),
  },
  {
    value: 'privateLink',
    label: l10n.t('Private link'),
    detail: l10n.t('Private endpoints over a VPN or ExpressRoute.'),
  },
];

const leads: Readonly<Record<Connection, string>> = {
  gateway: l10n.t('They connect to the gateway, and the gateway connects to Azure.'),
  direct: l10n.t('They connect to each Azure endpoint themselves.'),
  privateLink: l10n.t('They connect to Azure Arc at private addresses in your own network.'),
};

export function connectionSummary(state: WizardState): string {
  const connection = connectionOf(state);
  if (connection === 'direct') return l10n.t('direct');
  return (connection === 'gateway' ? gatewayName(state) : scopeName(state)) || l10n.t('none yet');
}

/** Gateway and private link exclude each other: choosing one removes the other's values, and choosing that again restores them. */
function createExclusion(): (value: string, state: WizardState) => readonly FieldEdit[] {
  const kept = new Map<string, Record<string, string>>();
  return (value, { document }) => {
    if (value === 'direct') return [];
    const [wanted, other] = value === 'gateway' ? ['gateway', 'privateLink'] : ['privateLink', 'gateway'];
    const edits: FieldEdit[] = [];
    if (document && Object.hasOwn(document, other)) {
      kept.set(other, { ...recordAt(document, [other]) });
      edits.push({ path: [other] });
    }
    const before = kept.get(wanted);
    if (before && isEmptyAt(document, [wanted])) edits.push({ path: [wanted], value: before });
    return edits;
  };
}

const renderNoGateways = ({ edits }: WizardContext, cloud: string, hidden: boolean): TemplateResult =>
  html`<div class="aside" role="status" ?hidden=${hidden}>
    ${renderIcon(info, 'is-info')}
    <div>
      ${l10n.t`Microsoft offers Arc gateways in the Azure public cloud only; none is known in ${cloud}.`}
      ${renderLinkButton(connectDirectly.label, () => applyFix(edits, connectDirectly))}
    </div>
  </div>`;

export function createConnectionStep(context: WizardContext): Step {
  const bindConnection = bindChoice(context, {
    path: ['connection'],
    step: 'connection',
    label: l10n.t('Connection'),
    editsFor: createExclusion(),
  });
  const renderGateway = createGatewayFields(context);
  const renderScope = createScopeField(context);

  return {
    id: 'connection',
    heading: () => l10n.t('How do they reach Azure Arc?'),
    lead: (state) => leads[connectionOf(state)],
    render: (state) => {
      const connection = connectionOf(state);
      const cloud = cloudWithoutGateways(state);
      const hasNoGateways = connection === 'gateway' && cloud !== undefined;
      // Where gateways can't be listed, one can still be entered.
      const isOffered = cloud === undefined || state.choices.cloud?.gateways === 'unknown';
      return html`${renderRadioGroup({ ...bindConnection(state), label: l10n.t('Connect through'), choices })}
      ${renderNoGateways(context, cloud ?? '', !hasNoGateways)} ${renderGateway(state, isOffered)} ${renderScope(state)}
      ${renderChoicesNotice(context, state, connection === 'direct' || hasNoGateways)}`;
    },
    summary: connectionSummary,
  };
}
