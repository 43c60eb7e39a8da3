import * as l10n from '@vscode/l10n';
import { pageSource } from '../../kernel/knowledge/pages';
import type { Site } from '../site';
import { type Rule, rulesOf } from './rule';

const page = pageSource('clusterGateway');

const hasClusters = ({ targets }: Site): boolean => targets.clusters !== undefined;
const hasProxy = ({ network }: Site): boolean => network.proxyUrl !== undefined || network.httpProxyUrl !== undefined;

/** About the part of the network that clusters share. */
export const clusterNetworkRules: readonly Rule<Site>[] = rulesOf<Site>([
  {
    code: 'proxy.webSocketsUnknown',
    severity: 'warning',
    path: 'network.webSockets',
    applies: (site) => hasClusters(site) && hasProxy(site) && (site.network.webSockets ?? 'unknown') === 'unknown',
    message: l10n.t('Clusters need WebSocket connections, and it isn’t known whether the proxy lets them through.'),
    fix: l10n.t(
      'Ask the proxy administrator whether WebSocket connections (HTTP upgrade) are allowed, and enter the answer.',
    ),
    source: page,
  },
  {
    code: 'proxy.certificateMissing',
    severity: 'warning',
    path: 'network.proxyCertificate',
    applies: (site) =>
      hasClusters(site) &&
      hasProxy(site) &&
      site.network.tlsInspection === 'yes' &&
      site.network.proxyCertificate === undefined,
    message: l10n.t(
      'TLS is inspected, so the clusters’ agents and the Azure CLI see the proxy’s own certificates, which they don’t trust.',
    ),
    fix: l10n.t(
      'Enter the path of a PEM file with the proxy’s certificates, or exempt all hosts of the clusters from inspection.',
    ),
    source: page,
  },
  {
    code: 'proxy.certificateUnused',
    severity: 'info',
    path: 'network.proxyCertificate',
    applies: (site) => site.network.proxyCertificate !== undefined && !(hasClusters(site) && hasProxy(site)),
    message: l10n.t('Only clusters behind a proxy use its certificate.'),
    fix: l10n.t('If you plan to add such a cluster, do nothing. Otherwise, remove the certificate.'),
    source: page,
  },
  {
    code: 'proxy.httpOnly',
    severity: 'warning',
    path: 'network.httpProxyUrl',
    applies: ({ network }) => network.httpProxyUrl !== undefined && network.proxyUrl === undefined,
    message: l10n.t('There is a proxy for plain HTTP alone. Azure Arc uses HTTPS, which then goes out directly.'),
    fix: l10n.t('Enter the proxy for HTTPS too, even if it is the same.'),
    source: page,
  },
  {
    code: 'proxy.httpUnused',
    severity: 'info',
    path: 'network.httpProxyUrl',
    applies: (site) => site.network.httpProxyUrl !== undefined && !hasClusters(site),
    message: l10n.t('Only clusters have a proxy of their own for plain HTTP.'),
    fix: l10n.t('If you plan to add a cluster, do nothing. Otherwise, remove it.'),
    source: page,
  },
]);
