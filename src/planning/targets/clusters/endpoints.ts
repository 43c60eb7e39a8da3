import { hisCode } from '../../../kernel/knowledge/regionalHosts';
import { lookUp } from '../../../kernel/lookUp';
import { memoizeByValue } from '../../../kernel/memo';
import { present } from '../../../kernel/present';
import { type Endpoint, mergeEndpoints, type Source } from '../../network';
import { clusterFeatures, type Connection } from '../../site';
import rows from './data/endpoints.json';

type ClusterFeature = (typeof clusterFeatures)[number];

interface ClusterEndpointRow {
  /** May contain `<…>`, filled in per site. */
  readonly host: string;
  readonly port: number;
  readonly purpose: string;
  readonly when: string;
  readonly isAlwaysNeeded: boolean;
  readonly modes: readonly string[];
  /** Needed with any of these, or with all of them if `needsAll`; empty: always. */
  readonly features: readonly string[];
  readonly needsAll?: boolean;
  readonly from: readonly string[];
  readonly webSocket?: boolean;
  /** Has a private address with a private link scope. */
  readonly privateEndpoint?: boolean;
  readonly source: string;
  readonly asOf: string;
}

const data: readonly ClusterEndpointRow[] = rows;

export interface ClusterNeeds {
  readonly mode: Connection;
  /** `westeurope` */
  readonly region: string;
  /** `<prefix>.gw.arc.azure.com`; used in gateway mode only. */
  readonly gatewayEndpoint?: string;
  readonly features: readonly ClusterFeature[];
  /** Name of the key vault; without it, the host keeps its `<vault>`. */
  readonly vault?: string;
}

/** What a connected cluster, its nodes and the machine that onboards it must reach, in the public cloud. */
export const clusterEndpoints = ({
  mode,
  region,
  gatewayEndpoint,
  features,
  vault,
}: ClusterNeeds): readonly Endpoint[] =>
  endpointsFor(mode, region, gatewayEndpoint, vault, [...new Set(features)].sort().join(' '));

/** The clusters of a site mostly need the same. */
const endpointsFor = /* @__PURE__ */ memoizeByValue(
  (
    mode: Connection,
    region: string,
    gatewayEndpoint: string | undefined,
    vault: string | undefined,
    features: string,
  ): readonly Endpoint[] =>
    data
      .filter(isNeeded({ mode, features: features.split(' ') }))
      .map(endpointOf(present({ mode, region, gatewayEndpoint, vault }))),
);

const isNeeded =
  ({ mode, features }: { readonly mode: Connection; readonly features: readonly string[] }) =>
  ({ modes, features: any, needsAll = false }: ClusterEndpointRow): boolean => {
    if (!modes.includes(mode)) return false;
    const has = (feature: string): boolean => features.some((each) => each === feature);
    return any.length === 0 || (needsAll ? any.every(has) : any.some(has));
  };

const placeholder = /<(prefix|region|his|vault)>/g;

function endpointOf({
  mode,
  region,
  gatewayEndpoint,
  vault,
}: Omit<ClusterNeeds, 'features'>): (row: ClusterEndpointRow) => Endpoint {
  const facts: Readonly<Record<string, string | undefined>> = {
    prefix: gatewayEndpoint?.replace(/\.gw\.arc\.azure\.com$/i, ''),
    region,
    // An unpublished code becomes a wildcard.
    his: hisCode(region)?.code ?? '*',
    vault,
  };
  return (row) => ({
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
  });
}

/** Features of the agents themselves: any connected cluster may use them. */
const ofAgents: readonly ClusterFeature[] = ['clusterConnect', 'customLocations', 'azureRbac'];

/** What a connected cluster and its nodes may need without a gateway. */
export const directClusterEndpoints = (region: string): readonly Endpoint[] =>
  clusterEndpoints({ mode: 'direct', region, features: ofAgents }).filter(({ from }) =>
    from.some((source) => source !== 'deployment'),
  );

/** What any cluster may need: in any region, with any connection and feature. */
export const anyClusterEndpoints: readonly Endpoint[] = mergeEndpoints(
  (['direct', 'gateway', 'privateLink'] as const).flatMap((mode) =>
    data
      .filter(isNeeded({ mode, features: clusterFeatures }))
      .map(endpointOf({ mode: 'direct', region: '*', gatewayEndpoint: '*' })),
  ),
);
