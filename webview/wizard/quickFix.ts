import * as l10n from '@vscode/l10n';
import { type FieldEdit, type WizardState } from '../../src/contract/wizard';
import { unsupportedFeatures } from '../../src/kernel/knowledge/clusterFeatureLimits';
import { type Remedy } from '../../src/kernel/finding';
import { lookUp } from '../../src/kernel/lookUp';
import { editPath, pathKey, textAt, textsAt } from './documentValue';
import { type EditQueue } from './editQueue';

export interface QuickFix {
  readonly label: string;
  readonly edits: FieldEdit[];
}

/** Something in Azure, which the host asks about first. */
export interface RemedyRequest {
  readonly code: string;
  readonly path: string;
}

const remedyLabels: Readonly<Record<Remedy['kind'], string>> = { registerProviders: l10n.t('Register…') };

export const remedyLabel = ({ kind }: Remedy): string => remedyLabels[kind];

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

const removal = (label: string, path: FieldEdit['path']): QuickFix => ({ label, edits: [{ path }] });

const withoutFeatures = (label: string, document: unknown, place: string, unsupported: readonly string[]): QuickFix => {
  const path = editPath(place.split('.'));
  const left = textsAt(document, place.split('.')).filter((feature) => !unsupported.includes(feature));
  return { label, edits: [left.length === 0 ? { path } : { path, value: left }] };
};

/** By code of finding, at its path. Most findings need what only the person can know or do. */
const fixes: Readonly<Record<string, (document: unknown, path: string) => QuickFix>> = {
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
  'clusterAgent.noUpgrade': (_, path) => removal(l10n.t('Turn on automatic upgrades'), editPath(path.split('.'))),
  'cluster.nothingToChange': (_, path) => removal(l10n.t('Connect as the site does'), editPath(path.split('.'))),
  'cluster.privateLinkFeatures': (document, path) =>
    withoutFeatures(l10n.t('Remove these features'), document, path, unsupportedFeatures.withPrivateLink),
  'cluster.certificateUnsupported': (document, path) =>
    withoutFeatures(l10n.t('Remove Azure IoT Operations'), document, path, unsupportedFeatures.withProxyCertificate),
};

export const quickFixFor = (code: string, path: string, { document }: WizardState): QuickFix | undefined =>
  lookUp(fixes, code)?.(document, path);
