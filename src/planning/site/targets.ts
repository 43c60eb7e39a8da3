import { isRecord } from '../../kernel/isRecord';
import type { Targets } from './site';

export type TargetKind = 'servers' | 'cluster' | 'azureLocal';

export interface TargetRef {
  readonly kind: TargetKind;
  /** `targets.servers`, `targets.clusters.0` */
  readonly path: string;
  /** Azure resource name; empty for servers, or if unreadable. */
  readonly name: string;
}

export const isUnread = (kind: TargetKind, unread: readonly TargetRef[]): boolean =>
  unread.some((each) => each.kind === kind);

export interface TargetsRead {
  readonly targets: Targets;
  /** Left out because of errors. */
  readonly unread: readonly TargetRef[];
}

const lists = [
  { kind: 'cluster', key: 'clusters' },
  { kind: 'azureLocal', key: 'azureLocal' },
] as const;

/** For targets of unknown kind. */
export const anyTargets: readonly TargetRef[] = [{ kind: 'servers' } as const, ...lists].map(({ kind }) => ({
  kind,
  path: 'targets',
  name: '',
}));

/**
 * Separates readable targets from those with errors.
 *
 * @param value `targets` of the document
 * @param read its readable part
 * @param isFaulty whether there is an error at or below a path
 */
export function sortTargets(value: unknown, read: Targets, isFaulty: (path: string) => boolean): TargetsRead {
  const known = isRecord(value) ? value : {};
  if (read.servers === undefined && lists.every(({ key }) => known[key] === undefined) && known.servers === undefined)
    return { targets: {}, unread: anyTargets };
  const hasServers = known.servers !== undefined;
  const left = hasServers && isFaulty('targets.servers');
  const clusters = sortList(known.clusters, read.clusters, 'clusters', isFaulty);
  const azureLocal = sortList(known.azureLocal, read.azureLocal, 'azureLocal', isFaulty);
  // Unknown or misspelled: any kind.
  const isUnclear = Object.keys(known).some((key) => key !== 'servers' && lists.every((each) => each.key !== key));
  return {
    targets: {
      ...(read.servers && !left && { servers: read.servers }),
      ...(clusters.read.length > 0 && { clusters: clusters.read }),
      ...(azureLocal.read.length > 0 && { azureLocal: azureLocal.read }),
    },
    unread: [
      ...(left ? [{ kind: 'servers', path: 'targets.servers', name: nameIn(known.servers) } as const] : []),
      ...clusters.unread,
      ...azureLocal.unread,
      ...(isUnclear ? anyTargets : []),
    ],
  };
}

function sortList<T>(
  value: unknown,
  read: readonly T[] | undefined,
  key: 'clusters' | 'azureLocal',
  isFaulty: (path: string) => boolean,
): { readonly read: readonly T[]; readonly unread: readonly TargetRef[] } {
  if (value === undefined) return { read: [], unread: [] };
  const kind = key === 'clusters' ? 'cluster' : key;
  const path = `targets.${key}`;
  if (read === undefined || !Array.isArray(value)) return { read: [], unread: [{ kind, path, name: '' }] };
  const pathOf = (index: number): string => `${path}.${index}`;
  return {
    read: read.filter((_, index) => !isFaulty(pathOf(index))),
    unread: value.flatMap((item: unknown, index) =>
      isFaulty(pathOf(index)) ? [{ kind, path: pathOf(index), name: nameIn(item) }] : [],
    ),
  };
}

/** Paths count the left-out targets too. */
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

const nameIn = (value: unknown): string =>
  isRecord(value) && typeof value.name === 'string' ? value.name.trim().slice(0, 63) : '';
