import type { BypassWishes } from './wish';
import type { Scenario } from './scenarios';
import type { OperatingSystem } from '../../kernel/resources';
import type { AgentCloud } from '../../kernel/knowledge/clouds';

/** How the machines reach Azure Arc. */
export type Connection = 'gateway' | 'direct' | 'privateLink';

/**
 * One description of a network and of what shall be onboarded in it: the content of an `*.arc.json` document.
 * It can be committed, reviewed and copied; it never holds a secret. What may be missing has the default it names.
 */
export interface Site {
  readonly version: 1;
  readonly targets: Targets;
  /** `gateway` when absent. */
  readonly connection?: Connection;
  /** Always there while the connection is `gateway`; otherwise kept, and not used. */
  readonly gateway?: GatewayChoice;
  readonly privateLink?: {
    /** Resource id of an Azure Arc private link scope; always there while the connection is `privateLink`. */
    readonly scopeId?: string;
  };
  readonly azure: {
    /** `AzureCloud` when absent. */
    readonly cloud?: AgentCloud;
    readonly tenantId: string;
    readonly subscriptionId: string;
    readonly resourceGroup: string;
    /** Region of the machines' metadata, `westeurope`. */
    readonly region: string;
  };
  readonly network: Network;
  readonly identity: Identity;
  readonly tags: Readonly<Record<string, string>>;
  /** What is done with the servers beyond connecting them; nothing when absent. */
  readonly scenarios?: readonly Scenario[];
  readonly names?: OwnNames;
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

export interface Targets {
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
  readonly bypass?: BypassWishes;
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

/** A site whose machines go through a gateway. */
export type GatewaySite = Site & { readonly gateway: GatewayChoice };

export const connectionOf = ({ connection = 'gateway' }: Site): Connection => connection;

export const usesGateway = (site: Site): site is GatewaySite =>
  connectionOf(site) === 'gateway' && site.gateway !== undefined;

/** Whether machines can be connected without a person at each of them. */
export const isUnattended = ({ identity }: Site): boolean =>
  identity.method === 'servicePrincipal' || identity.method === 'accessToken';

/** What is wrong with one field, and how to put it right. */
export interface FieldError {
  /** Dotted path in the document, `azure.region`; empty for the document as a whole. */
  readonly path: string;
  readonly message: string;
}
