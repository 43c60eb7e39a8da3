/** What only the clusters themselves know. */
export interface InCluster {
  /** Azure has the association; the agents’ Helm release was never upgraded. */
  readonly hasNoGateway?: true;
  /** Its identity has not arrived. */
  readonly waitsForIdentity?: true;
  /** The account may not read the agents. */
  readonly isForbidden?: true;
  readonly release?: string;
}

export const inClusters: Readonly<Record<string, InCluster>> = {
  'k3s-lyon-01': { hasNoGateway: true },
  'k3s-got-01': { waitsForIdentity: true },
  'rke2-fra-01': { isForbidden: true },
  'rke2-ber-01': { release: 'pending-upgrade' },
};

export const suffix = '-admin';
/** A cluster on the person’s own computer, without agents. */
export const elsewhere = 'docker-desktop';
export const kubectlVersion = 'v1.32.3';
/** Of the cluster on the person’s own computer. */
export const elsewhereVersion = '1.32.2';

/** Containers of each agent. */
export const agents: Readonly<Record<string, number>> = {
  'arc-proxy': 1,
  'cluster-metadata-operator': 2,
  'clusterconnect-agent': 3,
  clusteridentityoperator: 2,
  'config-agent': 2,
  'controller-manager': 2,
  'extension-manager': 3,
  'flux-logs-agent': 1,
  'kube-aad-proxy': 2,
  'metrics-agent': 2,
  'resource-sync-agent': 2,
};
/** Until the identity has arrived. */
export const waiting = ['kube-aad-proxy', 'clusterconnect-agent'];
