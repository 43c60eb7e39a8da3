import type { OperatingSystem } from '../../kernel/resources';
import { type Connection, connectionOf, type ServerSite } from '../site';
import { namesForGateway } from './bypass';
import type { Scenario } from '../site';

export type ConnectionMode = Connection;

/** Without a value, hosts keep the pattern `<vault>.vault.azure.net`. */
export type OwnName = keyof OwnNames;
type OwnNames = NonNullable<ServerSite['names']>;

export interface NetworkNeeds {
  readonly mode: ConnectionMode;
  readonly systems: readonly OperatingSystem[];
  /** `westeurope` */
  readonly region: string;
  /** `<prefix>.gw.arc.azure.com`; gateway mode only. */
  readonly gatewayEndpoint?: string;
  readonly scenarios: readonly Scenario[];
  /** Oldest agent: `1.58` or `1.58.03228.2572`. Default: a supported one. */
  readonly agentVersion?: string;
  readonly names?: OwnNames;
  readonly gatewayBypass?: readonly string[];
}

export function needsOf(site: ServerSite): NetworkNeeds {
  const { servers, azure, gateway, network, scenarios = [], names } = site;
  return {
    mode: connectionOf(site),
    systems: servers.os,
    region: azure.region,
    ...(gateway?.endpoint === undefined ? {} : { gatewayEndpoint: gateway.endpoint }),
    scenarios,
    ...(servers.agentVersion === undefined ? {} : { agentVersion: servers.agentVersion }),
    ...(names === undefined ? {} : { names }),
    gatewayBypass: namesForGateway(network.gatewayBypass ?? []),
  };
}
