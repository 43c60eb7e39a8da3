import type { InventoryReading } from './ports';
import type {
  ArcResource,
  Associable,
  AssociableKind,
  OperatingSystem,
  ResourceByKind,
  ResourceKind,
} from './resources';

export const listOfKind = {
  gateway: 'gateways',
  machine: 'machines',
  cluster: 'clusters',
  azureLocal: 'azureLocal',
} as const satisfies Readonly<Record<ResourceKind, keyof InventoryReading>>;

export type ReadingList = (typeof listOfKind)[ResourceKind];

export const resourceKinds = /* @__PURE__ */ Object.keys(listOfKind) as readonly ResourceKind[];
export const readingLists = /* @__PURE__ */ Object.values(listOfKind) as readonly ReadingList[];

/** Undefined if Azure doesn’t say. */
interface GatewaySetting {
  readonly enabled: boolean | undefined;
}

interface AssociableFacts<R extends Associable> {
  operatingSystem(resource: R): OperatingSystem | undefined;
  /** Of its Azure Local instance. */
  instanceId(resource: R): string | undefined;
  /** Undefined if Azure doesn’t say. */
  usesPrivateLink(resource: R): boolean | undefined;
  /** Undefined if the kind has no such setting. */
  gatewaySetting(resource: R): GatewaySetting | undefined;
}

const associables: { readonly [K in AssociableKind]: AssociableFacts<ResourceByKind[K]> } = {
  machine: {
    operatingSystem: ({ os }) => os,
    instanceId: ({ azureLocalId }) => azureLocalId,
    usesPrivateLink: ({ privateLinkScopeId }) => privateLinkScopeId !== undefined,
    gatewaySetting: () => undefined,
  },
  cluster: {
    operatingSystem: () => undefined,
    instanceId: () => undefined,
    usesPrivateLink: (cluster) => cluster.usesPrivateLink,
    gatewaySetting: ({ gatewayEnabled }) => ({ enabled: gatewayEnabled }),
  },
};

const factsOf = (resource: Associable): AssociableFacts<Associable> => associables[resource.kind];

export const operatingSystemOf = (resource: Associable): OperatingSystem | undefined =>
  factsOf(resource).operatingSystem(resource);
export const instanceIdOf = (resource: Associable): string | undefined => factsOf(resource).instanceId(resource);
export const usesPrivateLink = (resource: Associable): boolean | undefined =>
  factsOf(resource).usesPrivateLink(resource);
export const gatewaySettingOf = (resource: Associable): GatewaySetting | undefined =>
  factsOf(resource).gatewaySetting(resource);

const states: { readonly [K in ResourceKind]: { stateOf(resource: ResourceByKind[K]): string } } = {
  gateway: { stateOf: ({ state }) => state },
  machine: { stateOf: ({ status }) => status },
  cluster: { stateOf: ({ connectivity }) => connectivity },
  azureLocal: { stateOf: ({ status }) => status },
};

/** As Azure reports it. */
export function stateOf(resource: ArcResource): string {
  const kind: { stateOf(resource: ArcResource): string } = states[resource.kind];
  return kind.stateOf(resource);
}
