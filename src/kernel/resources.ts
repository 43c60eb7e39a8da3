import { lastSegment } from './lastSegment';
import { fail, ok, type Result } from './result';
import { withoutEnd } from './scan';

/**
 * The parts of an Azure resource id. Azure compares ids without regard to case and mixes `/Providers/` with
 * `/providers/` in its answers, so compare with `sameResource`, never with `===`.
 */
export interface ResourceIdParts {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Provider and type as written, for example `Microsoft.HybridCompute/gateways`. */
  readonly type: string;
  readonly name: string;
}

const idPattern =
  /^\/subscriptions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/resourceGroups\/([^/]{1,90})\/providers\/([^/]+\/[^/]+)\/([^/]+)$/i;

/** Reads a top-level resource id; the error is a sentence that says what a correct one looks like. */
export function parseResourceId(text: string): Result<ResourceIdParts, string> {
  const match = idPattern.exec(text.trim());
  const [, subscriptionId, resourceGroup, type, name] = match ?? [];
  if (!subscriptionId || !resourceGroup || !type || !name) {
    return fail(
      'This is not an Azure resource id. It has the form /subscriptions/…/resourceGroups/…/providers/…/…/name; copy it from the resource’s overview in the portal, or from the sidebar.',
    );
  }
  return ok({ subscriptionId: subscriptionId.toLowerCase(), resourceGroup, type, name });
}

/** The key under which a resource is remembered: ids that differ only in case or a trailing slash are one resource. */
export function resourceKey(id: string): string {
  return withoutEnd(id.trim(), '/').toLowerCase();
}

export const sameResource = (a: string, b: string): boolean => resourceKey(a) === resourceKey(b);

/** The last part of a resource id, or of what should be one. */
export const nameInId = (id: string): string => lastSegment(id);

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

/** A directory of Microsoft Entra. */
export interface EntraTenant {
  readonly id: string;
  readonly name: string;
  /** `contoso.onmicrosoft.com`, where the account may see it. */
  readonly domain?: string | undefined;
}

interface Resource {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Azure's region name without spaces, lower case: `westeurope`. */
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Gateway extends Resource {
  readonly kind: 'gateway';
  /** `Creating`, `Succeeded`, `Updating`, `Deleting`, `Failed`; a word Azure adds later is kept as it came. */
  readonly state: string;
  /** Host name alone, `<prefix>.gw.arc.azure.com`; absent while the gateway is being created. */
  readonly endpoint?: string;
}

export const operatingSystems = ['linux', 'windows'] as const;
export type OperatingSystem = (typeof operatingSystems)[number];

export interface Machine extends Resource {
  readonly kind: 'machine';
  readonly os?: OperatingSystem;
  /** Product name as the agent reports it: `Ubuntu 24.04`. */
  readonly osName?: string;
  /** `Connected`, `Disconnected`, `Expired`, `Error`; anything else as it came. */
  readonly status: string;
  readonly agentVersion?: string;
  /** ISO 8601, UTC. */
  readonly lastStatusChange?: string;
  /** The Azure Local instance this machine is a node of. */
  readonly azureLocalId?: string;
  readonly privateLinkScopeId?: string;
}

export interface Cluster extends Resource {
  readonly kind: 'cluster';
  /** `Connecting`, `Connected`, `Offline`, `Expired`, `AgentNotInstalled`; anything else as it came. */
  readonly connectivity: string;
  readonly agentVersion?: string;
  readonly kubernetesVersion?: string;
  readonly distribution?: string;
  /**
   * `properties.gateway.enabled` as Resource Graph or ARM gave it. It proves nothing alone: the association may be
   * missing. Absent: not known, because Resource Graph leaves it out of rows that it took over by an older API version.
   */
  readonly gatewayEnabled?: boolean;
  /** A cluster that Azure Local or another service owns; `az connectedk8s` refuses to change its gateway. */
  readonly isProvisioned: boolean;
  /** Whether its agents connect over private endpoints; absent where Azure does not say. */
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

/** What a gateway can be associated with. */
export const associableKinds = ['machine', 'cluster'] as const satisfies readonly ResourceKind[];
export type AssociableKind = (typeof associableKinds)[number];
export type Associable = ResourceByKind[AssociableKind];

export const isAssociableKind = (kind: unknown): kind is AssociableKind =>
  associableKinds.some((each) => each === kind);

export const isAssociable = (resource: ArcResource): resource is Associable => isAssociableKind(resource.kind);
