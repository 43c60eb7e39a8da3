import type { ArcError } from '../kernel/errors';
import type { Association, Inventory, LastVerification, Observation } from '../kernel/inventory';
import type { Gateway } from '../kernel/resources';
import type { Snapshot } from './snapshot';

export type TenantReading = Pick<Inventory, 'subscriptions' | 'reading'>;

/** Events of earlier loads or tenants are ignored. */
export type InventoryEvent =
  | LoadEvent
  | { readonly type: 'canceled' }
  | { readonly type: 'tenantChanged' }
  /** By `resourceKey`; `tenant` is the one when reading began. */
  | {
      readonly type: 'associationsRead';
      readonly tenant: number;
      readonly associations: ReadonlyMap<string, Association>;
    }
  /** Undefined clears the observation. */
  | { readonly type: 'machineObserved'; readonly key: string; readonly observation: Observation | undefined }
  | { readonly type: 'resourcesVerified'; readonly outcomes: ReadonlyMap<string, LastVerification> }
  | { readonly type: 'gatewayUpdated'; readonly gateway: Gateway }
  | { readonly type: 'gatewayRemoved'; readonly id: string };

type LoadEvent = { readonly load: number } & (
  | { readonly type: 'loadStarted' }
  | { readonly type: 'cacheRestored'; readonly snapshot: Snapshot }
  | { readonly type: 'partRead'; readonly read: TenantReading }
  | { readonly type: 'allRead'; readonly read: TenantReading; readonly readAt: number }
  | { readonly type: 'noSubscriptionFound' }
  | { readonly type: 'loadFailed'; readonly error: ArcError }
  /** `problem`: why some failed to load. */
  | { readonly type: 'associationsLoaded'; readonly problem: ArcError | undefined }
);

export type EventOf<T extends InventoryEvent['type']> = Extract<InventoryEvent, { readonly type: T }>;
