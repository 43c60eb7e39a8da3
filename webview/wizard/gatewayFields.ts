import { type FieldEdit, type WizardChoices, type WizardState } from '../../src/contract/wizard';
import { h, whenChanged } from '../dom';
import { icon } from '../icons';
import { textField } from '../toolkit';
import { bindText } from './bindText';
import { choiceField } from './choiceField';
import { connectionOf, nameInId } from './connection';
import { textAt } from './documentValue';
import { optionalText } from './format';
import { type WizardContext } from './wizardContext';

type Gateway = WizardChoices['gateways'][number];

const idPath = ['gateway', 'id'];
const endpointPath = ['gateway', 'endpoint'];
const tenantPath = ['azure', 'tenantId'];

const resourceKey = (id: string): string =>
  id
    .split('/')
    .filter((part) => part.trim() !== '')
    .join('/')
    .toLowerCase()
    .trim();

const gatewayOf = (state: WizardState, id = textAt(state.document, idPath)): Gateway | undefined =>
  state.choices.gateways.find((gateway) => resourceKey(gateway.id) === resourceKey(id));

/** The gateway's name as the list or the resource id gives it; empty when there is none. */
export const gatewayName = (state: WizardState): string =>
  gatewayOf(state)?.name ?? nameInId(textAt(state.document, idPath));

/** A gateway brings its endpoint along, and its tenant when none is set; an unknown one clears the old endpoint. */
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

function facts(gateway: Gateway | undefined): HTMLElement[] {
  if (!gateway) return [];
  const isReady = gateway.state === 'Succeeded';
  const entries: (readonly [string, string | HTMLElement])[] = [
    ['State', h('span', { class: isReady ? 'good' : 'wait' }, icon(isReady ? 'pass' : 'watch'), ` ${gateway.state}`)],
    ['Endpoint', gateway.endpoint ?? 'not known yet: the gateway is still being made'],
    ['Region', gateway.location],
    ['Resource id', gateway.id],
  ];
  return entries.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]);
}

/** The gateway that all traffic goes through: chosen or pasted, with what is known of it. */
export function gatewayFields(
  context: WizardContext,
  /** Where the focus goes when there is no field to go to. */
  focusInstead: () => void,
): {
  readonly elements: readonly HTMLElement[];
  /** `isOffered` while there can be a gateway at all. */
  update(state: WizardState, isOffered: boolean): void;
} {
  const gateway = choiceField({
    label: 'Arc gateway',
    hint: 'Copy it from the gateway’s overview in the portal, or from the sidebar.',
    placeholder: '/subscriptions/…/providers/Microsoft.HybridCompute/gateways/…',
    byHand: 'Another one: paste its resource id…',
  });
  const endpoint = textField({
    label: 'Gateway endpoint (optional)',
    hint: 'The host name in the gateway’s URL. Without it the list of endpoints can only name the pattern.',
    placeholder: 'prefix.gw.arc.azure.com',
  });
  const factList = h('dl', { class: 'facts' });
  const showFacts = whenChanged(factList, facts);
  const place = { step: 'connection' } as const;
  const focus = (): void => {
    if (gateway.element.hidden) focusInstead();
    else gateway.focus();
  };
  const updateId = bindText(context, { ...gateway, focus }, { ...place, path: idPath, label: 'Arc gateway', editsFor });
  const updateEndpoint = bindText(context, endpoint, {
    ...place,
    path: endpointPath,
    label: 'Gateway endpoint',
    format: optionalText,
  });
  const { hasComplaint } = context.fields;

  return {
    elements: [gateway.element, factList, endpoint.element],
    update: (state, isOffered) => {
      updateId(state);
      updateEndpoint(state);
      gateway.setOptions(state.choices.gateways.map(optionOf));
      const isUsed = connectionOf(state) === 'gateway' && isOffered;
      const known = gatewayOf(state);
      const hasOwnEndpoint = textAt(state.document, endpointPath) !== (known?.endpoint ?? '');
      const asksEndpoint = isUsed && textAt(state.document, idPath) !== '' && (known === undefined || hasOwnEndpoint);
      // A mere lack of a gateway is no reason to ask for one that cannot be.
      const hasFault = textAt(state.document, idPath) !== '' && hasComplaint('gateway.id');
      gateway.element.hidden = !isUsed && !hasFault;
      endpoint.element.hidden = !asksEndpoint && !hasComplaint('gateway.endpoint');
      factList.hidden = !isUsed || !known;
      showFacts(known);
    },
  };
}
