import type { Gateway } from './resources';

export interface NewGateway {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  /** `westeurope`; serves all regions. */
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Includes properties only ARM returns. */
export interface GatewayDetails {
  readonly gateway: Gateway;
  /** `*`: all. */
  readonly allowedFeatures: readonly string[];
  /** Absent without the preview API. */
  readonly bypass?: readonly string[];
}

/** Plain data without a token, so another window can follow it. Stored links are revalidated. */
export interface GatewayOperation {
  readonly kind: 'create' | 'delete';
  readonly gatewayId: string;
  /** Progress URL; without it, the gateway is polled. */
  readonly link?: string;
  /** `result`: 202 until done. */
  readonly linkKind?: 'status' | 'result';
  /** No response, so it may not have started. */
  readonly isUnanswered?: true;
}

export interface ResourceGroup {
  readonly name: string;
  readonly location: string;
}

/** `Microsoft.HybridCompute` in a subscription. */
export interface GatewayProvider {
  /** `Registered`, `Registering`, `NotRegistered`, `Unregistered`. */
  readonly state: string;
  /** With gateways: `westeurope`, `West Europe`. */
  readonly locations: readonly { readonly name: string; readonly display: string }[];
}

/** Errors and signals as in `ArcApi`. */
export interface GatewayApi {
  /** From ARM; counts towards the limit. */
  list(subscriptionId: string, signal: AbortSignal): Promise<readonly Gateway[]>;
  details(id: string, signal: AbortSignal): Promise<GatewayDetails>;
  provider(subscriptionId: string, signal: AbortSignal): Promise<GatewayProvider>;
  resourceGroups(subscriptionId: string, signal: AbortSignal): Promise<readonly ResourceGroup[]>;
  createResourceGroup(subscriptionId: string, group: ResourceGroup, signal: AbortSignal): Promise<void>;
  /** Returns once accepted; `Conflict` with `retryAfterSeconds` during another change. */
  create(gateway: NewGateway, signal: AbortSignal): Promise<GatewayOperation>;
  delete(id: string, signal: AbortSignal): Promise<GatewayOperation>;
  /** Polls to the end. Undefined: the gateway is gone. `Conflict`: the operation failed. */
  follow(
    operation: GatewayOperation,
    report: (state: string) => void,
    signal: AbortSignal,
  ): Promise<Gateway | undefined>;
  /** Replaces the list; `Unsupported` without the preview API. */
  setBypass(id: string, hosts: readonly string[], signal: AbortSignal): Promise<void>;
}
