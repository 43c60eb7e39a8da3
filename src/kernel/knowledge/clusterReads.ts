import type { ClusterRead, KubectlRead, LabelsRead } from '../kubectl';

const namespace = 'azure-arc';

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
