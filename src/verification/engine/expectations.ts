import type { AssociableKind, OperatingSystem } from '../../kernel/resources';
import type { Connection } from '../../planning/site';

/** What a verification is about. */
export interface VerificationTarget {
  readonly name: string;
  readonly kind: AssociableKind;
  /** Absent for a machine of a site that Azure does not show. */
  readonly resourceId?: string;
}

/** What is known of a gateway that is expected; only its id is, where the inventory does not have it. */
export interface ExpectedGateway {
  readonly id: string;
  readonly name: string;
  /** Host name alone. */
  readonly endpoint?: string;
  /** Absent when the inventory does not have it. */
  readonly state?: string;
}

/** What Azure says of a resource. */
export interface StateInAzure {
  /** Of a machine its status, of a cluster its connectivity. */
  readonly status: string;
  /** Absent when it could not be read. */
  readonly association?: { readonly gatewayId?: string };
  /** Azure offers no way to read the association of such a resource. */
  readonly isAssociationNotOffered?: true;
  /** What a cluster says of itself; absent when Azure does not say. */
  readonly gatewayEnabled?: boolean;
}

/** What should be true of one machine or cluster. What is absent is not known, and nothing is compared with it. */
export interface Expectations {
  readonly subject: VerificationTarget;
  /** Who says what should be: a site document, or Azure itself. */
  readonly from: 'site' | 'azure';
  /** Of a machine; absent when neither Azure nor the site tells. */
  readonly os?: OperatingSystem;
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly connection?: Connection;
  /** Absent unless the connection is `gateway`. */
  readonly gateway?: ExpectedGateway;
  /** URL of the enterprise proxy; empty when there is to be none. */
  readonly proxyUrl?: string;
  /** The oldest agent that a site speaks of. */
  readonly oldestAgent?: string;
  readonly azure?: StateInAzure;
  /** Where ssh finds the machine, as a site file says. */
  readonly sshHost?: string;
}
