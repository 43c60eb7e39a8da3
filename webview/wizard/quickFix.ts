import * as l10n from '@vscode/l10n';
import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { lookUp } from '../../src/kernel/lookUp';
import { pathKey, textAt, textsAt } from './documentValue';
import { type EditQueue } from './editQueue';

export interface QuickFix {
  readonly label: string;
  readonly edits: FieldEdit[];
}

const exemptPath = ['network', 'tlsExemptHosts'];
const anyGateway = '*.gw.arc.azure.com';

/** With another key than the fields', which then show the pushed values. */
export const applyFix = (edits: EditQueue, { edits: list }: QuickFix): void => {
  edits.now(`fix: ${list.map(({ path }) => pathKey(path.map(String))).join(' ')}`, list);
};

/** Every cloud allows it. */
export const connectDirectly: QuickFix = {
  label: l10n.t('Connect directly'),
  edits: [{ path: ['connection'], value: 'direct' }],
};

const removal = (label: string, path: string[]): QuickFix => ({ label, edits: [{ path }] });

/** By code of finding. Most findings need what only the person can know or do. */
const fixes: Readonly<Record<string, (document: unknown) => QuickFix>> = {
  'connection.gatewayAndPrivateLink': (document) =>
    textAt(document, ['connection']) === 'privateLink'
      ? removal(l10n.t('Remove the gateway'), ['gateway'])
      : removal(l10n.t('Remove the private link scope'), ['privateLink']),
  'connection.gatewayUnused': () => removal(l10n.t('Use the gateway'), ['connection']),
  'azure.cloudWithoutGateway': () => connectDirectly,
  'proxy.tlsInspection': (document) => {
    const host = textAt(document, ['gateway', 'endpoint']).trim() || anyGateway;
    return {
      label: l10n.t`Add ${host}`,
      edits: [{ path: exemptPath, value: [...textsAt(document, exemptPath), host] }],
    };
  },
  'bypass.ineffective': () => removal(l10n.t('Remove the bypass list'), ['network', 'bypass']),
  'gatewayBypass.unused': () => removal(l10n.t('Remove the bypass list'), ['network', 'gatewayBypass']),
};

export const quickFixFor = (code: string, { document }: WizardState): QuickFix | undefined =>
  lookUp(fixes, code)?.(document);
