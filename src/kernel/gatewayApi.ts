import type { Gateway } from './resources';

/** A gateway as a person wants it. */
export interface NewGateway {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  /** Short name, `westeurope`. Where the resource is kept; it serves resources of every region. */
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A gateway with what only ARM tells of it. */
export interface GatewayDetails {
  readonly gateway: Gateway;
  /** `*` is all. */
  readonly allowedFeatures: readonly string[];
  /** Host names that go past the gateway; absent where the service does not know the preview API that has them. */
  readonly bypass?: readonly string[];
}

/**
 * A change that Azure goes on with by itself after it has answered. Plain data without a token, so that it can be kept
 * and followed by another window; a link in it is checked again before it is asked.
 */
export interface GatewayOperation {
  readonly kind: 'create' | 'delete';
  readonly gatewayId: string;
  /** Where Azure tells how it goes on; absent when it did not say, and then the gateway itself is asked. */
  readonly link?: string;
  /** Whether the link leads to a status in words or to an answer that is 202 until the end. */
  readonly linkKind?: 'status' | 'result';
  /** It was sent, and no answer came: whether it has begun is not known. */
  readonly isUnanswered?: true;
}

export interface ResourceGroup {
  readonly name: string;
  readonly location: string;
}

/** What a subscription says of `Microsoft.HybridCompute`. */
export interface GatewayProvider {
  /** `Registered`, `Registering`, `NotRegistered`, `Unregistered`; as it came. */
  readonly state: string;
  /** Where it offers gateways, by display name: `westeurope`, `West Europe`. */
  readonly locations: readonly { readonly name: string; readonly display: string }[];
}

/** The life of gateways, as Azure offers it. Throws and is cancelled like the rest of `ArcApi`. */
export interface GatewayApi {
  /** The gateways of one subscription, from ARM: what counts towards the limit now. */
  list(subscriptionId: string, signal: AbortSignal): Promise<readonly Gateway[]>;
  details(id: string, signal: AbortSignal): Promise<GatewayDetails>;
  provider(subscriptionId: string, signal: AbortSignal): Promise<GatewayProvider>;
  /** Asks for the registration, which goes on after this has returned. */
  registerProvider(subscriptionId: string, signal: AbortSignal): Promise<void>;
  resourceGroups(subscriptionId: string, signal: AbortSignal): Promise<readonly ResourceGroup[]>;
  createResourceGroup(subscriptionId: string, group: ResourceGroup, signal: AbortSignal): Promise<void>;
  /** Returns once Azure has accepted it; `Conflict` with `retryAfterSeconds` while the gateway is in transition. */
  create(gateway: NewGateway, signal: AbortSignal): Promise<GatewayOperation>;
  /** As `create`. */
  delete(id: string, signal: AbortSignal): Promise<GatewayOperation>;
  /**
   * Waits for the end of an operation, `report`ing Azure's word for its state at each look. Returns the gateway as it is
   * then, undefined when it is gone. `Conflict` when the operation failed.
   */
  follow(
    operation: GatewayOperation,
    report: (state: string) => void,
    signal: AbortSignal,
  ): Promise<Gateway | undefined>;
  /** Replaces the list of hosts that go past the gateway; `Unsupported` where the service has not got that yet. */
  setBypass(id: string, hosts: readonly string[], signal: AbortSignal): Promise<void>;
}
