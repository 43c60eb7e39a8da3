import {
  AzureCliCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  type DeviceCodeInfo,
  DeviceCodeCredential,
  EnvironmentCredential,
  InteractiveBrowserCredential,
  ManagedIdentityCredential,
} from '@azure/identity';
import type { TokenCredential } from '@azure/core-auth';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Cloud } from '../../kernel/knowledge/clouds';
import type { ServicePrincipal } from '../../kernel/servicePrincipal';
import { machineEndpoint } from './machineEndpoint';

/** The ways to sign in that the Azure Identity library knows. */
export type Method =
  | { readonly kind: 'azureCli' | 'environment' }
  | { readonly kind: 'deviceCode'; readonly prompt: (code: DeviceCodeInfo) => void }
  | { readonly kind: 'browser' }
  | { readonly kind: 'servicePrincipal'; readonly servicePrincipal: ServicePrincipal }
  /** With the client id of a user-assigned identity; the machine's own without. */
  | { readonly kind: 'managedIdentity'; readonly clientId?: string | undefined };

export interface MethodOptions {
  readonly cloud: Cloud;
  /** The tenant to get tokens of; the account's own when absent. A service principal brings its own. */
  readonly tenantId?: string | undefined;
  /** For how long the Azure CLI is waited for; half a minute when absent. */
  readonly cliTimeoutMilliseconds?: number | undefined;
}

/** A credential that may have to ask a person, and does so only when told to. */
export type Interactive = InteractiveBrowserCredential | DeviceCodeCredential;

// It takes seconds where it is slow to start. One that waits for something in vain would leave the person waiting, too.
const usualCliTimeout = 30_000;

/** The library's credential. None of them opens a browser or waits for a person by itself. */
export function credentialOf(
  method: Method,
  { cloud, tenantId, cliTimeoutMilliseconds = usualCliTimeout }: MethodOptions,
  policy: PipelinePolicy,
): TokenCredential | Interactive {
  const client = {
    authorityHost: cloud.authority,
    // The list of known authorities is the public cloud's; a private cloud cannot reach it and is not on it.
    disableInstanceDiscovery: cloud.name === 'custom',
    additionalPolicies: [{ policy, position: 'perRetry' as const }],
  };
  const tenant = tenantId === undefined ? {} : { tenantId };
  const asking = { ...client, ...tenant, disableAutomaticAuthentication: true };
  switch (method.kind) {
    case 'azureCli':
      return new AzureCliCredential({ ...tenant, processTimeoutInMs: cliTimeoutMilliseconds });
    case 'environment':
      return new EnvironmentCredential(client);
    case 'deviceCode':
      return new DeviceCodeCredential({ ...asking, userPromptCallback: method.prompt });
    case 'browser':
      return new InteractiveBrowserCredential(asking);
    case 'servicePrincipal':
      return servicePrincipalCredential(method.servicePrincipal, client);
    case 'managedIdentity':
      return new ManagedIdentityCredential({
        httpClient: machineEndpoint(),
        ...(method.clientId && { clientId: method.clientId }),
      });
  }
}

type ClientOptions = ConstructorParameters<typeof ClientSecretCredential>[3];

function servicePrincipalCredential(
  { tenantId, clientId, proof }: ServicePrincipal,
  client: ClientOptions,
): TokenCredential {
  return proof.kind === 'secret'
    ? new ClientSecretCredential(tenantId, clientId, proof.secret, client)
    : new ClientCertificateCredential(tenantId, clientId, { certificate: proof.pem }, client);
}
