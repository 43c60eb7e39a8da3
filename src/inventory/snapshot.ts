import { present } from '../kernel/present';
import { isRecord } from '../kernel/isRecord';
import { type Association, associationOf, gatewayEnabledOf, type Inventory } from '../kernel/inventory';
import { parseJson } from '../kernel/json';
import {
  type ArcResource,
  type AzureLocalInstance,
  type Cluster,
  type Gateway,
  isAssociable,
  type Machine,
  operatingSystems,
  parseResourceId,
  resourceKey,
  type Subscription,
} from '../kernel/resources';
import { type ReadingList, readingLists } from '../kernel/resourceKinds';
import { createInterner } from '../kernel/internStrings';
import { lookUp } from '../kernel/lookUp';

/** `readAt` is Unix time in milliseconds. */
export interface Snapshot {
  readonly inventory: Inventory;
  readonly readAt: number;
}

/** Format version; files of other versions are ignored. */
const form = 4;

/** Index into `texts`; -1 for none. */
type Cell = number;

/** Resources are rows of indexes; 50,000 machines take about 8 MB. */
interface StoredSnapshot {
  readonly form: typeof form;
  readonly readAt: number;
  readonly subscriptions: readonly Subscription[];
  readonly texts: readonly string[];
  readonly tags: readonly ArcResource['tags'][];
  readonly kinds: Readonly<Record<ReadingList, readonly (readonly Cell[])[]>>;
}

/** Columns per kind after the common ones. Their order is part of the format. */
const fields = {
  gateways: ['state', 'endpoint'],
  machines: [
    'os',
    'osName',
    'status',
    'agentVersion',
    'lastStatusChange',
    'azureLocalId',
    'privateLinkScopeId',
    'statusReason',
    'automaticUpgrade',
    'desiredAgentVersion',
    'lastUpgrade',
    'addresses',
  ],
  clusters: [
    'connectivity',
    'agentVersion',
    'kubernetesVersion',
    'distribution',
    'gatewayEnabled',
    'isProvisioned',
    'usesPrivateLink',
    'privateLinkScopeId',
  ],
  azureLocal: ['status'],
} as const satisfies Readonly<Record<ReadingList, readonly string[]>>;

const noGateway = -2;

/** Omits failures. */
export function encodeSnapshot({ inventory, readAt }: Snapshot): string {
  const texts = new IndexedValues<string>((text) => text);
  const tags = new IndexedValues<ArcResource['tags']>(JSON.stringify);
  const rowOf = (resource: ArcResource, names: readonly string[]): readonly Cell[] => {
    const values = { ...resource, ...settingOf(inventory, resource) } as unknown as Readonly<
      Record<string, string | boolean | undefined>
    >;
    const slash = resource.id.lastIndexOf('/');
    return [
      texts.place(resource.id.slice(0, slash)),
      texts.place(resource.id.slice(slash + 1)),
      texts.place(resource.name),
      texts.place(resource.location),
      tags.place(resource.tags),
      gatewayCell(inventory, resource, texts),
      ...names.map((name) => {
        const value = lookUp(values, name);
        return value === undefined ? -1 : texts.place(String(value));
      }),
    ];
  };
  const kinds = Object.fromEntries(
    readingLists.map((name) => [name, inventory.reading[name].items.map((each) => rowOf(each, fields[name]))]),
  ) as unknown as StoredSnapshot['kinds'];
  const { subscriptions } = inventory;
  return JSON.stringify({
    form,
    readAt,
    subscriptions,
    texts: texts.items,
    tags: tags.items,
    kinds,
  } satisfies StoredSnapshot);
}

function gatewayCell(inventory: Inventory, resource: ArcResource, texts: IndexedValues<string>): Cell {
  if (!isAssociable(resource)) return -1;
  const association = inventory.associations.get(resourceKey(resource.id));
  if (association?.status !== 'read') return -1;
  return association.gatewayId === undefined ? noGateway : texts.place(association.gatewayId);
}

/** ARM's value wins over Resource Graph's, even if undefined. */
const settingOf = (inventory: Inventory, resource: ArcResource) =>
  isAssociable(resource) ? { gatewayEnabled: gatewayEnabledOf(resource, associationOf(inventory, resource)) } : {};

