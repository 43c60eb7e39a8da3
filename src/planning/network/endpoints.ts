import { publicLabel } from '../../kernel/hostName';
import type { Endpoint } from './endpoint';
import type { OperatingSystem } from '../../kernel/resources';
import { isOlderAgent } from '../../kernel/knowledge/agentVersion';
import { bypassedEndpoints } from './bypassedEndpoints';
import rows from './data/endpoints.json';
import { HostIndex } from './hostIndex';
import type { NetworkNeeds, OwnName } from './networkNeeds';
import { hisCode } from '../../kernel/knowledge/regionalHosts';
import { type Scenario, scenarios } from '../site';

interface EndpointRow {
  /** `<…>` is filled in per network. */
  readonly host: string;
  /** Wildcard if that is unknown. */
  readonly fallback: string | null;
  readonly port: number;
  readonly protocol: string;
  readonly purpose: string;
  readonly when: string;
  readonly isAlwaysNeeded: boolean;
  readonly modes: readonly string[];
  readonly os: readonly string[];
  /** Any of these; empty: always. */
  readonly scenarios: readonly string[];
  /** Only for older agents. */
  readonly agentBefore: string | null;
  readonly beforeAgent: boolean;
  /** Private address with a private link scope. */
  readonly privateEndpoint: boolean;
  readonly source: string;
  readonly asOf: string;
}

const data: readonly EndpointRow[] = rows;

/** Absent: unknown. */
type EndpointFacts = Readonly<Partial<Record<'prefix' | 'region' | 'his' | OwnName, string | undefined>>>;

const ownNames: readonly OwnName[] = ['vault', 'workspace', 'collection'];

const placeholder = /<(prefix|region|his|vault|workspace|collection)>/g;
const isLabel = new RegExp(`^${publicLabel}$`, 'i');

/** Falls back to the row’s wildcard, or the pattern. */
function hostOf(row: EndpointRow, facts: EndpointFacts): string {
  const host = row.host.replace(placeholder, (pattern, name: keyof EndpointFacts) => {
    const fact = facts[name];
    return fact !== undefined && isLabel.test(fact) ? fact : pattern;
  });
  return host.includes('<') ? (row.fallback ?? host) : host;
}

const endpointOf = (row: EndpointRow, { mode }: NetworkNeeds, facts: EndpointFacts): Endpoint => ({
  host: hostOf(row, facts),
  port: row.port,
  protocol: row.protocol === 'http' ? 'http' : 'https',
  from: ['server'],
  purpose: row.purpose,
  when: row.when,
  isAlwaysNeeded: row.isAlwaysNeeded,
  ...(mode === 'privateLink' && row.privateEndpoint ? { privateEndpoint: true as const } : {}),
  ...(row.beforeAgent ? { beforeAgent: true as const } : {}),
  source: `${row.source} (${row.asOf})`,
});

const factsOf = ({ region, gatewayEndpoint, names }: NetworkNeeds): EndpointFacts => ({
  ...names,
  region,
  his: hisCode(region)?.code,
  prefix: gatewayEndpoint?.replace(/\.gw\.arc\.azure\.com$/i, ''),
});

const isNeeded =
  ({ mode, systems, scenarios, agentVersion }: NetworkNeeds) =>
  (row: EndpointRow): boolean =>
    row.modes.includes(mode) &&
    systems.some((system) => row.os.includes(system)) &&
    (row.scenarios.length === 0 || scenarios.some((scenario) => row.scenarios.includes(scenario))) &&
    (row.agentBefore === null || (agentVersion !== undefined && isOlderAgent(agentVersion, row.agentBefore)));

const socketOf = ({ host, port }: Pick<Endpoint, 'host' | 'port'>): string => `${host}:${port}`;

/** For the machines or their proxy: common hosts first, then by scenario, then the gateway’s bypass list. */
export function endpointsFor(needs: NetworkNeeds): Endpoint[] {
  const facts = factsOf(needs);
  const needed = data.filter(isNeeded(needs)).map((row) => endpointOf(row, needs, facts));
  const known = new HostIndex(needed, socketOf);
  return [...needed, ...bypassedEndpoints(needs).filter((each) => known.first(socketOf(each)) === undefined)];
}

export const ownNamesOf = (scenario: Scenario): OwnName[] => {
  const hosts = data.filter(({ scenarios }) => scenarios.includes(scenario)).map(({ host }) => host);
  return ownNames.filter((name) => hosts.some((host) => host.includes(`<${name}>`)));
};

/** Of servers without a gateway, in every scenario and region: with patterns where those decide. */
export const directEndpoints = (): Endpoint[] =>
  endpointsFor({
    mode: 'direct',
    systems: ['linux', 'windows'],
    region: '',
    scenarios: scenarios.map(({ id }) => id),
  });

/** Without a gateway, for example after a detach. */
export const directServerEndpoints = (target: {
  readonly systems: readonly OperatingSystem[];
  readonly region: string;
}): Endpoint[] => endpointsFor({ ...target, mode: 'direct', scenarios: [] });
