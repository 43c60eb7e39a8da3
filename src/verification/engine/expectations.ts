import type { AssociableKind, OperatingSystem } from '../../kernel/resources';
import type { Connection, Scenario } from '../../planning/site';

export interface VerificationTarget {
  readonly name: string;
  readonly kind: AssociableKind;
  /** Absent for a site's machine that isn't in Azure. */
  readonly resourceId?: string;
}

/** If the inventory doesn't have it, only the id is known. */
export interface ExpectedGateway {
  readonly id: string;
  readonly name: string;
  readonly endpoint?: string;
  readonly state?: string;
}

export interface StateInAzure {
  /** A machine's status, or a cluster's connectivity. */
  readonly status: string;
  /** Absent if it couldn't be read. */
  readonly association?: { readonly gatewayId?: string };
  /** Azure has no API to read this resource's association. */
  readonly isAssociationNotOffered?: true;
  /** Reported by clusters; may be missing. */
  readonly gatewayEnabled?: boolean;
}

/** Absent values are unknown and not compared. */
export interface Expectations {
  readonly subject: VerificationTarget;
  readonly from: 'site' | 'azure';
  /** Machines only; absent if neither Azure nor the site has it. */
  readonly os?: OperatingSystem;
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly connection?: Connection;
  /** Only for connection `gateway`. */
  readonly gateway?: ExpectedGateway;
  /** Empty: no proxy expected. */
  readonly proxyUrl?: string;
  /** Minimum version, from the site. */
  readonly oldestAgent?: string;
  readonly azure?: StateInAzure;
  /** From the site; absent: none. */
  readonly scenarios?: readonly Scenario[];
  /** From the site. */
  readonly sshHost?: string;
}
