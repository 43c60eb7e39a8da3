import { closeAfterHours } from '../../../../kernel/knowledge/closingRules';
import tools from '../../../../kernel/knowledge/data/connectedk8s.json';
import floors from '../../../../kernel/knowledge/data/clusterAgentFloors.json';
import { memoizeLast } from '../../../../kernel/memo';
import type { Connection } from '../../../site';
import { parseApiServer } from '../../../../kernel/apiServer';
import type { ClusterOfSite, SharedSite } from '../../target';
import type { Fragment } from '../../writing/fragment';
import { deploymentNoProxy, runtimeNoProxy, skipRange } from '../bypass';
import api from '../data/api.json';
import { modeOf } from '../mode';
import { directEndpoints } from '../network';
import { providersFor } from '../providers';
import { type ClusterProxies, clusterProxies } from '../settings';

/** What the scripts of a cluster are made of. */
export interface ClusterFacts extends ClusterProxies {
  readonly target: ClusterOfSite;
  readonly site: SharedSite;
  readonly name: string;
  readonly mode: Connection;
  readonly isNew: boolean;
  readonly skipRange: string;
  readonly noProxy: string;
  readonly runtimeNoProxy: string;
  /** Without the port. */
  readonly apiServer: string | undefined;
  readonly context: string | undefined;
  readonly providers: readonly string[];
}

export function clusterFactsOf(target: ClusterOfSite, site: SharedSite): ClusterFacts {
  const { cluster } = target;
  const mode = modeOf(cluster, site);
  // Only the texts of scripts need these, and most scripts are never written.
  const skipped = memoizeLast(() => skipRange(target, site).text);
  const noProxyText = memoizeLast(() => deploymentNoProxy(target, site).text);
  const runtimeText = memoizeLast(() => runtimeNoProxy(target, site).text);
  return {
    target,
    site,
    name: cluster.name,
    mode,
    isNew: cluster.state !== 'connected',
    ...clusterProxies(site),
    get skipRange() {
      return skipped();
    },
    get noProxy() {
      return noProxyText();
    },
    get runtimeNoProxy() {
      return runtimeText();
    },
    apiServer:
      cluster.apiServer === undefined ? undefined : (parseApiServer(cluster.apiServer)?.host ?? cluster.apiServer),
    context: cluster.deployment?.context,
    providers: providersFor(cluster, mode).map(({ namespace }) => namespace),
  };
}

export const hasProxy = ({ httpProxy }: ClusterFacts): boolean => httpProxy !== undefined;

/** Facts in a script’s own texts; code, not values. */
const fact = (text: string): Fragment => ({ text, marks: [] });

export const closingHint = fact(
  `Close no old firewall rule before ${closeAfterHours} h have passed since the verify script ended with 0.`,
);
export const cliSince = fact(tools.cliSince);
export const extensionSince = fact(tools.gatewaySince);
export const agentSince = fact(floors.find(({ code }) => code === 'clusterAgent.tooOldForGateway')?.before ?? '');
export const settingsVersion = fact(api.settings);
export const clusterVersion = fact(api.cluster);
export const extensionsVersion = fact(api.extensions);
export const providersVersion = fact(api.providers);

/** The ids in the agents’ own configuration, as kubectl prints them with a template: `SUBSCRIPTION/GROUP/NAME`. */
export const clusterTemplate = fact(
  'jsonpath={.data.AZURE_SUBSCRIPTION_ID}/{.data.AZURE_RESOURCE_GROUP}/{.data.AZURE_RESOURCE_NAME}',
);

/** What the cluster needs without a gateway, as `host:port`. */
export const directHostsOf = ({ target, site }: ClusterFacts): readonly string[] => [
  ...new Set(directEndpoints(target, site).map(({ host, port }) => `${host}:${port}`)),
];
