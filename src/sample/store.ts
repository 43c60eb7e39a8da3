import { resourceKey } from '../kernel/resources';
import { GraphQuota } from './graphQuota';
import type { Json } from './http';

const hybridCompute = 'Microsoft.HybridCompute';

/** As in ARM's responses; immutable. */
export interface StoredResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly kind?: string;
  readonly identity?: Json;
  readonly properties: Json;
}

export interface StoredSubscription {
  readonly id: string;
  readonly name: string;
  readonly resourceGroups: readonly { readonly name: string; readonly location: string }[];
}

export interface TenantData {
  readonly tenantId: string;
  readonly subscriptions: readonly StoredSubscription[];
  /** Ids of subscriptions that are not registered for Microsoft.HybridCompute. */
  readonly unregistered?: readonly string[] | undefined;
  readonly notRegistered?: readonly { readonly subscriptionId: string; readonly namespace: string }[];
  /** Of the resource groups where the person may only read: the resources that they may change all the same. */
  readonly readOnlyGroups?: ReadonlyMap<string, readonly string[]>;
  /** Of every operation; each has its own when absent. */
  readonly operationSeconds?: number | undefined;
  readonly resources: readonly StoredResource[];
  /** `properties.gatewayProperties` of each machine's and cluster's settings, by resource id. */
  readonly settings: ReadonlyMap<string, Json>;
  /** Ids of clusters whose row in Resource Graph lacks `gateway` until they change. */
  readonly oldInGraph?: readonly string[] | undefined;
  readonly withoutSettingsType?: readonly string[] | undefined;
}

interface Operation {
  readonly id: string;
  readonly started: number;
  readonly ends: number;
  readonly finish: () => void;
}

export interface OperationState {
  readonly started: number;
  readonly ends: number;
  readonly isDone: boolean;
}

export type Registration = 'NotRegistered' | 'Registering' | 'Registered';

/** Ids are case-insensitive. */
export class Store {
  readonly tenantId: string;
  private known: readonly StoredSubscription[];
  private readonly registrations = new Map<string, Registration>();
  private readonly resources = new Map<string, StoredResource>();
  private readonly gatewayProperties = new Map<string, Json>();
  private readonly oldInGraph: Set<string>;
  private readonly withoutSettingsType: ReadonlySet<string>;
  private readonly running = new Map<string, Operation>();
  private readonly ended = new Map<string, Operation>();
  /** Cached until something changes. */
  private readonly lists = new Map<string, readonly StoredResource[]>();
  /** By type, sorted by `resourceKey`; cached for large tenants. */
  private types: ReadonlyMap<string, readonly (readonly [string, StoredResource])[]> | undefined;
  readonly graphQuota = new GraphQuota();

  constructor(private readonly data: TenantData) {
    this.tenantId = data.tenantId;
    this.known = data.subscriptions;
    for (const id of data.unregistered ?? []) this.setRegistration(id, hybridCompute, 'NotRegistered');
    for (const { subscriptionId, namespace } of data.notRegistered ?? []) {
      this.setRegistration(subscriptionId, namespace, 'NotRegistered');
    }
    for (const resource of data.resources) this.put(resource);
    for (const [id, value] of data.settings) this.gatewayProperties.set(resourceKey(id), value);
    this.oldInGraph = new Set(data.oldInGraph?.map(resourceKey));
    this.withoutSettingsType = new Set(data.withoutSettingsType?.map(resourceKey));
  }

  get subscriptions(): readonly StoredSubscription[] {
    return this.known;
  }

  addResourceGroup(subscriptionId: string, group: StoredSubscription['resourceGroups'][number]): void {
    this.known = this.known.map((each) =>
      each.id === subscriptionId.toLowerCase() ? { ...each, resourceGroups: [...each.resourceGroups, group] } : each,
    );
  }

  registrationOf(subscriptionId: string, namespace = hybridCompute): Registration {
    return this.registrations.get(`${subscriptionId}/${namespace}`.toLowerCase()) ?? 'Registered';
  }

  setRegistration(subscriptionId: string, namespace: string, state: Registration): void {
    this.registrations.set(`${subscriptionId}/${namespace}`.toLowerCase(), state);
  }

  /** Of the person, by the ID of a resource or a resource group. */
  rolesOn(id: string): readonly ('reader' | 'contributor')[] {
    const key = resourceKey(id);
    for (const [group, ids] of this.data.readOnlyGroups ?? []) {
      if (key !== resourceKey(group) && !key.startsWith(`${resourceKey(group)}/`)) continue;
      return ids.some((each) => resourceKey(each) === key) ? ['reader', 'contributor'] : ['reader'];
    }
    return ['contributor'];
  }

  get(id: string): StoredResource | undefined {
    return this.resources.get(resourceKey(id));
  }

  put(resource: StoredResource): void {
    this.forgetLists();
    this.resources.set(resourceKey(resource.id), resource);
  }

  delete(id: string): void {
    this.forgetLists();
    this.resources.delete(resourceKey(id));
  }

  /** No effect when the resource is gone. */
  update(id: string, properties: Json): void {
    const resource = this.get(id);
    if (!resource) return;
    this.oldInGraph.delete(resourceKey(id));
    this.put({ ...resource, properties: { ...resource.properties, ...properties } });
  }

  inGraph(resource: StoredResource): StoredResource {
    return this.oldInGraph.has(resourceKey(resource.id))
      ? { ...resource, properties: { ...resource.properties, gateway: undefined } }
      : resource;
  }

  hasSettingsType(id: string): boolean {
    return !this.withoutSettingsType.has(resourceKey(id));
  }

  /** Sorted by id; the scope is a subscription or a resource group. */
  list(type: string, scope: string): readonly StoredResource[] {
    const prefix = `${resourceKey(scope)}/`;
    const name = `${type.toLowerCase()} ${prefix}`;
    const known = this.lists.get(name);
    if (known) return known;
    const found = this.ofType(type.toLowerCase()).flatMap(([key, each]) => (key.startsWith(prefix) ? [each] : []));
    this.lists.set(name, found);
    return found;
  }

  settings(id: string): Json {
    return this.gatewayProperties.get(resourceKey(id)) ?? {};
  }

  setSettings(id: string, gatewayProperties: Json): void {
    this.gatewayProperties.set(resourceKey(id), gatewayProperties);
  }

  /** Times in milliseconds. */
  startOperation(id: string, now: number, duration: number, finish: () => void): void {
    const { operationSeconds = duration / 1000 } = this.data;
    this.running.set(id, { id, started: now, ends: now + operationSeconds * 1000, finish });
  }

  /** Finishes all operations that are due. */
  advance(now: number): void {
    for (const operation of this.running.values()) {
      if (operation.ends > now) continue;
      this.running.delete(operation.id);
      this.ended.set(operation.id, operation);
      operation.finish();
    }
  }

  operation(id: string): OperationState | undefined {
    const running = this.running.get(id);
    const operation = running ?? this.ended.get(id);
    return operation && { started: operation.started, ends: operation.ends, isDone: !running };
  }

  private ofType(type: string): readonly (readonly [string, StoredResource])[] {
    this.types ??= Map.groupBy(
      [...this.resources].sort(([a], [b]) => (a < b ? -1 : 1)),
      ([, resource]) => resource.type.toLowerCase(),
    );
    return this.types.get(type) ?? [];
  }

  private forgetLists(): void {
    this.lists.clear();
    this.types = undefined;
  }
}
