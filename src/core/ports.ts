import type { ArcError } from './errors';
import type { AzureLocalInstance, Cluster, Gateway, Machine, EntraTenant, Subscription } from './resources';

/** What was read of one kind of resource. With a problem set, the items are those read before it arose. */
export interface Reading<T> {
  readonly items: readonly T[];
  readonly problem?: ArcError;
}

/** One look at a tenant. Each kind is read on its own, so that one that cannot be read never empties another. */
export interface InventoryReading {
  readonly gateways: Reading<Gateway>;
  readonly machines: Reading<Machine>;
  readonly clusters: Reading<Cluster>;
  readonly azureLocal: Reading<AzureLocalInstance>;
}

/**
 * What the product asks of Azure. Every method throws `ArcError` and nothing else, and honours the signal.
 * Implemented over ARM and Resource Graph in `azure/`; the sample tenant sits below that, behind the HTTP client.
 */
export interface ArcApi {
  /** The tenants the account is known in. */
  tenants(signal: AbortSignal): Promise<readonly EntraTenant[]>;
  subscriptions(signal: AbortSignal): Promise<readonly Subscription[]>;
  inventory(subscriptionIds: readonly string[], signal: AbortSignal): Promise<InventoryReading>;
  /** One gateway, read from ARM rather than from the (eventually consistent) Resource Graph. */
  gateway(id: string, signal: AbortSignal): Promise<Gateway>;
  /** The id of the gateway a machine or cluster is associated with; undefined when there is none. */
  association(resourceId: string, signal: AbortSignal): Promise<string | undefined>;
  /** Associates with a gateway, or clears the association with `undefined`. Re-read to prove it. */
  associate(resourceId: string, gatewayId: string | undefined, signal: AbortSignal): Promise<void>;
  /** What a connected cluster says of itself in `properties.gateway.enabled`. */
  setClusterGateway(clusterId: string, enabled: boolean, signal: AbortSignal): Promise<void>;
}
