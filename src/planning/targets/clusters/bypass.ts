import type { Finding } from '../../../kernel/finding';
import { memoizeByValue } from '../../../kernel/memo';
import { ipRangeText } from '../../../kernel/text/ipRange';
import { type Bypass, bypassFor as makeBypass, isAgentKeyword } from '../../network/bypass';
import { clusterRanges, type Site } from '../../site';
import { parseApiServer } from '../../../kernel/apiServer';
import type { ClusterOfSite, SharedSite } from '../target';
import { modeOf } from './mode';
import facts from './data/bypass.json';

type Entries = NonNullable<Site['network']['bypass']>;

/** The clusters of a site mostly have the same, and each is asked for it several times. */
const bypassFor = /* @__PURE__ */ memoizeByValue(makeBypass);

/** What the cluster’s agents reach without the proxy: `--proxy-skip-range`, `-NoProxy`. */
export const skipRange = (target: ClusterOfSite, site: SharedSite): Bypass =>
  bypassFor(agentEntries(target, site), 'connectedk8s', { usesGateway: modeOf(target.cluster, site) === 'gateway' });

/** What the site’s own list has in the skip range; paths are those of the site. */
export const skipRangeFindings = (target: ClusterOfSite, site: SharedSite): readonly Finding[] =>
  skipRange(target, site).findings.flatMap((finding) => {
    const [, list, index] = /^bypass\.(domains|ips|cidrs)\.(\d+)$/.exec(finding.path) ?? [];
    if (list === undefined) return [finding];
    const key = list as 'domains' | 'ips' | 'cidrs';
    const own = site.network.bypass?.[key]?.length ?? 0;
    const added = (agentEntries(target, site)[key]?.length ?? 0) - own;
    return Number(index) < added ? [] : [{ ...finding, path: `bypass.${list}.${Number(index) - added}` }];
  });

/** What the deployment machine reaches without the proxy: `NO_PROXY`. */
export function deploymentNoProxy({ cluster }: ClusterOfSite, { network }: SharedSite): Bypass {
  const server = cluster.apiServer === undefined ? undefined : parseApiServer(cluster.apiServer);
  const own = siteEntries(network);
  return bypassFor(server ? withHost(own, server.host) : own, 'noProxy');
}

/** What the container runtime of a node reaches without the proxy: `NO_PROXY`. */
export function runtimeNoProxy(target: ClusterOfSite, site: SharedSite): Bypass {
  const server = target.cluster.apiServer === undefined ? undefined : parseApiServer(target.cluster.apiServer);
  const own = clusterEntries(target, site);
  return bypassFor(server ? withHost(own, server.host) : own, 'noProxy');
}

function agentEntries(target: ClusterOfSite, site: SharedSite): Entries {
  const own = clusterEntries(target, site);
  const { features = [] } = target.cluster;
  const ips = facts.featureAddresses.flatMap(({ feature, address }) =>
    features.some((each) => each === feature) ? [address] : [],
  );
  // A proxy can’t reach the private endpoints of a scope. Their names work with every version, unlike the keyword Arc.
  const scoped = modeOf(target.cluster, site) === 'privateLink' ? facts.arcKeyword.hosts : [];
  return { ...own, domains: [...scoped, ...(own.domains ?? [])], ips: [...ips, ...(own.ips ?? [])] };
}

function clusterEntries({ cluster }: ClusterOfSite, { network }: SharedSite): Entries {
  const own = siteEntries(network);
  const ranges = [cluster.serviceRange, cluster.podRange].flatMap((text) => clusterRanges(text).map(ipRangeText));
  return { ...own, cidrs: [...ranges, ...(own.cidrs ?? [])] };
}

/** Without the words that only the agent of servers knows. */
const siteEntries = ({ bypass = {} }: SharedSite['network']): Entries => ({
  ...bypass,
  hosts: (bypass.hosts ?? []).filter((host) => !isAgentKeyword(host)),
});

const withHost = ({ hosts = [], ips = [], ...entries }: Entries, host: string): Entries =>
  /^[\d.]+$|:/.test(host) ? { ...entries, hosts, ips: [host, ...ips] } : { ...entries, ips, hosts: [host, ...hosts] };
