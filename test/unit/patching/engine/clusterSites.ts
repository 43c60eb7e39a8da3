import type { GatewaySite } from '../../../../src/planning/site/site';
import { proxied } from './sites';

const { targets: servers, ...shared } = proxied;

/** One cluster behind the proxy, and no servers. */
export const oneCluster: GatewaySite = {
  ...shared,
  network: { ...proxied.network, proxyCertificate: '/etc/ssl/proxy.pem' },
  targets: {
    clusters: [{ name: 'aks-ham-01', serviceRange: '10.96.0.0/12', podRange: '10.244.0.0/16', apiServer: '10.0.0.10' }],
  },
};

/** Two that need different values, and a provisioned one. */
export const severalClusters: GatewaySite = {
  ...oneCluster,
  targets: {
    ...servers,
    clusters: [
      ...(oneCluster.targets.clusters ?? []),
      { name: 'k3s-bre-02', serviceRange: '10.43.0.0/16', apiServer: 'k3s.contoso.com:6443' },
      { name: 'aks-local', managedBy: 'aksArc' },
    ],
  },
};

/** A server and clusters that need the same: there is no proxy. */
export const clustersWithoutProxy: GatewaySite = {
  ...shared,
  network: {},
  targets: { ...servers, clusters: [{ name: 'one' }, { name: 'two' }] },
};
