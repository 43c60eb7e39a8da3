/**
 * What was read from Azure around a site. A site does not hold it, and nothing here is fetched; each fact is
 * absent where nobody looked, and then nothing is said of it.
 */
export interface ObservedAzureState {
  /** The gateway's provisioning state, `Succeeded`. */
  readonly gatewayState?: string;
  /** Whether the gateway is among those of its subscription; only where all of them were read. */
  readonly gatewayIsListed?: boolean;
  /** How many gateways were seen in the gateway's subscription, this one included if it is among them. */
  readonly gatewaysInSubscription?: number;
  /** Tenant of the gateway's subscription. */
  readonly gatewayTenantId?: string;
}
