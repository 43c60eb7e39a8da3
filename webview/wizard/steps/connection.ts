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
  { value: 'gateway', label: 'Arc gateway', detail: 'One endpoint takes the place of most names in your firewall.' },
  { value: 'direct', label: 'Direct', detail: 'Straight to Azure, or through your proxy. Every endpoint is opened.' },
  { value: 'privateLink', label: 'Private link', detail: 'Private endpoints over a VPN or ExpressRoute.' },
];

const leads: Readonly<Record<Connection, string>> = {
  gateway: 'The servers talk to the gateway, and the gateway to Azure.',
  direct: 'The servers talk to each endpoint of Azure themselves.',
  privateLink: 'The servers talk to Azure Arc at private addresses of your own network.',
};

export function connectionSummary(state: WizardState): string {
  const connection = connectionOf(state);
  if (connection === 'direct') return 'direct';
  return (connection === 'gateway' ? gatewayName(state) : scopeName(state)) || 'none yet';
}

/** A gateway and a scope exclude each other: choosing one removes the other, and choosing that again restores it. */
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
      There is no Arc gateway in ${cloud}: Microsoft runs them in the Azure public cloud only.
      ${renderLinkButton(connectDirectly.label, () => applyFix(edits, connectDirectly))}
    </div>
  </div>`;

export function createConnectionStep(context: WizardContext): Step {
  const bindConnection = bindChoice(context, {
    path: ['connection'],
    step: 'connection',
    label: 'Connection',
    fallback: 'gateway',
    editsFor: createExclusion(),
  });
  const renderGateway = createGatewayFields(context);
  const renderScope = createScopeField(context);

  return {
    id: 'connection',
    title: 'Connection',
    heading: () => 'How do they reach Azure Arc?',
    lead: (state) => leads[connectionOf(state)],
    render: (state) => {
      const connection = connectionOf(state);
      const cloud = cloudWithoutGateways(state);
      const hasNoGateways = connection === 'gateway' && cloud !== undefined;
      // Where gateways cannot be listed, one may still be typed.
      const isOffered = cloud === undefined || state.choices.cloud?.gateways === 'unknown';
      return html`${renderRadioGroup({ ...bindConnection(state), label: 'Connect through', choices })}
      ${renderNoGateways(context, cloud ?? '', !hasNoGateways)} ${renderGateway(state, isOffered)} ${renderScope(state)}
      ${renderChoicesNotice(context, state, connection === 'direct' || hasNoGateways)}`;
    },
    summary: connectionSummary,
  };
}
