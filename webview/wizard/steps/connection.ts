import { type FieldEdit, type WizardState } from '../../../src/contract/wizard';
import { h, linkButton, setText } from '../../dom';
import { icon } from '../../icons';
import { radioGroup } from '../../toolkit';
import { bindChoice } from '../bindChoice';
import { choicesNotice } from '../choicesNotice';
import { cloudWithoutGateways, type Connection, connectionOf, scopeName } from '../connection';
import { isEmptyAt, recordAt } from '../documentValue';
import { gatewayFields, gatewayName } from '../gatewayFields';
import { applyFix, connectDirectly } from '../quickFix';
import { scopeField } from '../scopeField';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const ways: readonly { readonly value: Connection; readonly label: string; readonly detail: string }[] = [
  { value: 'gateway', label: 'Arc gateway', detail: 'One endpoint takes the place of most names in your firewall.' },
  { value: 'direct', label: 'Direct', detail: 'Straight to Azure, or through your proxy. Every endpoint is opened.' },
  { value: 'privateLink', label: 'Private link', detail: 'Private endpoints over a VPN or ExpressRoute.' },
];

const leads: Readonly<Record<Connection, string>> = {
  gateway: 'The servers talk to the gateway, and the gateway to Azure.',
  direct: 'The servers talk to each endpoint of Azure themselves.',
  privateLink: 'The servers talk to Azure Arc at private addresses of your own network.',
};

/** In a few words, with the name of what is gone through. */
export function connectionSummary(state: WizardState): string {
  const connection = connectionOf(state);
  if (connection === 'direct') return 'direct';
  return (connection === 'gateway' ? gatewayName(state) : scopeName(state)) || 'none yet';
}

/**
 * A gateway and a private link scope exclude each other, so choosing one takes the other out of the document. What was
 * there comes back with its choice.
 */
function excluding(): (value: string, state: WizardState) => readonly FieldEdit[] {
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

/** Says that a cloud has no gateways, with the one thing that helps. */
function noGateways({ edits }: WizardContext): { readonly element: HTMLElement; show(cloud: string): void } {
  const text = h('span', {});
  const link = linkButton(connectDirectly.label, () => {
    applyFix(edits, connectDirectly);
  });
  const element = h('div', { class: 'aside', role: 'status' }, icon('info', 'is-info'), h('div', {}, text, ' ', link));
  return {
    element,
    show: (cloud) => {
      setText(text, `There is no Arc gateway in ${cloud}: Microsoft runs them in the Azure public cloud only.`);
    },
  };
}

/** How the servers reach Azure Arc. */
export function connectionStep(context: WizardContext): Step {
  const way = radioGroup({ label: 'Connect through', choices: ways });
  const updateWay = bindChoice(context, way, {
    path: ['connection'],
    step: 'connection',
    label: 'Connection',
    fallback: 'gateway',
    editsFor: excluding(),
  });
  const gateway = gatewayFields(context, way.focus);
  const scope = scopeField(context);
  const none = noGateways(context);
  const notice = choicesNotice(context);

  return {
    id: 'connection',
    title: 'Connection',
    heading: () => 'How do they reach Azure Arc?',
    lead: (state) => leads[connectionOf(state)],
    body: [way.element, none.element, ...gateway.elements, scope.element, notice.element],
    update: (state) => {
      const connection = connectionOf(state);
      const cloud = cloudWithoutGateways(state);
      updateWay(state);
      // Where gateways are only not to be seen, one may be typed all the same.
      gateway.update(state, cloud === undefined || state.choices.cloud?.gateways === 'unknown');
      scope.update(state);
      none.element.hidden = connection !== 'gateway' || cloud === undefined;
      if (cloud !== undefined) none.show(cloud);
      notice.element.hidden = connection === 'direct' || !none.element.hidden;
      notice.update(state);
    },
    summary: connectionSummary,
  };
}
