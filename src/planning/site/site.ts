import { lookUp } from '../../kernel/lookUp';
import type { siteDefinition } from './definition';
import type { Identity } from './identity';
import type { Out } from './schema';
import type { TargetKind } from './targets';

/**
 * Content of an `*.arc.json` document: a network and what is onboarded in it. Contains no secrets. Optional fields
 * document their defaults.
 */
export type Site = Omit<Out<ReturnType<typeof siteDefinition>>, '$schema'>;

type Part<K extends keyof Site> = NonNullable<Site[K]>;

export type Connection = Part<'connection'>;
export type Place = Pick<Site['azure'], 'subscriptionId' | 'resourceGroup' | 'region'>;
export type OwnNames = Part<'names'>;
export type GatewayChoice = Part<'gateway'>;
export type Network = Site['network'];
export type BypassEntries = NonNullable<Network['bypass']>;
/** At least one kind. */
export type Targets = Site['targets'];
export type Servers = NonNullable<Targets['servers']>;
export type ClusterTarget = NonNullable<Targets['clusters']>[number];
export type AzureLocalTarget = NonNullable<Targets['azureLocal']>[number];
export type { Identity };

/** A site from the point of view of its servers. */
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

/** Sections that only one kind of target uses. */
const ownSections: Readonly<Record<string, TargetKind>> = {
  identity: 'servers',
  tags: 'servers',
  scenarios: 'servers',
  names: 'servers',
} satisfies Partial<Record<keyof Site, TargetKind>>;

/** Undefined for a section that all targets share. */
export const kindOfSection = (section: string): TargetKind | undefined => lookUp(ownSections, section);

/** With shared settings; undefined without servers. */
export function serversOf({ targets: { servers }, identity, ...site }: Site): ServerSite | undefined {
  return servers && identity && { ...site, servers, identity };
}

/** No person needed at each machine. */
export const isUnattended = ({ identity }: Pick<ServerSite, 'identity'>): boolean =>
  identity.method === 'servicePrincipal' || identity.method === 'accessToken';
