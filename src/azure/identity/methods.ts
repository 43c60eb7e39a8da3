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

export type SignInMethod =
  | { readonly kind: 'azureCli' | 'environment' }
  | { readonly kind: 'deviceCode'; readonly prompt: (code: DeviceCodeInfo) => void }
  | { readonly kind: 'browser' }
  | { readonly kind: 'servicePrincipal'; readonly servicePrincipal: ServicePrincipal }
  /** `clientId` of a user-assigned identity; default: system-assigned. */
  | { readonly kind: 'managedIdentity'; readonly clientId?: string | undefined };

export interface MethodOptions {
  readonly cloud: Cloud;
  /** Default: the account's own. Service principals specify theirs. */
  readonly tenantId?: string | undefined;
  /** Default: 30 seconds. */
  readonly cliTimeoutMilliseconds?: number | undefined;
}

export type Interactive = InteractiveBrowserCredential | DeviceCodeCredential;

// The CLI may take seconds to start, and may hang.
const defaultCliTimeout = 30_000;

export function credentialOf(
  method: SignInMethod,
  { cloud, tenantId, cliTimeoutMilliseconds = defaultCliTimeout }: MethodOptions,
  policy: PipelinePolicy,
): TokenCredential | Interactive {
  const client = {
    authorityHost: cloud.authority,
    // Discovery needs the public cloud, which a private cloud can't reach.
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
