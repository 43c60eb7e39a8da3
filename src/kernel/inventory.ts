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

/** Read separately from the resource, so it can be late or fail alone. */
export type Association =
  | { readonly status: 'unread' }
  | {
      readonly status: 'read';
      readonly gatewayId?: string;
      /** A cluster’s `properties.gateway.enabled` from ARM; null if absent there. */
      readonly gatewayEnabled?: boolean | null;
    }
  | { readonly status: 'failed'; readonly error: ArcError };

/** `default`: the agent decides by version and association. */
export type ConnectionType = 'default' | 'direct' | 'gateway';

/** Seen on the machine itself. */
export interface Observation {
  readonly connectionType: 'direct' | 'gateway';
  /** ISO 8601, UTC. */
  readonly observedAt: string;
}

export interface LastVerification {
  /** ISO 8601 with offset. */
  readonly at: string;
  /** Count. */
  readonly passed: number;
  readonly failed: readonly CheckId[];
  /** Outcome unknown. */
  readonly unknown: readonly CheckId[];
  /** Not judged, because a check that they presuppose failed; absent: none. */
  readonly notJudged?: readonly CheckId[];
  /** Why checks failed or are unknown: keys of the table of checks; absent: the usual cause. */
  readonly causes?: Readonly<Partial<Record<CheckId, string>>>;
  /** Id of the gateway that was expected; absent: none, or unknown. */
  readonly expectedGateway?: string;
  /** `resourceKey` of its gateway at the time, or `none`; absent if unknown. */
  readonly associatedWith?: string;
}

/** Immutable. Maps are keyed by `resourceKey`. */
export interface Inventory {
  readonly subscriptions: readonly Subscription[];
  readonly reading: InventoryReading;
  readonly associations: ReadonlyMap<string, Association>;
  readonly observations?: ReadonlyMap<string, Observation>;
  readonly verifications?: ReadonlyMap<string, LastVerification>;
}

export const isAtLeastAsRecentAs = (one: LastVerification, other: LastVerification | undefined): boolean =>
  other === undefined || (isoTime(one.at) ?? 0) >= (isoTime(other.at) ?? 0);

type Resources = Pick<Inventory, 'reading'>;

const unread: Association = { status: 'unread' };

export const associationOf = (inventory: Inventory, resource: Pick<Associable, 'id'>): Association =>
  inventory.associations.get(resourceKey(resource.id)) ?? unread;

/** Not readable in Azure, whatever the role. */
export const isNotOffered = (association: Association): boolean =>
  association.status === 'failed' && association.error.code === 'Unsupported';

/** ARM’s value, if read with the association, overrides Resource Graph’s. */
export function gatewayEnabledOf(resource: Associable, association: Association): boolean | undefined {
  const setting = gatewaySettingOf(resource);
  const asked = association.status === 'read' ? association.gatewayEnabled : undefined;
  return setting && asked !== undefined ? (asked ?? undefined) : setting?.enabled;
}

/** Grouped by kind. */
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

const indexOf = /* @__PURE__ */ memoize((items: readonly ArcResource[]): ReadonlyMap<string, ArcResource> => {
  const found = new Map<string, ArcResource>();
  for (const item of items) {
    const key = resourceKey(item.id);
    if (!found.has(key)) found.set(key, item);
  }
  return found;
});
