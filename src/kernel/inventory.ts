import type { CheckId } from './checkIds';
import type { ArcError } from './errors';
import { isoTime } from './isoTime';
import { memoize } from './memo';
import type { InventoryReading } from './ports';
import { gatewaySettingOf, listOfKind, resourceKinds } from './resourceKinds';
import {
  type ArcResource,
  type Associable,
  associableKinds,
  type Gateway,
  isAssociable,
  resourceKey,
  type ResourceKind,
  type Subscription,
} from './resources';

/** What is known of one resource's association. It is read apart from the resource, so it can be late or fail alone. */
export type Association =
  | { readonly status: 'unread' }
  | {
      readonly status: 'read';
      readonly gatewayId?: string;
      /** Of a cluster, `properties.gateway.enabled` as ARM had it at that moment; null when it said nothing. */
      readonly gatewayEnabled?: boolean | null;
    }
  | { readonly status: 'failed'; readonly error: ArcError };

/** What an agent is set to: its own choice by age and association (`default`), always direct, or by a gateway. */
export type ConnectionType = 'default' | 'direct' | 'gateway';

/** What was seen on a machine itself, where Azure can only be believed. */
export interface Observation {
  /** The agent’s `connection.type`. */
  readonly connectionType: 'direct' | 'gateway';
  /** ISO 8601, UTC. */
  readonly observedAt: string;
}

/** A short result of the last verification of a resource. */
export interface LastVerification {
  /** ISO 8601, with its offset. */
  readonly at: string;
  /** How many checks passed. */
  readonly passed: number;
  readonly failed: readonly CheckId[];
  /** Checks whose outcome is not known. */
  readonly unknown: readonly CheckId[];
  /** `resourceKey` of the gateway it was associated with then, `none` without one; absent when that was not known. */
  readonly associatedWith?: string;
}

/** A tenant as it was last read. Immutable; what is known of single resources is keyed by `resourceKey`. */
export interface Inventory {
  readonly subscriptions: readonly Subscription[];
  readonly reading: InventoryReading;
  readonly associations: ReadonlyMap<string, Association>;
  /** Absent where nothing was observed. */
  readonly observations?: ReadonlyMap<string, Observation>;
  /** Absent where nothing was verified. */
  readonly verifications?: ReadonlyMap<string, LastVerification>;
}

/** Whether one verification is no older than another. */
export const isAtLeastAsRecentAs = (one: LastVerification, other: LastVerification | undefined): boolean =>
  other === undefined || (isoTime(one.at) ?? 0) >= (isoTime(other.at) ?? 0);

type Resources = Pick<Inventory, 'reading'>;

const unread: Association = { status: 'unread' };

export const associationOf = (inventory: Inventory, resource: Pick<Associable, 'id'>): Association =>
  inventory.associations.get(resourceKey(resource.id)) ?? unread;

/** Whether Azure offers no way to read it, which no role and no later reading changes. */
export const isNotOffered = (association: Association): boolean =>
  association.status === 'failed' && association.error.code === 'Unsupported';

/** A resource's own setting. Where ARM was asked with the association, its answer replaces Resource Graph's. */
export function gatewayEnabledOf(resource: Associable, association: Association): boolean | undefined {
  const setting = gatewaySettingOf(resource);
  const asked = association.status === 'read' ? association.gatewayEnabled : undefined;
  return setting && asked !== undefined ? (asked ?? undefined) : setting?.enabled;
}

/** Kind after kind. */
export const associablesOf = ({ reading }: Resources): readonly Associable[] => associablesIn(reading);

const associablesIn = /* @__PURE__ */ memoize((reading: InventoryReading): readonly Associable[] =>
  associableKinds.flatMap((kind): readonly Associable[] => reading[listOfKind[kind]].items),
);

export function findGateway(inventory: Resources, id: string): Gateway | undefined {
  const found = findAmong(inventory, ['gateway'], id);
  return found?.kind === 'gateway' ? found : undefined;
}

export function findAssociable(inventory: Resources, id: string): Associable | undefined {
  const found = findAmong(inventory, associableKinds, id);
  return found && isAssociable(found) ? found : undefined;
}

export const findResource = (inventory: Resources, id: string): ArcResource | undefined =>
  findAmong(inventory, resourceKinds, id);

function findAmong({ reading }: Resources, kinds: readonly ResourceKind[], id: string): ArcResource | undefined {
  const key = resourceKey(id);
  for (const kind of kinds) {
    const found = indexOf(reading[listOfKind[kind]].items).get(key);
    if (found) return found;
  }
  return undefined;
}

/** Each list is indexed at its first use, and again only when the list itself is another. */
const indexOf = /* @__PURE__ */ memoize((items: readonly ArcResource[]): ReadonlyMap<string, ArcResource> => {
  const found = new Map<string, ArcResource>();
  for (const item of items) {
    const key = resourceKey(item.id);
    if (!found.has(key)) found.set(key, item);
  }
  return found;
});
