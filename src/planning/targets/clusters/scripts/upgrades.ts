import { covers } from '../../../../kernel/hostPattern';
import { agentUpgrades } from '../network';
import { type ClusterFacts, hasProxy } from './facts';

/** A request for a WebSocket, as the agents make it. */
export interface UpgradeCheck {
  readonly host: string;
  readonly path: string;
  /** Else around the proxy, as the agents’ skip range has it. */
  readonly isProxied: boolean;
  /** Only the service itself can refuse the request within TLS: nothing on the path reads it. */
  readonly refusalProves: boolean;
}

export interface UpgradeChecks {
  readonly checks: readonly UpgradeCheck[];
  /** Of the proxy for HTTPS; IPv6 without brackets. */
  readonly proxy: { readonly host: string; readonly port: number };
  /** That need WebSockets, and whose full name isn’t known. */
  readonly unknown: readonly string[];
}

/** Statuses by which a service refuses a WebSocket that it was asked for: learn.microsoft.com/azure/azure-relay/relay-hybrid-connections-protocol. */
export const refusals = [400, 401, 403, 404] as const;

/** The service has not seen that it was asked for a WebSocket: RFC 9110, 15.5.22. */
export const upgradeRequired = 426;

/** Seconds. */
export const patience = { connect: 5, answer: 8 } as const;

/** Undefined without a proxy: only proxies take a WebSocket apart. */
export function upgradeChecksOf(facts: ClusterFacts): UpgradeChecks | undefined {
  if (!hasProxy(facts)) return undefined;
  const { target, site } = facts;
  const { tlsInspection, tlsExemptHosts = [] } = site.network;
  const isExempt = (host: string): boolean =>
    tlsInspection === 'no' || tlsExemptHosts.some((pattern) => covers(pattern, host));
  const { probes, unprobed, proxy = { host: '', port: 0 } } = agentUpgrades(target, site);
  const checks = probes.flatMap(({ host, webSocket, via }) =>
    webSocket !== undefined
      ? [{ host, path: webSocket, isProxied: via === 'proxy', refusalProves: isExempt(host) }]
      : [],
  );
  const unknown = unprobed.map(({ endpoint }) => endpoint.host);
  return checks.length + unknown.length === 0 ? undefined : { checks, unknown, proxy };
}
