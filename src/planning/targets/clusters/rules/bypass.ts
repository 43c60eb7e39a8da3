import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../../kernel/finding';
import { memoizeLast } from '../../../../kernel/memo';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { listOf } from '../../../../kernel/text/phrases';
import { type Endpoint, gatewayHosts } from '../../../network';
import { isAgentKeyword, noProxyMatcher } from '../../../network/bypass';
import type { Rule } from '../../../rules';
import { skipRange, skipRangeFindings } from '../bypass';
import bypassFacts from '../data/bypass.json';
import { agentEndpoints } from '../network';
import { type ClusterCase, hasProxy, isOwn } from './clusterCase';

/** More names don’t tell more. */
const mostNamed = 5;

/** A host that a pattern matches. */
const exampleOf = (host: string): string => host.replace(/\*|<\w+>/g, 'x');

/** Entries that the skip range can’t express; what is about all consumers is a note. */
const inexpressible: Rule<ClusterCase> = (subject) =>
  hasProxy(subject) && isOwn(subject)
    ? skipRangeFindings(subject.target, subject.site)
        .filter(({ code, severity }) => severity !== 'info' && code !== 'bypass.serviceRange')
        .map((finding): Finding => ({
          ...finding,
          severity: finding.severity === 'error' ? 'warning' : finding.severity,
          path: `network.${finding.path}`,
        }))
    : [];

/** The clusters of a site mostly have the same. */
const hostsAround = /* @__PURE__ */ memoizeLast(
  (skipped: string, endpoints: readonly Endpoint[], usesGateway: boolean): readonly string[] => {
    const bypasses = noProxyMatcher(skipped);
    const forwarded = usesGateway ? gatewayHosts.filter(({ port }) => port !== 80) : [];
    const hosts = [...endpoints, ...forwarded]
      .filter(({ host, port }) => bypasses(exampleOf(host), port))
      .map(({ host }) => host);
    return [...new Set(hosts)];
  },
);

/** Hosts of Azure that the site’s bypass sends around the proxy. */
const aroundProxy: Rule<ClusterCase> = (subject) => {
  if (!hasProxy(subject) || !isOwn(subject) || subject.mode === 'privateLink') return undefined;
  const { target, site, mode } = subject;
  const found = hostsAround(skipRange(target, site).text, agentEndpoints(target, site), mode === 'gateway');
  if (found.length === 0) return undefined;
  const names = listOf(found.slice(0, mostNamed));
  return {
    code: 'cluster.bypassesProxy',
    severity: 'warning',
    path: 'network.bypass',
    message:
      subject.mode === 'gateway'
        ? l10n.t`The bypass list sends the cluster’s traffic to ${found.length} hosts of Azure around the proxy and the gateway, for example ${names}.`
        : l10n.t`The bypass list sends the cluster’s traffic to ${found.length} hosts of Azure around the proxy, for example ${names}.`,
    fix: l10n.t('Remove these entries from the bypass list, or open these hosts on the firewall for the cluster.'),
    source: pageSource('clusterGateway'),
  };
};

const { arcKeyword } = bypassFacts;

const leftOutKeyword: Rule<ClusterCase> = (subject) => {
  const words = (subject.site.network.bypass?.hosts ?? []).filter(isAgentKeyword);
  if (words.length === 0 || subject.mode !== 'gateway' || !hasProxy(subject)) return undefined;
  return {
    code: 'cluster.arcKeyword',
    severity: 'info',
    path: 'network.bypass.hosts',
    message: l10n.t`${listOf(words)} are words for the agents of servers, and are left out of the clusters’ skip range. There, connectedk8s ${arcKeyword.since} and newer would take Arc as ${listOf(arcKeyword.hosts)} and bypass the gateway.`,
    fix: l10n.t('If no server needs them, remove them. Otherwise, do nothing.'),
    source: `${arcKeyword.source} (${arcKeyword.asOf})`,
  };
};

export const bypassRules: readonly Rule<ClusterCase>[] = [inexpressible, aroundProxy, leftOutKeyword];
