import { refsOf, type Site, type TargetRef } from '../site';
import { azureLocal } from './azureLocal';
import { clusters } from './clusters';
import { servers } from './servers';
import type { Target, TargetModule } from './target';

const modules = { servers, cluster: clusters, azureLocal };

/** A target and the module of its kind. */
export interface Planned {
  readonly ref: TargetRef;
  /** Its part of the site file. */
  readonly described: unknown;
  readonly of: <R>(ask: <T extends Target>(module: TargetModule<T>, target: T) => R) => R;
}

/** In the order of the site file. */
export function targetsOf(site: Site, unread: readonly TargetRef[] = []): readonly Planned[] {
  const refs = refsOf(site.targets, unread);
  const of = (kind: TargetRef['kind']): readonly TargetRef[] => refs.filter((ref) => ref.kind === kind);
  return [
    ...pairs(modules.servers, site, of('servers')),
    ...pairs(modules.cluster, site, of('cluster')),
    ...pairs(modules.azureLocal, site, of('azureLocal')),
  ];
}

const pairs = <T extends Target>(module: TargetModule<T>, site: Site, refs: readonly TargetRef[]): readonly Planned[] =>
  module
    .targetsIn(site, refs)
    .map((target) => ({ ref: target.ref, described: target, of: (ask) => ask(module, target) }));

export const targetKinds = Object.keys(modules) as readonly TargetRef['kind'][];
