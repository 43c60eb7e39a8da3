import type { KubectlOutput, KubectlProgram, RunKubectl } from '../kernel/kubectl';
import arcProxy from '../kernel/knowledge/data/arcProxyOfClusters.json';
import { clusterFloorsAbove } from '../kernel/knowledge/clusterAgentFloors';
import {
  agents,
  elsewhere,
  elsewhereVersion,
  type InCluster,
  inClusters,
  kubectlVersion,
  suffix,
  waiting,
} from './data/inClusters';
import { nameInId, parseResourceId } from '../kernel/resources';
import { lookUp } from '../kernel/lookUp';
import { fakeGuid } from './fakeGuid';
import { valueAt } from './http';
import { playProxyLog } from './proxyLog';
import type { Store, StoredResource } from './store';

/** Plays kubectl, the clusters of the sample tenant, and one on the person’s computer; starts no process. */
export function kubectlOf(store: Store, now: () => number): KubectlProgram {
  const clusters = (): readonly StoredResource[] =>
    store.subscriptions.flatMap(({ id }) =>
      store.list('microsoft.kubernetes/connectedclusters', `/subscriptions/${id}`),
    );
  const run: RunKubectl = async (args) => {
    if (args[0] === 'config')
      return printed([...clusters().map(({ name }) => `${name}${suffix}`), elsewhere].join('\n'));
    const context = valueOf(args, '--context=');
    const cluster = clusters().find(({ name }) => `${name}${suffix}` === context);
    if (!cluster && context !== elsewhere) return failed(`error: context "${context}" does not exist`);
    return answer(args, cluster, { store, now: now() });
  };
  return {
    run,
    async stream(args, context, { onOutput }, signal) {
      const { exitCode, stderr } = await run(args, context, signal);
      if (exitCode === 0) await playProxyLog(args, now, onOutput, signal);
      return { exitCode, stderr };
    },
  };
}

function answer(
  args: readonly string[],
  cluster: StoredResource | undefined,
  { store, now }: { readonly store: Store; readonly now: number },
): KubectlOutput {
  if (args[0] === 'version') return json(versions(cluster));
  const [resource = '', name] = (args[1] ?? '').split('/');
  const namespace = valueOf(args, '--namespace=');
  if (cluster && exceptionsOf(cluster).isForbidden) {
    const what = `${resource} is forbidden: User "person" cannot list resource "${resource}" in API group ""`;
    return failed(`Error from server (Forbidden): ${what} in the namespace "${namespace}"`);
  }
  if (args[0] === 'logs') return printed('');
  if (resource === 'pods') return json({ items: cluster ? podsOf(cluster, now) : [] });
  if (resource === 'secrets') return printed(cluster ? releasesOf(cluster) : '');
  if (cluster && name === 'azure-clusterconfig') return json({ data: configOf(store, cluster) });
  return failed(`Error from server (NotFound): ${resource} "${name ?? ''}" not found`);
}

const textAt = (value: unknown, path: string, otherwise = ''): string => {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : otherwise;
};

const valueOf = (args: readonly string[], flag: string): string =>
  args.find((each) => each.startsWith(flag))?.slice(flag.length) ?? '';

const printed = (stdout: string): KubectlOutput => ({ exitCode: 0, stdout: `${stdout}\n`, stderr: '' });
const json = (value: unknown): KubectlOutput => printed(JSON.stringify(value));
const failed = (stderr: string): KubectlOutput => ({ exitCode: 1, stdout: '', stderr: `${stderr}\n` });

const exceptionsOf = ({ name }: StoredResource): InCluster => lookUp(inClusters, name) ?? {};

const versions = (cluster: StoredResource | undefined) => ({
  clientVersion: { gitVersion: kubectlVersion },
  serverVersion: { gitVersion: `v${textAt(cluster, 'properties.kubernetesVersion', elsewhereVersion)}` },
});

function configOf(store: Store, cluster: StoredResource): Readonly<Record<string, string>> {
  const id = parseResourceId(cluster.id);
  const gatewayId = valueAt(store.settings(cluster.id), 'gatewayResourceId');
  const isBehind = typeof gatewayId === 'string' && !exceptionsOf(cluster).hasNoGateway;
  const gateway = isBehind ? store.get(gatewayId) : undefined;
  return {
    AZURE_SUBSCRIPTION_ID: id.ok ? id.value.subscriptionId : '',
    AZURE_RESOURCE_GROUP: id.ok ? id.value.resourceGroup : '',
    AZURE_RESOURCE_NAME: nameInId(cluster.id),
    AZURE_REGION: cluster.location,
    AZURE_ARC_AGENT_VERSION: textAt(cluster, 'properties.agentVersion'),
    ARC_PROXY_GATEWAY: textAt(gateway, 'properties.gatewayEndpoint', arcProxy.hostWithoutGateway),
    ARC_PROXY_BIND_PORT: '7832',
  };
}

function podsOf(cluster: StoredResource, now: number): readonly unknown[] {
  const isTooOld = clusterFloorsAbove(textAt(cluster, 'properties.agentVersion'), true).some(
    ({ severity }) => severity === 'error',
  );
  return Object.entries(agents)
    .filter(([name]) => !isTooOld || name !== 'arc-proxy')
    .map(([name, count]) => {
      const isWaiting = exceptionsOf(cluster).waitsForIdentity === true && waiting.includes(name);
      const state = isWaiting ? { waiting: { reason: 'ContainerCreating' } } : { running: {} };
      return {
        metadata: {
          name: `${name}-6d9b66b9cc-x2k4z`,
          uid: fakeGuid(`${cluster.id}/${name}`),
          creationTimestamp: new Date(now - 50 * 3_600_000).toISOString(),
        },
        spec: {
          containers: Array.from({ length: count }, (_, index) => ({ name: index === 0 ? name : 'fluent-bit' })),
        },
        status: {
          phase: isWaiting ? 'Pending' : 'Running',
          containerStatuses: Array.from({ length: count }, () => ({ ready: !isWaiting, state })),
        },
      };
    });
}

/** As `kubectl get secrets --show-labels --no-headers` prints them. */
const releasesOf = (cluster: StoredResource): string =>
  ['superseded', exceptionsOf(cluster).release ?? 'deployed']
    .map((status, index) => {
      const version = index + 1;
      const labels = `modifiedAt=1764230400,name=azure-arc,owner=helm,status=${status},version=${version}`;
      return `sh.helm.release.v1.azure-arc.v${version}   helm.sh/release.v1   1      3d     ${labels}`;
    })
    .join('\n');
