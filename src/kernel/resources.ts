import * as l10n from '@vscode/l10n';
import { guidInText } from './guid';
import { lastSegment } from './lastSegment';
import { fail, ok, type Result } from './result';
import { withoutEnd } from './scan';

/** Azure ids differ in case, even in one response: compare with `sameResource`. */
export interface ResourceIdParts {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** `Microsoft.HybridCompute/gateways` */
  readonly type: string;
  readonly name: string;
}

const idPattern = new RegExp(
  `^/subscriptions/(${guidInText})/resourceGroups/([^/]{1,90})/providers/([^/]+/[^/]+)/([^/]+)$`,
  'i',
);

/** Top-level ids only; the error is a sentence for people. */
export function parseResourceId(text: string): Result<ResourceIdParts, string> {
  const match = idPattern.exec(text.trim());
  const [, subscriptionId, resourceGroup, type, name] = match ?? [];
  if (!subscriptionId || !resourceGroup || !type || !name) {
    return fail(
      l10n.t(
        'This isn’t an Azure resource ID: /subscriptions/…/resourceGroups/…/providers/…/…/name. Copy it from the resource’s overview in the portal, or from the sidebar.',
      ),
    );
  }
  return ok({ subscriptionId: subscriptionId.toLowerCase(), resourceGroup, type, name });
}

/** Ignores case and a trailing slash. */
export function resourceKey(id: string): string {
  return withoutEnd(id.trim(), '/').toLowerCase();
}

export const sameResource = (a: string, b: string): boolean => resourceKey(a) === resourceKey(b);

/** Ignores a trailing slash. */
export const nameInId = (id: string): string => lastSegment(withoutEnd(id.trim(), '/'));

export const gatewayType = 'Microsoft.HybridCompute/gateways';
export const privateLinkScopeType = 'Microsoft.HybridCompute/privateLinkScopes';
export const machineType = 'Microsoft.HybridCompute/machines';
export const clusterType = 'Microsoft.Kubernetes/connectedClusters';
export const azureLocalType = 'Microsoft.AzureStackHCI/clusters';

export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
}

export interface EntraTenant {
  readonly id: string;
  readonly name: string;
  /** `contoso.onmicrosoft.com`; absent if not visible to the account. */
  readonly domain?: string | undefined;
}

interface Resource {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** `westeurope` */
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Gateway extends Resource {
  readonly kind: 'gateway';
  /** `Creating`, `Succeeded`, `Updating`, `Deleting`, `Failed`, or another value from Azure. */
  readonly state: string;
  /** `<prefix>.gw.arc.azure.com`; absent during creation. */
  readonly endpoint?: string;
}

export const operatingSystems = ['linux', 'windows'] as const;
export type OperatingSystem = (typeof operatingSystems)[number];

export interface Machine extends Resource {
  readonly kind: 'machine';
  readonly os?: OperatingSystem;
  /** `Ubuntu 24.04` */
  readonly osName?: string;
  /** `Connected`, `Disconnected`, `Expired`, `Error`, `AwaitingConnection`, `Unknown` without one, or another. */
  readonly status: string;
  /** Why, in Azure’s words: that the machine is a clone, for example. */
  readonly statusReason?: string;
  readonly agentVersion?: string;
  /** Whether Azure upgrades the agent. */
  readonly automaticUpgrade?: boolean;
  /** To which it should be upgraded. */
  readonly desiredAgentVersion?: string;
  /** `Failed: the download timed out` */
  readonly lastUpgrade?: string;
  /** Separated by commas. */
  readonly addresses?: string;
  /** ISO 8601, UTC. */
  readonly lastStatusChange?: string;
  /** If a node of Azure Local. */
  readonly azureLocalId?: string;
  readonly privateLinkScopeId?: string;
}

export interface Cluster extends Resource {
  readonly kind: 'cluster';
  /** `Connecting`, `Connected`, `Offline`, `Expired`, `AgentNotInstalled`, or another. */
  readonly connectivity: string;
  readonly agentVersion?: string;
  readonly kubernetesVersion?: string;
  readonly distribution?: string;
  /**
   * `properties.gateway.enabled`; doesn’t prove an association. Absent: unknown, because Resource Graph omits it for
   * older API versions.
   */
  readonly gatewayEnabled?: boolean;
  /** Managed by Azure Local or another service; `az connectedk8s` can’t change its gateway. */
  readonly isProvisioned: boolean;
  /** Absent if unknown. */
  readonly usesPrivateLink?: boolean;
  readonly privateLinkScopeId?: string;
}

export interface AzureLocalInstance extends Resource {
  readonly kind: 'azureLocal';
  readonly status: string;
}

export interface ResourceByKind {
  readonly gateway: Gateway;
  readonly machine: Machine;
  readonly cluster: Cluster;
  readonly azureLocal: AzureLocalInstance;
}

export type ResourceKind = keyof ResourceByKind;
export type ArcResource = ResourceByKind[ResourceKind];

export const associableKinds = ['machine', 'cluster'] as const satisfies readonly ResourceKind[];
export type AssociableKind = (typeof associableKinds)[number];
export type Associable = ResourceByKind[AssociableKind];

export const isAssociableKind = (kind: unknown): kind is AssociableKind =>
  associableKinds.some((each) => each === kind);

export const isAssociable = (resource: ArcResource): resource is Associable => isAssociableKind(resource.kind);
