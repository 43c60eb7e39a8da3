import type { Gateway } from './resources';

export interface NewGateway {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  /** `westeurope`; a gateway serves resources of every region. */
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A gateway with properties that only ARM returns. */
export interface GatewayDetails {
  readonly gateway: Gateway;
  /** `*` is all. */
  readonly allowedFeatures: readonly string[];
  /** Hosts that bypass the gateway; absent if the service doesn’t support the preview API. */
  readonly bypass?: readonly string[];
}

/**
 * A long-running operation. Plain data without a token, so that another window can follow it; a stored link is validated
 * again before use.
 */
export interface GatewayOperation {
  readonly kind: 'create' | 'delete';
  readonly gatewayId: string;
  /** Where Azure reports progress; without it, the gateway itself is polled. */
  readonly link?: string;
  /** `result`: the link answers 202 until the end. */
  readonly linkKind?: 'status' | 'result';
  /** No response to the request, so it may not have started. */
  readonly isUnanswered?: true;
}

export interface ResourceGroup {
  readonly name: string;
  readonly location: string;
}

/** `Microsoft.HybridCompute` in a subscription. */
export interface GatewayProvider {
  /** As received: `Registered`, `Registering`, `NotRegistered`, `Unregistered`. */
  readonly state: string;
  /** Regions with gateways: `westeurope`, `West Europe`. */
  readonly locations: readonly { readonly name: string; readonly display: string }[];
}

/** Throws and is canceled like the rest of `ArcApi`. */
export interface GatewayApi {
  /** From ARM: what counts towards the limit. */
  list(subscriptionId: string, signal: AbortSignal): Promise<readonly Gateway[]>;
  details(id: string, signal: AbortSignal): Promise<GatewayDetails>;
  provider(subscriptionId: string, signal: AbortSignal): Promise<GatewayProvider>;
  /** Starts the registration. */
  registerProvider(subscriptionId: string, signal: AbortSignal): Promise<void>;
  resourceGroups(subscriptionId: string, signal: AbortSignal): Promise<readonly ResourceGroup[]>;
  createResourceGroup(subscriptionId: string, group: ResourceGroup, signal: AbortSignal): Promise<void>;
  /** Returns once accepted; `Conflict` with `retryAfterSeconds` during another change. */
  create(gateway: NewGateway, signal: AbortSignal): Promise<GatewayOperation>;
  delete(id: string, signal: AbortSignal): Promise<GatewayOperation>;
  /**
   * Polls an operation to its end, reporting Azure’s state each time. Returns the gateway, undefined if it is gone. `Conflict` when the operation failed.
   */
  follow(
    operation: GatewayOperation,
    report: (state: string) => void,
    signal: AbortSignal,
  ): Promise<Gateway | undefined>;
  /** Replaces the bypass list; `Unsupported` if the service doesn’t have it yet. */
  setBypass(id: string, hosts: readonly string[], signal: AbortSignal): Promise<void>;
}
