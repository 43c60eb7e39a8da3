import type { Endpoint } from './endpoint';
import data from './data/clusterEndpoints.json';

/** What the agents of a connected cluster must reach while they go without a gateway, in the public cloud. */
export const directClusterEndpoints = (region: string): Endpoint[] =>
  data.map(({ host, port, purpose, when, source, asOf }) => ({
    host: host.replace('<region>', region),
    port,
    protocol: 'https',
    purpose,
    when,
    source: `${source} (${asOf})`,
  }));
