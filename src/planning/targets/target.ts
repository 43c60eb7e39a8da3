import type { OperatingSystem } from '../../kernel/resources';
import type { Endpoint, RoutingContext, ProbePlan } from '../network';
import type { Rule } from '../rules';
import type {
  AzureLocalTarget,
  ClusterTarget,
  Connection,
  GatewayChoice,
  Place,
  ServerSite,
  Site,
  TargetRef,
} from '../site';
import type { NextStep, Script } from './script';

/** What all targets of a site share. What follows from a target does not depend on the others. */
export type SharedSite = Omit<Site, 'targets'>;

/** One thing that is onboarded, with the place of its resources in Azure. */
export type Target = ServersTarget | ClusterOfSite | InstanceOfSite;

interface Placed {
  readonly ref: TargetRef;
  readonly place: Place;
}

export interface ServersTarget extends Placed {
  readonly kind: 'servers';
  /** The servers with what they share with the site's other targets. */
  readonly servers: ServerSite;
}

export interface ClusterOfSite extends Placed {
  readonly kind: 'cluster';
  readonly cluster: ClusterTarget;
}

export interface InstanceOfSite extends Placed {
  readonly kind: 'azureLocal';
  readonly instance: AzureLocalTarget;
}

/** What should be true of one resource in Azure once the site is as it is described. */
export interface Expectation {
  readonly kind: 'machine' | 'cluster';
  readonly name: string;
  readonly resourceId: string;
  readonly connection: Connection;
  readonly gateway?: GatewayChoice;
  /** Of a machine whose system the site tells. */
  readonly os?: OperatingSystem;
  /** Of a machine: the upstream proxy, empty where there is none. */
  readonly proxyUrl?: string;
  readonly oldestAgent?: string;
}

/** A kind of target: all that follows from one, and all that is worth knowing about it. */
export interface TargetModule<T extends Target> {
  readonly kind: T['kind'];
  /** The targets of this kind in a site. */
  targetsIn(site: Site, refs: readonly TargetRef[]): readonly T[];
  /** What has to be reachable; who asks stands on each. */
  endpoints(target: T, site: SharedSite): readonly Endpoint[];
  /** What has to be reachable today, before anything is changed. */
  endpointsToday(target: T, site: SharedSite): readonly Endpoint[];
  /** What must stay open for it beyond that. */
  keepsOpen?(target: T, site: SharedSite): readonly Endpoint[];
  /** What a target of this kind may need that cannot be read. */
  readonly anyEndpoints: readonly Endpoint[];
  /** The networks of those who ask, for the routes of their requests. */
  routes(target: T, site: SharedSite): readonly RoutingContext[];
  scripts(target: T, site: SharedSite): readonly Script[];
  nextSteps(target: T, site: SharedSite, scripts: readonly Script[]): readonly NextStep[];
  readonly rules: readonly Rule<T>[];
  probes(target: T, site: SharedSite): ProbePlan;
  expectations(target: T, site: SharedSite): readonly Expectation[];
  labels(target: T): { readonly title: string; readonly summary: string };
}
