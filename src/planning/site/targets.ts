import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { readInstance } from './azureLocal';
import { readCluster } from './clusters';
import { itemsIn } from './lists';
import { inside, isRecord, type Place, type Reader, report } from './reader';
import { readServers } from './servers';
import type { Targets } from './site';
import { reportUnknownKey } from './unknownKey';

export type TargetKind = 'servers' | 'cluster' | 'azureLocal';

/** A target by its place in the document. */
export interface TargetRef {
  readonly kind: TargetKind;
  /** `targets.servers`, `targets.clusters.0` */
  readonly path: string;
  /** Name of its resource in Azure; empty for servers, and where it could not be read. */
  readonly name: string;
}

/** The targets of a document as far as they can be read. */
export interface TargetsRead {
  readonly targets: Targets;
  /** Those that are left out for their errors. */
  readonly unread: readonly TargetRef[];
}

/** A site may have this many clusters, and as many instances; in a list that is longer something is wrong. */
const mostTargets = 1000;

/** Reads each target by itself: an error of one is reported at its place, and the others are read. */
export function readTargets(
  value: unknown,
  place: Place,
  cloud: AgentCloud,
  isFaulty: (path: string) => boolean = () => false,
): TargetsRead {
  if (!isRecord(value)) {
    const message = 'Say what is onboarded, as an object in braces: servers, clusters or azureLocal.';
    report(place, message, value === undefined ? 'missing' : 'invalid');
    return { targets: {}, unread: [...anything(place)] };
  }
  const { servers, clusters, azureLocal, ...others } = value;
  for (const [key, other] of Object.entries(others)) reportUnknownKey(key, other, inside(place, key));
  if (servers === undefined && clusters === undefined && azureLocal === undefined) {
    report(place, 'Say what is onboarded: servers, clusters or azureLocal.', 'missing');
    return { targets: {}, unread: [...anything(place)] };
  }
  const one =
    servers === undefined
      ? { read: [], unread: [] }
      : readOne({ kind: 'servers', reader: readServers, isFaulty }, servers, inside(place, 'servers'));
  const some = readEach({ kind: 'cluster', reader: readCluster(cloud), isFaulty }, clusters, inside(place, 'clusters'));
  const instances = readEach(
    { kind: 'azureLocal', reader: readInstance(cloud), isFaulty },
    azureLocal,
    inside(place, 'azureLocal'),
  );
  const [first] = one.read;
  return {
    targets: {
      ...(first && { servers: first }),
      ...(some.read.length > 0 && { clusters: some.read }),
      ...(instances.read.length > 0 && { azureLocal: instances.read }),
    },
    unread: [
      ...one.unread,
      ...some.unread,
      ...instances.unread,
      // A kind that is not known here, or is misspelled, may be any.
      ...(Object.keys(others).length > 0 ? anything(place) : []),
    ],
  };
}

/** The targets that were read, by their places in the document: those that were left out keep theirs. */
export function refsOf(
  { servers, clusters = [], azureLocal = [] }: Targets,
  unread: readonly TargetRef[] = [],
): readonly TargetRef[] {
  const left = new Set(unread.map(({ path }) => path));
  const placed = (
    kind: TargetKind,
    list: string,
    named: readonly { readonly name: string }[],
  ): readonly TargetRef[] => {
    let index = -1;
    return named.map(({ name }) => {
      do index++;
      while (left.has(`targets.${list}.${index}`));
      return { kind, path: `targets.${list}.${index}`, name };
    });
  };
  return [
    ...(servers ? [{ kind: 'servers', path: 'targets.servers', name: '' } as const] : []),
    ...placed('cluster', 'clusters', clusters),
    ...placed('azureLocal', 'azureLocal', azureLocal),
  ];
}

/** What stands for targets of which not even the kind can be read. */
const anything = ({ path }: Place): readonly TargetRef[] =>
  (['servers', 'cluster', 'azureLocal'] as const).map((kind) => ({ kind, path, name: '' }));

interface Some<T> {
  readonly read: readonly T[];
  readonly unread: readonly TargetRef[];
}

interface How<T> {
  readonly kind: TargetKind;
  readonly reader: Reader<T>;
  readonly isFaulty: (path: string) => boolean;
}

function readOne<T>({ kind, reader, isFaulty }: How<T>, value: unknown, place: Place): Some<T> {
  const read = reader(value, place);
  return read === undefined || isFaulty(place.path)
    ? { read: [], unread: [{ kind, path: place.path, name: nameIn(value) }] }
    : { read: [read], unread: [] };
}

function readEach<T extends { readonly name: string }>(how: How<T>, value: unknown, place: Place): Some<T> {
  const { kind } = how;
  const items = itemsIn(value, place, mostTargets);
  if (items === undefined)
    return { read: [], unread: value === undefined ? [] : [{ kind, path: place.path, name: '' }] };
  if (items.length === 0) report(place, 'Describe at least one, or remove the list.', 'missing');
  const names = new Set<string>();
  const all = items.map((item, index): Some<T> => {
    const at = inside(place, `${index}`);
    const found = readOne(how, item, at);
    const key = found.read[0]?.name.toLowerCase();
    if (key === undefined) return found;
    if (!names.has(key)) {
      names.add(key);
      return found;
    }
    report(inside(at, 'name'), 'Another one of this list has this name. Give each its own.', 'repeated');
    return { read: [], unread: [{ kind, path: at.path, name: nameIn(item) }] };
  });
  return { read: all.flatMap(({ read }) => read), unread: all.flatMap(({ unread }) => unread) };
}

const nameIn = (value: unknown): string =>
  isRecord(value) && typeof value.name === 'string' ? value.name.trim().slice(0, 63) : '';
