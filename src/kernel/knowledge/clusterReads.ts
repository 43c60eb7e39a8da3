import type { ClusterRead, KubectlRead, LabelsRead, LogsRead } from '../kubectl';
import arcProxy from './data/arcProxyOfClusters.json';

export const agentsNamespace = 'azure-arc';
const namespace = agentsNamespace;

/** Shown before a person agrees to a context; nothing else is asked of it. */
export const clusterReads = {
  version: { verb: 'version' },
  config: { verb: 'get', resource: 'configmaps', namespace, name: 'azure-clusterconfig' },
  pods: { verb: 'get', resource: 'pods', namespace },
} as const satisfies Readonly<Record<ClusterRead, KubectlRead>>;

/**
 * Helm’s own records of the agents’ release, by their labels: the Azure CLI installs it into this namespace.
 * Source: AzureArcForKubernetes/connectedk8s, 2026-08-21.
 */
export const releasesRead: LabelsRead = {
  resource: 'secrets',
  namespace: 'azure-arc-release',
  labels: 'owner=helm,name=azure-arc',
};

/** As it is shown before a person agrees; the names of pods and containers are read from the cluster. */
export const proxyLogsRead: LogsRead = {
  namespace,
  pod: `${arcProxy.pods.prefix}…`,
  container: '…',
  isFollowed: true,
};
