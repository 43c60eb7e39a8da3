import type { OperatingSystem } from '../../kernel/resources';
import type { Endpoint, RoutingContext } from '../network';
import type { ProbePlan } from '../network/probes';
import type { Connection, Scenario, ServerSite, Site, TargetRef } from '../site';
import type { NextStep, Script, ScriptHead } from './script';

/** What the targets of a site share: a target’s plan doesn’t depend on other targets. */
export type SharedSite = Omit<Site, 'targets'>;

type Item<K extends 'clusters' | 'azureLocal'> = NonNullable<Site['targets'][K]>[number];

export type Target = ServersTarget | ClusterOfSite | InstanceOfSite;

interface Placed {
  readonly ref: TargetRef;
  readonly place: Pick<Site['azure'], 'subscriptionId' | 'resourceGroup' | 'region'>;
}

export interface ServersTarget extends Placed {
  readonly kind: 'servers';
  /** The servers, with the shared part of the site. */
  readonly servers: ServerSite;
}

export interface ClusterOfSite extends Placed {
  readonly kind: 'cluster';
  readonly cluster: Item<'clusters'>;
}

export interface InstanceOfSite extends Placed {
  readonly kind: 'azureLocal';
  readonly instance: Item<'azureLocal'>;
}

/** The wanted state of one resource in Azure. */
export interface Expectation {
  readonly kind: 'machine' | 'cluster';
  readonly name: string;
  readonly resourceId: string;
  readonly connection: Connection;
  readonly gateway?: NonNullable<Site['gateway']>;
  /** Only of machines, and only if the site has one system. */
  readonly os?: OperatingSystem;
  /** Only of machines: the upstream proxy, empty without one. */
  readonly proxyUrl?: string;
  readonly oldestAgent?: string;
  /** Only of machines; absent: none. */
  readonly scenarios?: readonly Scenario[];
}

/**
 * A kind of target, without its rules, its network and its scripts: those are apart (`checkTarget`, `TargetNetwork`,
 * `TargetWriter`), so that each feature loads what it uses.
 */
export interface TargetModule<T extends Target> {
  readonly kind: T['kind'];
  targetsIn(site: Site, refs: readonly TargetRef[]): readonly T[];
  expectations(target: T, site: SharedSite): readonly Expectation[];
  labels(target: T): { readonly title: string; readonly summary: string };
}

/** What a kind of target needs of the network. */
export interface TargetNetwork<T extends Target> {
  /** What must be reachable; each says who asks for it. */
  endpoints(target: T, site: SharedSite): readonly Endpoint[];
  /** What must be reachable before the change. */
  endpointsToday(target: T, site: SharedSite): readonly Endpoint[];
  /** What else must stay open for it. */
  keepsOpen?(target: T, site: SharedSite): readonly Endpoint[];
  /** What any target of this kind may need. */
  readonly anyEndpoints: readonly Endpoint[];
  /** One per source of requests. */
  routes(target: T, site: SharedSite): readonly RoutingContext[];
  probes(target: T, site: SharedSite): ProbePlan;
  checkPlaces(target: T): CheckPlaces;
}

/** The computers from which what a target needs can be checked. */
export interface CheckPlaces {
  /** What the target is called among others; absent for the servers. */
  readonly name?: string;
  /** With the names of the servers and their ssh host. */
  readonly servers?: ServerSite;
  readonly systems: readonly OperatingSystem[];
}

/** What is written for a kind of target. */
export interface TargetWriter<T extends Target> {
  /** None is written here: see `lazyScript`. */
  scripts(target: T, site: SharedSite): readonly Script[];
  nextSteps(target: T, site: SharedSite, scripts: readonly ScriptHead[]): readonly NextStep[];
}
