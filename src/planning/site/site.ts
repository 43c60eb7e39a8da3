import type { siteDefinition } from './definition';
import type { Identity } from './identity';
import type { Out } from './schema';

/**
 * One description of a network and of what is onboarded in it: the content of an `*.arc.json` document. It can be committed,
 * reviewed and copied; it never holds a secret. What may be missing has the default it names.
 */
export type Site = Omit<Out<ReturnType<typeof siteDefinition>>, '$schema'>;

type Part<K extends keyof Site> = NonNullable<Site[K]>;

/** How the machines reach Azure Arc. */
export type Connection = Part<'connection'>;
/** Where in Azure resources are kept. */
export type Place = Pick<Site['azure'], 'subscriptionId' | 'resourceGroup' | 'region'>;
export type OwnNames = Part<'names'>;
export type GatewayChoice = Part<'gateway'>;
export type Network = Site['network'];
/** What is reached without the proxy. */
export type BypassEntries = NonNullable<Network['bypass']>;
/** What is onboarded; at least one kind. */
export type Targets = Site['targets'];
export type Servers = NonNullable<Targets['servers']>;
/** A Kubernetes cluster. */
export type ClusterTarget = NonNullable<Targets['clusters']>[number];
/** An Azure Local instance. */
export type AzureLocalTarget = NonNullable<Targets['azureLocal']>[number];
export type { Identity };

/** A site as its servers see it: what their scripts, rules and routes follow from. */
export type ServerSite = Omit<Site, 'targets' | 'identity'> & {
  readonly servers: Servers;
  readonly identity: Identity;
};

type Connected = Pick<Site, 'connection' | 'gateway'>;

export interface WithGateway {
  readonly gateway: GatewayChoice;
}

export type GatewaySite = Site & WithGateway;
export type GatewayServerSite = ServerSite & WithGateway;

export const connectionOf = ({ connection = 'gateway' }: Connected): Connection => connection;

export const usesGateway = <T extends Connected>(site: T): site is T & WithGateway =>
  connectionOf(site) === 'gateway' && site.gateway !== undefined;

/** What stands beside the servers in a document and is theirs alone. */
export const sectionsOfServers: readonly string[] = ['identity', 'tags', 'scenarios', 'names'] satisfies (keyof Site)[];

/** The servers of a site with what they share with its other targets; undefined where it has none. */
export function serversOf({ targets: { servers }, identity, ...site }: Site): ServerSite | undefined {
  return servers && identity && { ...site, servers, identity };
}

/** Whether machines can be connected without a person at each of them. */
export const isUnattended = ({ identity }: Pick<ServerSite, 'identity'>): boolean =>
  identity.method === 'servicePrincipal' || identity.method === 'accessToken';
