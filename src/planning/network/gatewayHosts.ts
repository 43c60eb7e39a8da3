import groups from './data/gatewayHosts.json';
import { HostIndex } from './hostIndex';
import { covers } from './hostPattern';

/** One entry of the list of what an Arc gateway forwards. */
export interface GatewayHost {
  readonly host: string;
  readonly port: number;
  /** Worth telling a security team: far wider than Azure Arc needs, or a name of Microsoft's own test systems. */
  readonly concern?: 'broad' | 'preProduction';
  readonly source: string;
}

/** All that a gateway forwards, as published. The page speaks of “over 200” entries; it lists these 180. */
export const gatewayHosts: readonly GatewayHost[] = groups.flatMap(({ source, asOf, entries }) =>
  (entries as Omit<GatewayHost, 'source'>[]).map((entry) => ({ ...entry, source: `${source} (${asOf})` })),
);

const index = new HostIndex(gatewayHosts, ({ host, port }) => `${host}:${port}`);

/** The most exact entry that takes in a host or a pattern of hosts on a port; absent when the gateway forwards none such. */
export const gatewayHostFor = (host: string, port: number): GatewayHost | undefined =>
  index
    .covering(`${host}:${port}`)
    .reduce<GatewayHost | undefined>(
      (best, entry) => (best && covers(entry.host, best.host) ? best : entry),
      undefined,
    );
