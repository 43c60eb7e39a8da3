import type { KubernetesObject } from './apiServer';

/**
 * The agents of a connected cluster, with the containers that each has. Names and counts: the listing of the page
 * "Troubleshoot Azure Arc-enabled Kubernetes", 2026-08-20.
 */
const agents: Readonly<Record<string, readonly string[]>> = {
  'arc-proxy-5c9b7b6d4c-8kq2n': ['arc-proxy'],
  'cluster-metadata-operator-74747b975-9phtz': ['cluster-metadata-operator', 'fluent-bit'],
  'clusterconnect-agent-cf4c7849c-88fmf': ['clusterconnect-agent', 'kube-aad-proxy', 'fluent-bit'],
  'clusteridentityoperator-79bdfd945f-pt2rv': ['manager', 'fluent-bit'],
  'config-agent-67bcb94b7c-d67t8': ['config-agent', 'fluent-bit'],
  'controller-manager-559dd48b64-v6rmk': ['manager', 'fluent-bit'],
  'extension-events-collector-85f4fbff69-55zmt': ['manager', 'fluent-bit'],
  'extension-manager-7c7668446b-69gps': ['manager', 'msi-adapter', 'fluent-bit'],
  'flux-logs-agent-fc7c6c959-vgqvm': ['flux-logs-agent'],
  'kube-aad-proxy-84d668c44b-j457m': ['kube-aad-proxy', 'fluent-bit'],
  'metrics-agent-58fb8554df-5ll67': ['metrics-agent', 'fluent-bit'],
  'resource-sync-agent-dbf5db848-c9lg8': ['resource-sync-agent', 'fluent-bit'],
};

const namespace = 'azure-arc';

export const arcNamespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: namespace },
};

interface PodState {
  readonly phase?: string;
  /** Why a container waits, as the kubelet says it. */
  readonly waiting?: { readonly reason: string; readonly message?: string };
  readonly restarts?: number;
  readonly conditions?: readonly unknown[];
  readonly createdAt?: string;
}

/** `states`: by the beginning of a pod's name; the others run. */
export const agentPods = (states: Readonly<Record<string, PodState>> = {}): readonly KubernetesObject[] =>
  Object.entries(agents).map(([name, containers]) => {
    const [, state = {}] = Object.entries(states).find(([beginning]) => name.startsWith(beginning)) ?? [];
    return podOf(name, containers, state);
  });

function podOf(name: string, containers: readonly string[], state: PodState): KubernetesObject {
  const component = name.replace(/-[a-z\d]+-[a-z\d]+$/, '');
  const { phase = 'Running', waiting, restarts = 0, conditions = [], createdAt = '2026-11-27T08:00:00Z' } = state;
  const isReady = phase === 'Running' && !waiting;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      creationTimestamp: createdAt,
      labels: { 'app.kubernetes.io/component': component, 'app.kubernetes.io/name': 'azure-arc-k8s' },
    },
    spec: { containers: containers.map((each) => ({ name: each, image: `mcr.microsoft.com/azurearck8s/${each}` })) },
    status: {
      phase,
      conditions,
      containerStatuses:
        phase === 'Pending' && !waiting
          ? []
          : containers.map((each) => ({
              name: each,
              ready: isReady,
              restartCount: restarts,
              state: waiting ? { waiting } : { running: { startedAt: createdAt } },
            })),
    },
  };
}

/** Keys: a recording of the Azure CLI's own tests, 2025-06-05, agent 1.26.0. */
export const clusterConfig = (data: Readonly<Record<string, string>> = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'azure-clusterconfig', namespace },
  data: {
    AZURE_SUBSCRIPTION_ID: '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027',
    AZURE_RESOURCE_GROUP: 'rg-k8s-prod',
    AZURE_RESOURCE_NAME: 'aks-ham-01',
    AZURE_REGION: 'westeurope',
    AZURE_ENVIRONMENT: 'AZUREPUBLICCLOUD',
    AZURE_ARC_AGENT_VERSION: '1.36.1',
    ARC_PROXY_GATEWAY: 'gw-hub-weu.gw.arc.azure.com',
    ARC_PROXY_BIND_PORT: '7832',
    ...data,
  },
});

/** As Helm keeps them; the payload is what nobody may ask for. */
export const helmReleases = (status: string): readonly KubernetesObject[] =>
  [
    ['1', 'superseded'],
    ['2', status],
  ].map(([version = '', each = '']) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: {
      name: `sh.helm.release.v1.azure-arc.v${version}`,
      namespace: 'azure-arc-release',
      labels: { modifiedAt: '1764230400', name: 'azure-arc', owner: 'helm', status: each, version },
    },
    data: { release: 'bm9ib2R5IG1heSByZWFkIHRoaXM=' },
  }));
