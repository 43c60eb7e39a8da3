import * as l10n from '@vscode/l10n';
import { nameInId } from '../../src/kernel/resources';
import { type SiteChoices, type WizardState } from '../../src/contract/wizard';
import { lengthAt, textAt, valueAt } from './documentValue';
import { optionsOf } from './optionsOf';
import { lookUp } from '../../src/kernel/lookUp';

export type Connection = SiteChoices['connection'];

/** Anything unknown counts as `gateway`. */
export function connectionOf({ document }: WizardState): Connection {
  const connection = textAt(document, ['connection']);
  return connection === 'direct' || connection === 'privateLink' ? connection : 'gateway';
}

/** An empty document asks for servers. */
export const hasServers = ({ document }: WizardState): boolean =>
  valueAt(document, ['targets', 'servers']) !== undefined ||
  (lengthAt(document, ['targets', 'clusters']) === 0 && lengthAt(document, ['targets', 'azureLocal']) === 0);

export const isConnected = ({ document }: WizardState): boolean =>
  textAt(document, ['targets', 'servers', 'state']) === 'connected';

const cloudPath = ['azure', 'cloud'];
const cloudTitles: Readonly<Record<SiteChoices['cloud'], string>> = {
  AzureCloud: l10n.t('Public'),
  AzureUSGovernment: 'US Government',
  AzureChinaCloud: 'China (21Vianet)',
};

export const clouds = optionsOf(cloudTitles);

export const cloudTitle = (name: string): string => lookUp(cloudTitles, name) ?? name;

/** The name of the document's cloud, or the account's, if that cloud offers no Arc gateways. */
export function cloudWithoutGateways({ document, choices }: WizardState): string | undefined {
  const chosen = textAt(document, cloudPath);
  if (chosen !== 'AzureCloud' && Object.hasOwn(cloudTitles, chosen)) return `Azure ${cloudTitle(chosen)}`;
  const { cloud, status, gateways } = choices;
  const isWithout = cloud?.gateways === 'absent' || (cloud?.gateways === 'unknown' && status === 'ready');
  return isWithout && gateways.length === 0 ? cloud?.display : undefined;
}

export const scopeName = ({ document }: WizardState): string => nameInId(textAt(document, ['privateLink', 'scopeId']));
