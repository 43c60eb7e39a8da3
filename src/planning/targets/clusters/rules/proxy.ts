import * as l10n from '@vscode/l10n';
import { unsupportedFeatures } from '../../../../kernel/knowledge/clusterFeatureLimits';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { type Rule, rulesOf } from '../../../rules';
import { type ClusterCase, has, hasAny, hasProxy, isOwn, proxyHosts } from './clusterCase';

const page = pageSource('clusterGateway');
const iotPage = pageSource('iotOperationsConnectivity');

export const proxyRules: readonly Rule<ClusterCase>[] = rulesOf<ClusterCase>([
  {
    code: 'cluster.noWebSockets',
    severity: 'error',
    path: '.features',
    applies: (subject) =>
      hasProxy(subject) &&
      subject.site.network.webSockets === 'no' &&
      (subject.mode === 'gateway' || has(subject, 'clusterConnect', 'customLocations', 'azureRbac')),
    message: l10n.t('The proxy doesn’t let WebSocket connections through, which the cluster needs.'),
    fix: l10n.t('Allow WebSocket connections (HTTP upgrade) on the proxy, and then set WebSockets to yes.'),
    source: page,
  },
  {
    code: 'cluster.proxyLoopback',
    severity: 'error',
    path: '.name',
    applies: (subject) => proxyHosts(subject).some((host) => /^(localhost|127\..*|\[::1\])$/.test(host)),
    message: l10n.t('The proxy has a loopback address, which means each pod itself within a cluster.'),
    fix: l10n.t('Enter the address at which the cluster’s pods and nodes reach the proxy.'),
    source: page,
  },
  {
    code: 'cluster.certificateUnsupported',
    severity: 'error',
    path: '.features',
    applies: (subject) =>
      subject.site.network.proxyCertificate !== undefined && hasAny(subject, unsupportedFeatures.withProxyCertificate),
    message: l10n.t('Azure IoT Operations doesn’t support a proxy with a certificate of its own.'),
    fix: l10n.t('Use a proxy that doesn’t need a certificate, or remove Azure IoT Operations from the cluster.'),
    source: iotPage,
  },
  {
    code: 'cluster.runtimeProxy',
    severity: 'warning',
    path: '.runtimeProxy',
    applies: (subject) => hasProxy(subject) && isOwn(subject) && subject.cluster.runtimeProxy !== 'yes',
    message: l10n.t(
      'The connect command sets the proxy only in the agents’ pods. The container runtime of each node pulls images by itself, and needs the proxy too.',
    ),
    fix: l10n.t('Run the script for the container runtime on each node, and then set the runtime’s proxy to yes.'),
    source: iotPage,
  },
]);
