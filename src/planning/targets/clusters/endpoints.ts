import { hisCode } from '../../../kernel/knowledge/regions';
import { lookUp } from '../../../kernel/lookUp';
import { type Endpoint, mergeEndpoints, type Source } from '../../network';
import { type ClusterFeature, clusterFeatures, type Connection } from '../../site';
import rows from './data/endpoints.json';

interface ClusterEndpointRow {
  /** May hold `<…>` for a fact that differs from site to site. */
  readonly host: string;
  readonly port: number;
  readonly purpose: string;
  readonly when: string;
  readonly isAlwaysNeeded: boolean;
  readonly modes: readonly string[];
  /** Any of these makes it needed, or all of them with `needsAll`; every cluster needs it where there is none. */
  readonly features: readonly string[];
  readonly needsAll?: boolean;
  readonly from: readonly string[];
  readonly webSocket?: boolean;
  /** With a private link scope it is reached at a private address. */
  readonly privateEndpoint?: boolean;
  readonly source: string;
  readonly asOf: string;
}

const data: readonly ClusterEndpointRow[] = rows;

/** Everything the list of a cluster's endpoints depends on. */
export interface ClusterNeeds {
  readonly mode: Connection;
  /** Region of the cluster's metadata, `westeurope`. */
  readonly region: string;
  /** `<prefix>.gw.arc.azure.com`; matters in gateway mode only. */
  readonly gatewayEndpoint?: string;
  readonly features: readonly ClusterFeature[];
  /** Name of the key vault; until it is given, a host shows the pattern. */
  readonly vault?: string;
}

/** What has to be reachable from a connected cluster, its nodes and the machine that onboards it, in the public cloud. */
export const clusterEndpoints = (needs: ClusterNeeds): readonly Endpoint[] =>
  data.filter(isNeeded(needs)).map((row) => endpointOf(row, needs));

const isNeeded =
  ({ mode, features }: ClusterNeeds) =>
  ({ modes, features: any, needsAll = false }: ClusterEndpointRow): boolean => {
    if (!modes.includes(mode)) return false;
    const has = (feature: string): boolean => features.some((each) => each === feature);
    return any.length === 0 || (needsAll ? any.every(has) : any.some(has));
  };

const placeholder = /<(prefix|region|his|vault)>/g;

function endpointOf(row: ClusterEndpointRow, { mode, region, gatewayEndpoint, vault }: ClusterNeeds): Endpoint {
  const facts: Readonly<Record<string, string | undefined>> = {
    prefix: gatewayEndpoint?.replace(/\.gw\.arc\.azure\.com$/i, ''),
    region,
    // Where no published source names the code, all regions' hosts take its place.
    his: hisCode(region)?.code ?? '*',
    vault,
  };
  return {
    host: row.host.replace(placeholder, (pattern, name: string) => lookUp(facts, name) ?? pattern),
    port: row.port,
    protocol: 'https',
    from: row.from as readonly Source[],
    purpose: row.purpose,
    when: row.when,
    isAlwaysNeeded: row.isAlwaysNeeded,
    ...(mode === 'privateLink' && row.privateEndpoint ? { privateEndpoint: true as const } : {}),
    ...(row.webSocket ? { webSocket: true as const } : {}),
    source: `${row.source} (${row.asOf})`,
  };
}

/** Features that come with the agents, so that any connected cluster may use them. */
const ofAgents: readonly ClusterFeature[] = ['clusterConnect', 'customLocations', 'azureRbac'];

/** What a connected cluster of the region and its nodes may need once it goes without a gateway. */
export const directClusterEndpoints = (region: string): readonly Endpoint[] =>
  clusterEndpoints({ mode: 'direct', region, features: ofAgents }).filter(({ from }) =>
    from.some((source) => source !== 'deployment'),
  );

/** What a cluster may need of which nothing but its being there is known: in any region, by any connection, for any use. */
export const anyClusterEndpoints: readonly Endpoint[] = mergeEndpoints(
  (['direct', 'gateway', 'privateLink'] as const).flatMap((mode) =>
    data.filter(isNeeded({ mode, region: '', features: clusterFeatures })).map((row) => ({
      ...endpointOf(row, { mode: 'direct', region: '*', features: [], gatewayEndpoint: '*' }),
    })),
  ),
);
