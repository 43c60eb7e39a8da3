import type { OperatingSystem } from '../../kernel/resources';
import { type Connection, connectionOf, type OwnNames, type ServerSite } from '../site';
import { namesForGateway } from './bypass/gatewayBypass';
import type { Scenario } from '../site';

/** How the machines reach Azure Arc. */
export type ConnectionMode = Connection;

/** Names that only the owner of the network knows; until they are given, a host shows the pattern, `<vault>.vault.azure.net`. */
export type OwnName = keyof OwnNames;

/** Everything the list of required endpoints depends on. */
export interface NetworkNeeds {
  readonly mode: ConnectionMode;
  readonly systems: readonly OperatingSystem[];
  /** Region of the machines' metadata, `westeurope`. */
  readonly region: string;
  /** `<prefix>.gw.arc.azure.com`; matters in gateway mode only. */
  readonly gatewayEndpoint?: string;
  readonly scenarios: readonly Scenario[];
  /** Oldest agent in use, `1.58` or `1.58.03228.2572`; without it, one that is still supported is assumed. */
  readonly agentVersion?: string;
  readonly names?: OwnNames;
  /** The gateway resource’s own bypass list: host names that its Arc proxies keep out of the gateway. */
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
