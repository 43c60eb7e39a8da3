import * as l10n from '@vscode/l10n';
import { parseIpAddress, rangeContains, rangesOverlap } from '../../../../kernel/text/ipRange';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { type Rule, type RuleRow, rulesOf } from '../../../rules';
import { clusterRanges } from '../../../site';
import { parseApiServer } from '../../../../kernel/apiServer';
import { type ClusterCase, hasProxy, isOwn, proxyHosts } from './clusterCase';
import facts from '../data/kubernetes.json';

const page = pageSource('clusterGateway');

const servicesOf = ({ cluster }: ClusterCase) => clusterRanges(cluster.serviceRange);
const podsOf = ({ cluster }: ClusterCase) => clusterRanges(cluster.podRange);

const isWithin = (host: string | undefined, ranges: ReturnType<typeof clusterRanges>): boolean => {
  const address = host === undefined ? undefined : parseIpAddress(host.replace(/^\[|\]$/g, ''));
  return address !== undefined && ranges.some((range) => rangeContains(range, address));
};

const rows: readonly RuleRow<ClusterCase>[] = [
  {
    code: 'cluster.serviceRangeMissing',
    severity: 'error',
    path: '.serviceRange',
    applies: (subject) => isOwn(subject) && hasProxy(subject) && subject.cluster.serviceRange === undefined,
    message: l10n.t(
      'The cluster’s service range isn’t known. Without it in the skip range, the agents send calls to services within the cluster to the proxy, and the cluster breaks.',
    ),
    fix: l10n.t`Enter the range that the cluster has: ${'kubectl get servicecidrs'} shows it from Kubernetes ${facts.serviceRangeResource.since}; before, it is the API server’s ${'--service-cluster-ip-range'}.`,
    isValueMissing: true,
    source: page,
  },
  {
    code: 'cluster.rangesOverlap',
    severity: 'error',
    path: '.podRange',
    applies: (subject) => servicesOf(subject).some((a) => podsOf(subject).some((b) => rangesOverlap(a, b))),
    message: ({ cluster }) =>
      l10n.t`The service range ${cluster.serviceRange ?? ''} and the pod range ${cluster.podRange ?? ''} overlap, which Kubernetes doesn’t allow.`,
    fix: l10n.t('Compare both with the cluster, and correct the one that differs.'),
    source: pageSource('kubernetesNetworking'),
  },
  {
    code: 'cluster.proxyInRange',
    severity: 'error',
    path: '.serviceRange',
    applies: (subject) =>
      proxyHosts(subject).some((host) => isWithin(host, [...servicesOf(subject), ...podsOf(subject)])),
    message: l10n.t(
      'The proxy’s address is in the cluster’s service range or pod range, so pods can’t reach the proxy.',
    ),
    fix: l10n.t('Compare the ranges with the cluster. If they are right, give the proxy another address.'),
    source: pageSource('kubernetesNetworking'),
  },
  {
    code: 'cluster.apiServerInRange',
    severity: 'warning',
    path: '.apiServer',
    applies: (subject) =>
      isWithin(parseApiServer(subject.cluster.apiServer ?? '')?.host, [...servicesOf(subject), ...podsOf(subject)]),
    message: l10n.t(
      'This address is within the cluster. The deployment machine needs the address at which it reaches the API server from outside.',
    ),
    fix: l10n.t`Enter the server that ${'kubectl config view --minify'} shows on the deployment machine.`,
    source: page,
  },
  {
    code: 'cluster.apiServerMissing',
    severity: 'error',
    path: '.apiServer',
    applies: (subject) => isOwn(subject) && hasProxy(subject) && subject.cluster.apiServer === undefined,
    message: l10n.t(
      'The API server’s address isn’t known. Without it in NO_PROXY, the deployment machine sends calls to the cluster to the proxy.',
    ),
    fix: l10n.t`Enter the server that ${'kubectl config view --minify'} shows on the deployment machine.`,
    isValueMissing: true,
    source: page,
  },
];

export const rangeRules: readonly Rule<ClusterCase>[] = rulesOf(rows);
