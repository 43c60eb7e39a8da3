import type { Endpoint } from '../plan';
import type { OperatingSystem } from '../resources';
import type { Topology } from '../topology/topology';
import data from './data/endpoints.json';
import { hisCode } from './regions';

type Row = (typeof data)[number];

/** What the `<…>` in a row's host stand for; an absent one is not known. */
type Facts = Readonly<Record<'prefix' | 'region' | 'his', string | undefined>>;

const placeholder = /<(prefix|region|his)>/g;

/** The host with its facts filled in; with one missing, the row's wildcard, or the pattern as it is. */
function hostOf(row: Row, facts: Facts): string {
  const host = row.host.replace(placeholder, (pattern, name: keyof Facts) => facts[name] ?? pattern);
  return host.includes('<') ? (row.fallback ?? host) : host;
}

const endpointOf = (row: Row, facts: Facts): Endpoint => ({
  host: hostOf(row, facts),
  port: row.port,
  protocol: row.protocol === 'http' ? 'http' : 'https',
  purpose: row.purpose,
  when: row.when,
  source: `${row.source} (${row.asOf})`,
});

function select(mode: 'gateway' | 'direct', systems: readonly OperatingSystem[], facts: Facts): Endpoint[] {
  return data
    .filter((row) => row.scenario === 'core' && row.modes.includes(mode))
    .filter((row) => systems.some((system) => row.os.includes(system)))
    .map((row) => endpointOf(row, facts));
}

const regional = (region: string) => ({ region, his: hisCode(region)?.code });

/** What has to be reachable from the machines, or allowed on their proxy, while they use the gateway. */
export const requiredEndpoints = (topology: Topology): Endpoint[] =>
  select('gateway', topology.targets.os, {
    ...regional(topology.azure.region),
    prefix: topology.gateway?.endpoint?.replace(/\.gw\.arc\.azure\.com$/, ''),
  });

/** What a machine needs once it goes without a gateway, for example after it was detached. */
export const directServerEndpoints = (target: {
  readonly systems: readonly OperatingSystem[];
  readonly region: string;
}): Endpoint[] => select('direct', target.systems, { ...regional(target.region), prefix: undefined });
