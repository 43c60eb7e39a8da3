import groups from './data/gatewayHosts.json';
import { HostIndex } from './hostIndex';
import { covers } from '../../kernel/hostPattern';

export interface GatewayHost {
  readonly host: string;
  readonly port: number;
  /** Security concern: much wider than Arc needs, or a Microsoft test system. */
  readonly concern?: 'broad' | 'preProduction';
  /** `page` and `asOf`. */
  readonly source: string;
  readonly page: string;
  readonly asOf: string;
}

/** The page says “over 200” but lists these 180. */
export const gatewayHosts: readonly GatewayHost[] = groups.flatMap(({ source, asOf, entries }) =>
  (entries as Pick<GatewayHost, 'host' | 'port' | 'concern'>[]).map((entry) => ({
    ...entry,
    source: `${source} (${asOf})`,
    page: source,
    asOf,
  })),
);

const index = new HostIndex(gatewayHosts, ({ host, port }) => `${host}:${port}`);

/** The most specific entry. */
export const gatewayHostFor = (host: string, port: number): GatewayHost | undefined =>
  index
    .covering(`${host}:${port}`)
    .reduce<GatewayHost | undefined>(
      (best, entry) => (best && covers(entry.host, best.host) ? best : entry),
      undefined,
    );
