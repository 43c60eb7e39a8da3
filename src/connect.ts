import type { ExtensionContext } from 'vscode';
import { type Cloud, publicCloud } from './kernel/knowledge/clouds';
import { raceWithAbort } from './kernel/raceWithAbort';
import { Account } from './session/account';
import { configuredCloud } from './session/cloud';
import { noServicePrincipalStored } from './session/errors';
import { showDeviceCode } from './session/deviceCode';
import type { Log } from './vscode/log';
import type { Selection } from './vscode/selection';
import { ServicePrincipals } from './session/servicePrincipals';
import { getSetting } from './vscode/settings';
import type { AzureConnection } from './session/azureSession';
import type { AuthenticationMethod } from './ids';

/** By the settings, without asking the person. */
export async function connectAzure(
  context: ExtensionContext,
  selection: Selection,
  log: Log,
): Promise<AzureConnection> {
  const cloud = configuredCloud();
  const method = getSetting('arcGateway.authentication');
  const { tenantId } = selection;
  const { createArcApi, createCredential } = await import('./azure');
  const apiFor = (getToken: Parameters<typeof createCredential>[0]) =>
    createArcApi({ credential: createCredential(getToken), cloud, log: log.info });
  const ownerOf = (who: string | undefined) =>
    who === undefined ? undefined : [method, who, tenantId ?? '', cloud.name, cloud.endpoint].join(' ');
  if (method === 'vscode') {
    const account = new Account(cloud, tenantId);
    return {
      cloud,
      // VS Code does not answer while a sign-in page is open.
      api: apiFor(({ claims }, signal) => raceWithAbort(account.token(claims), signal)),
      account: () => account.label(),
      signIn: (signal) => account.signIn(signal),
      owner: async () => ownerOf(await account.id()),
    };
  }
  const { getToken, signIn, who } = await identify(context, method, cloud, tenantId);
  const account = async () =>
    method === 'servicePrincipal' ? new ServicePrincipals(context).ids[0]?.clientId : undefined;
  return { cloud, api: apiFor(getToken), account, signIn, owner: async () => ownerOf(who) };
}

async function identify(
  context: ExtensionContext,
  kind: Exclude<AuthenticationMethod, 'vscode'>,
  cloud: Cloud,
  tenantId: string | undefined,
) {
  const { createIdentity } = await import('./azure/identity');
  const create = (method: Parameters<typeof createIdentity>[0]['method']) =>
    createIdentity({ method, cloud, tenantId });
  switch (kind) {
    case 'servicePrincipal': {
      const servicePrincipal = await new ServicePrincipals(context).current();
      if (servicePrincipal) return { ...create({ kind, servicePrincipal }), who: servicePrincipal.clientId };
      throw noServicePrincipalStored();
    }
    // The account is known only after signing in.
    case 'deviceCode':
      return { ...create({ kind, prompt: showDeviceCode }), who: undefined };
    case 'browser':
      return { ...create({ kind }), who: undefined };
    case 'managedIdentity':
      return { ...create({ kind, clientId: process.env.AZURE_CLIENT_ID }), who: process.env.AZURE_CLIENT_ID ?? '' };
    case 'environment':
      return { ...create({ kind }), who: process.env.AZURE_CLIENT_ID ?? '' };
    case 'azureCli':
      return { ...create({ kind }), who: '' };
  }
}

let sample: Promise<AzureConnection> | undefined;

/** One per window: like Azure, it keeps its changes. */
export function connectSample(log: Log): Promise<AzureConnection> {
  sample ??= makeSample(log);
  return sample;
}

async function makeSample(log: Log): Promise<AzureConnection> {
  const [{ createArcApi }, { createSampleTenant, sampleCredential }] = await Promise.all([
    import('./azure'),
    import('./sample'),
  ]);
  const tenant = createSampleTenant();
  const api = createArcApi({ credential: sampleCredential, httpClient: tenant.asHttpClient(), log: log.info });
  return { cloud: publicCloud, api, account: async () => 'sample account', kubectl: tenant.asKubectl() };
}
