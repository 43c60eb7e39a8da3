import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { textAt, textsAt } from './documentValue';
import { type EditQueue } from './editQueue';
import { lookUp } from '../../src/kernel/lookUp';

export interface QuickFix {
  readonly label: string;
  readonly edits: FieldEdit[];
}

const exemptPath = ['network', 'tlsExemptHosts'];
const anyGateway = '*.gw.arc.azure.com';

/** A key of its own, so that the fields show the answer. */
export const applyFix = (edits: EditQueue, { label, edits: list }: QuickFix): void => {
  edits.now(`fix: ${label}`, list);
};

/** Every cloud allows it. */
export const connectDirectly: QuickFix = {
  label: 'Connect directly',
  edits: [{ path: ['connection'], value: 'direct' }],
};

const removal = (label: string, path: string[]): QuickFix => ({ label, edits: [{ path }] });

/** By code of finding. Most need what only the person can know or do. */
const fixes: Readonly<Record<string, (document: unknown) => QuickFix>> = {
  'connection.gatewayAndPrivateLink': (document) =>
    textAt(document, ['connection']) === 'privateLink'
      ? removal('Remove the gateway', ['gateway'])
      : removal('Remove the private link scope', ['privateLink']),
  'connection.gatewayUnused': () => removal('Use the gateway', ['connection']),
  'azure.cloudWithoutGateway': () => connectDirectly,
  'proxy.tlsInspection': (document) => {
    const host = textAt(document, ['gateway', 'endpoint']).trim() || anyGateway;
    return { label: `Add ${host}`, edits: [{ path: exemptPath, value: [...textsAt(document, exemptPath), host] }] };
  },
  'bypass.ineffective': () => removal('Remove the bypass', ['network', 'bypass']),
  'gatewayBypass.unused': () => removal('Remove the list', ['network', 'gatewayBypass']),
};

export const quickFixFor = (code: string, { document }: WizardState): QuickFix | undefined =>
  lookUp(fixes, code)?.(document);
