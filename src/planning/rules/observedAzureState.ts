import type { PermissionSet } from '../../kernel/knowledge/permissions';

/**
 * What is known from Azure about a site’s gateway and subscriptions. Absent: unknown, so no finding.
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
  /** What the account may do in resource groups, by `SUBSCRIPTION/GROUP` in lower case. */
  readonly permissions?: Readonly<Record<string, readonly PermissionSet[]>>;
  /** States of resource providers, `Registered`, by subscription (lower case) and namespace. */
  readonly providers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
