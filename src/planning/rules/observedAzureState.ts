/**
 * What is known from Azure about a site’s gateway. Absent: unknown, so no finding.
 */
export interface ObservedAzureState {
  /** The gateway's provisioning state, `Succeeded`. */
  readonly gatewayState?: string;
  /** Only if all gateways of its subscription were read. */
  readonly gatewayIsListed?: boolean;
  /** Gateways in the gateway’s subscription, including this one if it is listed. */
  readonly gatewaysInSubscription?: number;
  /** Tenant of the gateway's subscription. */
  readonly gatewayTenantId?: string;
}
