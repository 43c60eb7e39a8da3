import { hisCode } from '../../../kernel/knowledge/regionalHosts';
import { type PageId, pageSource } from '../../../kernel/knowledge/pages';
import { lookUp } from '../../../kernel/lookUp';
import { present } from '../../../kernel/present';
import { type Endpoint, mergeEndpoints, type Source } from '../../network';
import type { Connection } from '../../site';
import data from './data/endpoints.json';

interface Row {
  /** May contain `<…>`, filled in per instance. */
  readonly host: string;
  readonly port: number;
  readonly protocol?: string;
  readonly component: string;
  /** The first release whose gateway carries it; absent: that of most rows. */
  readonly gatewaySince?: string;
  /** No gateway carries it. */
  readonly isDirect?: boolean;
  /** The first release that doesn’t need it. */
  readonly until?: string;
  /** Regions that need it; absent: all. */
  readonly only?: readonly string[];
  /** Named by this page, for instances with a gateway; absent: by the lists of the regions. */
  readonly page?: string;
}

const rows: readonly Row[] = data.endpoints;

export interface InstanceNeeds {
  readonly mode: Connection;
  /** `westeurope` */
  readonly region: string;
  /** `2506`; absent: unknown. */
  readonly release?: string;
  /** `<prefix>.gw.arc.azure.com` */
  readonly gatewayEndpoint?: string;
  /** Without them, their hosts keep the `<…>`. */
  readonly keyVault?: string;
  readonly witness?: string;
}

/** Whether the hosts of a region are published. */
export const isListedRegion = (region: string): boolean => data.regions.some(({ name }) => name === region);

/** Page and date of a region’s list; of one of the lists, if it has none. */
export function listSource(region: string): string {
  const listed = data.regions.find(({ name }) => name === region) ?? data.regions.at(-1);
  return `${listed?.source ?? ''} (${data.asOf})`;
}

/**
 * What the machines and the resource bridge must reach in the public cloud. Through a gateway only what it doesn’t carry
 * is left. For a region without a list of its own: what any region needs.
 */
export const instanceEndpoints = (needs: InstanceNeeds): readonly Endpoint[] =>
  mergeEndpoints(rows.filter(isNeeded(needs)).map(endpointOf(needs)));

const isNeeded =
  ({ mode, region, release }: InstanceNeeds) =>
  ({ only, until, gatewaySince = data.gatewaySince, isDirect = false, page }: Row): boolean => {
    if (only && isListedRegion(region) && !only.includes(region)) return false;
    if (until !== undefined && release !== undefined && release >= until) return false;
    if (page !== undefined && mode !== 'gateway') return false;
    // A gateway needs a release that is newer than all of these.
    return mode !== 'gateway' || isDirect || (release !== undefined && release < gatewaySince);
  };

const placeholder = /<(prefix|region|his|keyvault|witness)>/g;

function endpointOf(needs: InstanceNeeds): (row: Row) => Endpoint {
  const { region, gatewayEndpoint, keyVault, witness } = needs;
  const facts: Readonly<Record<string, string | undefined>> = {
    prefix: gatewayEndpoint?.replace(/\.gw\.arc\.azure\.com$/i, ''),
    region,
    // An unpublished code becomes a wildcard.
    his: hisCode(region)?.code ?? '*',
    keyvault: keyVault,
    witness,
  };
  const source = listSource(region);
  return ({ host, port, protocol, component, page }) => ({
    host: host.replace(placeholder, (pattern, name: string) => lookUp(facts, name) ?? pattern),
    port,
    protocol: protocol === 'udp' ? 'udp' : port === 80 ? 'http' : 'https',
    from: sourcesOf(component),
    purpose: `Azure Local: ${component}`,
    when: 'always',
    isAlwaysNeeded: true,
    source: page === undefined ? source : pageSource(page as PageId),
  });
}

/** The lists name a component, not who asks: what they don’t tell apart, both may ask for. */
const sourcesOf = (component: string): readonly Source[] =>
  ofNodes.includes(component) ? ['localNode'] : ['localNode', 'resourceBridge'];

const ofNodes = ['cloud witness', 'WAC', 'Microsoft Defender', 'Microsoft Update', 'benefits'];

/** What any instance may need: in any region, of any release, with any connection. */
export const anyInstanceEndpoints: readonly Endpoint[] = mergeEndpoints(
  rows.map(endpointOf({ mode: 'direct', region: '*', gatewayEndpoint: '*', keyVault: '*', witness: '*' })),
);

/** Of an instance as the site file describes it. */
export const needsOfInstance = (
  { release, keyVault, witness }: Pick<InstanceNeeds, 'release' | 'keyVault' | 'witness'>,
  place: Pick<InstanceNeeds, 'mode' | 'region' | 'gatewayEndpoint'>,
): InstanceNeeds => present({ ...place, release, keyVault, witness });