/** The file is untrusted: undefined for another format; skips invalid rows. */
export function decodeSnapshot(text: string): Snapshot | undefined {
  const stored = parse(text);
  if (stored?.form !== form || typeof stored.readAt !== 'number') return undefined;
  const textAt = (cell: unknown): string | undefined => {
    const value = typeof cell === 'number' ? listOf(stored.texts)[cell] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const associations = new Map<string, Association>();
  const share = createInterner();
  const read = (name: ReadingList, row: unknown): ArcResource[] => {
    const cells = listOf(row);
    const common = commonOf(cells, textAt, tagsAt(stored, cells[4]));
    if (!common) return [];
    const gatewayId = textAt(cells[5]);
    if (cells[5] === noGateway) associations.set(resourceKey(common.id), { status: 'read' });
    else if (gatewayId !== undefined) associations.set(resourceKey(common.id), { status: 'read', gatewayId });
    const own = present(Object.fromEntries(fields[name].map((field, index) => [field, textAt(cells[6 + index])])));
    return [share(makers[name](common, own))];
  };
  const kinds = recordOf(stored.kinds);
  const itemsOf = (name: ReadingList) => ({ items: listOf(kinds[name]).flatMap((row) => read(name, row)) });
  const reading = Object.fromEntries(readingLists.map((name) => [name, itemsOf(name)]));
  return {
    readAt: stored.readAt,
    inventory: {
      subscriptions: listOf(stored.subscriptions).flatMap(subscriptionOf),
      reading: reading as unknown as Inventory['reading'],
      associations,
    },
  };
}

type CommonFields = Omit<AzureLocalInstance, 'kind' | 'status'>;
type OwnFields = Readonly<Partial<Record<string, string>>>;

const makers: Readonly<Record<ReadingList, (common: CommonFields, own: OwnFields) => ArcResource>> = {
  gateways: (common, { state = 'Unknown', ...own }): Gateway => ({ kind: 'gateway', ...common, ...own, state }),
  machines: (common, { os, status = 'Unknown', automaticUpgrade, ...own }): Machine => ({
    kind: 'machine',
    ...common,
    ...own,
    ...present({ os: operatingSystems.find((each) => each === os) }),
    ...(automaticUpgrade !== undefined && { automaticUpgrade: automaticUpgrade === 'true' }),
    status,
  }),
  clusters: (
    common,
    { connectivity = 'Unknown', gatewayEnabled, isProvisioned, usesPrivateLink, ...own },
  ): Cluster => ({
    ...common,
    ...own,
    kind: 'cluster',
    connectivity,
    ...(gatewayEnabled !== undefined && { gatewayEnabled: gatewayEnabled === 'true' }),
    isProvisioned: isProvisioned === 'true',
    ...(usesPrivateLink !== undefined && { usesPrivateLink: usesPrivateLink === 'true' }),
  }),
  azureLocal: (common, { status = 'Unknown' }) => ({ kind: 'azureLocal', ...common, status }),
};

function commonOf(
  cells: readonly unknown[],
  textAt: (cell: unknown) => string | undefined,
  tags: ArcResource['tags'],
): CommonFields | undefined {
  const [folder, last, name, location] = cells.slice(0, 4).map(textAt);
  const parsed = parseResourceId(`${folder}/${last}`);
  if (!parsed.ok) return undefined;
  const { subscriptionId, resourceGroup } = parsed.value;
  const id = `${folder}/${last}`;
  return { id, name: name ?? parsed.value.name, subscriptionId, resourceGroup, location: location ?? '', tags };
}

function tagsAt(stored: Readonly<Record<string, unknown>>, cell: unknown): ArcResource['tags'] {
  const tags = typeof cell === 'number' ? listOf(stored.tags)[cell] : undefined;
  return Object.fromEntries(
    Object.entries(recordOf(tags)).filter((tag): tag is [string, string] => typeof tag[1] === 'string'),
  );
}

function subscriptionOf(value: unknown): readonly Subscription[] {
  const { id, name, tenantId } = recordOf(value);
  return typeof id === 'string' && typeof name === 'string' && typeof tenantId === 'string'
    ? [{ id, name, tenantId }]
    : [];
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  const read = parseJson(text);
  return read.ok ? recordOf(read.value) : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

class IndexedValues<T> {
  readonly items: T[] = [];
  private readonly places = new Map<string, number>();

  constructor(private readonly keyOf: (value: T) => string) {}

  place(value: T): number {
    const key = this.keyOf(value);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.items.length);
    return this.items.push(value) - 1;
  }
}
