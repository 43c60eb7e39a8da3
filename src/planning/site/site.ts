import type { BypassEntries } from './bypassEntries';
import type { Scenario } from './scenarios';
import type { OperatingSystem } from '../../kernel/resources';
import type { AgentCloud } from '../../kernel/knowledge/clouds';

/** How the machines reach Azure Arc. */
export type Connection = 'gateway' | 'direct' | 'privateLink';

/**
 * One description of a network and of what is onboarded in it: the content of an `*.arc.json` document. It can be committed,
 * reviewed and copied; it never holds a secret. What may be missing has the default it names.
 */
export interface Site {
  readonly version: 2;
  readonly targets: Targets;
  /** `gateway` when absent. */
  readonly connection?: Connection;
  /** Always there while the connection is `gateway`; otherwise kept, and not used. */
  readonly gateway?: GatewayChoice;
  readonly privateLink?: {
    /** Resource id of an Azure Arc private link scope; always there while the connection is `privateLink`. */
    readonly scopeId?: string;
  };
  readonly azure: Place & {
    /** `AzureCloud` when absent. */
    readonly cloud?: AgentCloud;
    readonly tenantId: string;
  };
  readonly network: Network;
  /** How servers sign in to Azure; always there with servers. */
  readonly identity?: Identity;
  readonly tags: Readonly<Record<string, string>>;
  /** What is done with the servers beyond connecting them; nothing when absent. */
  readonly scenarios?: readonly Scenario[];
  readonly names?: OwnNames;
}

/** Where in Azure resources are kept. */
export interface Place {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Region of the resources' metadata, `westeurope`. */
  readonly region: string;
}

/**
 * Parts of host names that only the owner of the network knows, for the scenarios that need them. Until one is given, the
 * allow list shows the pattern, `<vault>.vault.azure.net`.
 */
export interface OwnNames {
  /** Name of the key vault. */
  readonly vault?: string;
  /** Id of the Log Analytics workspace. */
  readonly workspace?: string;
  /** Name of the data collection endpoint, as its address begins. */
  readonly collection?: string;
}

export interface GatewayChoice {
  /** Resource id of an Arc gateway in the same tenant. */
  readonly id: string;
  /** `<prefix>.gw.arc.azure.com`; without it the allow list can only name the pattern. */
  readonly endpoint?: string;
}

/** What is onboarded; at least one kind. */
export interface Targets {
  readonly servers?: Servers;
  readonly clusters?: readonly ClusterTarget[];
  readonly azureLocal?: readonly AzureLocalTarget[];
}

export interface Servers {
  readonly os: readonly OperatingSystem[];
  /** Whether the servers are in Azure Arc already; `new` when absent. */
  readonly state?: 'new' | 'connected';
  /** The oldest agent that runs on them, `1.58` or `1.58.03228.2572`. */
  readonly agentVersion?: string;
  /** How many servers there are. */
  readonly count?: number;
  /** Names of their resources in the resource group; needed to associate connected ones with a gateway. */
  readonly machines?: readonly string[];
  /** Where ssh finds each machine, `admin@{name}.corp.example:22`; `{name}` stands for the name of its resource. */
  readonly sshHost?: string;
}

/** A Kubernetes cluster. */
export interface ClusterTarget {
  /** Name of its resource in Azure. */
  readonly name: string;
  /** Whether it is in Azure Arc already; `new` when absent. */
  readonly state?: 'new' | 'connected';
  /** How its agents reach Azure Arc where that differs from the site; the site's connection when absent. */
  readonly connection?: 'direct';
  /** Where its resource is, as far as that differs from the site. */
  readonly azure?: Partial<Place>;
  readonly features?: readonly ClusterFeature[];
}

export const clusterFeatures = [
  'clusterConnect',
  'customLocations',
  'azureRbac',
  'containerInsights',
  'keyVault',
  'defender',
  'gitOps',
  'dataServices',
  'iotOperations',
  'policy',
] as const;

/** What is done with a connected cluster beyond connecting it. */
export type ClusterFeature = (typeof clusterFeatures)[number];

/** An Azure Local instance. */
export interface AzureLocalTarget {
  /** Name of the instance in Azure. */
  readonly name: string;
  readonly azure?: Partial<Place>;
}

export interface Network {
  /** The enterprise proxy between the machines and the internet; absent when they go out directly. */
  readonly proxyUrl?: string;
  /** Whether the proxy asks for a sign-in, which the agent cannot give; `none` when absent. */
  readonly proxyAuthentication?: 'none' | 'required';
  /** Whether anything on the way opens TLS connections; nothing is said of it when absent. */
  readonly tlsInspection?: 'yes' | 'no' | 'unknown';
  /** Host names and patterns, `*.gw.arc.azure.com`, whose connections stay closed all the same. */
  readonly tlsExemptHosts?: readonly string[];
  /** What the agent shall reach without the proxy. A gateway makes it ineffective. */
  readonly bypass?: BypassEntries;
  /** Host names that the gateway resource's own bypass list keeps out of the gateway. */
  readonly gatewayBypass?: readonly string[];
}

export type Identity =
  | { readonly method: 'interactive' }
  | { readonly method: 'deviceCode' }
  | ServicePrincipal
  /** A token of Azure Resource Manager, valid for about an hour; read on the machine at run time. */
  | { readonly method: 'accessToken' };

export interface ServicePrincipal {
  readonly method: 'servicePrincipal';
  /** Application (client) id. */
  readonly clientId: string;
  /** `secret` when absent: it is read on the machine at run time and is part of no document. */
  readonly credential?: 'secret' | 'certificate';
  /** Path of a certificate file with its private key and without a password, on each server. */
  readonly certificateFile?: string;
  /** SHA-1 of a certificate in the certificate store of each Windows server: 40 hexadecimal digits. */
  readonly certificateThumbprint?: string;
}

/** A site as its servers see it: what their scripts, rules and routes follow from. */
export type ServerSite = Omit<Site, 'targets' | 'identity'> & {
  readonly servers: Servers;
  readonly identity: Identity;
};

interface Connected {
  readonly connection?: Connection;
  readonly gateway?: GatewayChoice;
}

export interface WithGateway {
  readonly gateway: GatewayChoice;
}

export type GatewaySite = Site & WithGateway;
export type GatewayServerSite = ServerSite & WithGateway;

export const connectionOf = ({ connection = 'gateway' }: Connected): Connection => connection;

export const usesGateway = <T extends Connected>(site: T): site is T & WithGateway =>
  connectionOf(site) === 'gateway' && site.gateway !== undefined;

/** What stands beside the servers in a document and is theirs alone. */
export const sectionsOfServers: readonly string[] = ['identity', 'tags', 'scenarios', 'names'];

/** The servers of a site with what they share with its other targets; undefined where it has none. */
export function serversOf({ targets: { servers }, identity, ...site }: Site): ServerSite | undefined {
  return servers && identity && { ...site, servers, identity };
}

/** Whether machines can be connected without a person at each of them. */
export const isUnattended = ({ identity }: Pick<ServerSite, 'identity'>): boolean =>
  identity.method === 'servicePrincipal' || identity.method === 'accessToken';

/** What is wrong with one field, and how to put it right. */
export interface FieldError {
  /** Dotted path in the document, `azure.region`; empty for the document as a whole. */
  readonly path: string;
  readonly code: FieldErrorCode;
  readonly message: string;
}

/** A value that is not there yet, one that cannot be used, a key that is not known or holds a secret, one that stands twice. */
export const fieldErrorCodes = ['missing', 'invalid', 'unknownKey', 'secret', 'repeated'] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];
