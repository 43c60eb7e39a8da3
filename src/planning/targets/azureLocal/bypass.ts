import { cidrText, type Ipv4Range, parseCidr, parseIpv4, rangesBetween } from '../../../kernel/text/ipv4';
import { bypassFor, type Bypass, isAgentKeyword } from '../../network/bypass';
import type { InstanceOfSite, SharedSite } from '../target';

type Entries = NonNullable<SharedSite['network']['bypass']>;

/**
 * What the machines reach without proxy and gateway, as the registration takes it: the machines, the cluster and the
 * infrastructure by name and address, the domain, and the site’s own list. It can’t be changed after the deployment.
 */
export const registrationBypass = (target: InstanceOfSite, site: SharedSite): Bypass =>
  bypassFor(entriesOf(target, site), 'azureLocal');

/** The same for programs that follow NO_PROXY. */
export const instanceNoProxy = (target: InstanceOfSite, site: SharedSite): Bypass =>
  bypassFor(entriesOf(target, site), 'noProxy');

/** What the site’s own list has in the registration’s text; paths are those of the site. */
export function bypassFindings(target: InstanceOfSite, site: SharedSite): Bypass['findings'] {
  const own = entriesOf(target, { ...site, network: { ...site.network, bypass: {} } });
  return registrationBypass(target, site).findings.flatMap((finding) => {
    const [, list, index] = /^bypass\.(hosts|domains|ips|cidrs)\.(\d+)$/.exec(finding.path) ?? [];
    if (list === undefined) return [finding];
    const added = own[list as keyof Entries]?.length ?? 0;
    return Number(index) < added ? [] : [{ ...finding, path: `bypass.${list}.${Number(index) - added}` }];
  });
}

/** The infrastructure’s subnet if it is given, else its range exactly. */
export function infrastructureRanges({ infrastructure }: InstanceOfSite['instance']): readonly Ipv4Range[] {
  if (!infrastructure) return [];
  const subnet = infrastructure.subnet === undefined ? undefined : parseCidr(infrastructure.subnet);
  const [from, to] = [parseIpv4(infrastructure.from), parseIpv4(infrastructure.to)];
  const range = from === undefined || to === undefined ? [] : rangesBetween(from, to);
  return subnet ? [subnet, ...range] : range;
}

function entriesOf({ instance }: InstanceOfSite, { network }: SharedSite): Entries {
  const { nodes = [], clusterName, clusterAddress, domain } = instance;
  const own = network.bypass ?? {};
  const given = (...texts: readonly (string | undefined)[]): string[] => texts.filter((text) => text !== undefined);
  return {
    hosts: [
      ...given('localhost', ...nodes.map(({ name }) => name), clusterName, domain),
      // Words that only the agent of servers knows.
      ...(own.hosts ?? []).filter((host) => !isAgentKeyword(host)),
    ],
    domains: [...given(domain), ...(own.domains ?? [])],
    ips: [...given('127.0.0.1', ...nodes.map(({ address }) => address), clusterAddress), ...(own.ips ?? [])],
    cidrs: [...infrastructureRanges(instance).map(cidrText), ...(own.cidrs ?? [])],
  };
}
