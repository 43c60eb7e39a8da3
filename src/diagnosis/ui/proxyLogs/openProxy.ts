import { type ArcError, asArcError, canceled } from '../../../kernel/errors';
import type { ClusterAccess, ClusterConnection, ClusterRef } from '../../../kernel/kubectl';
import { type KubernetesVersions, provenContext, readVersions, shownText } from '../../../verification/engine';
import { type ProxyContainer, proxyContainers } from '../../engine';
import { contextNotProven, noProxyPods, otherCluster } from '../errors';

export interface OpenedProxy {
  readonly connection: ClusterConnection;
  /** At least one. */
  readonly containers: readonly ProxyContainer[];
  /** Undefined if kubectl printed none. */
  readonly versions: KubernetesVersions | ArcError | undefined;
}

/** Asks for a context if there is none, and proves that it is this cluster. */
export async function openProxy(access: ClusterAccess, cluster: ClusterRef, signal: AbortSignal): Promise<OpenedProxy> {
  const connection = (await access.open(cluster)) ?? (await openChosen(access, cluster));
  await prove(connection, cluster, signal);
  const containers = proxyContainers(await connection.read('pods', signal));
  if (containers.length === 0) throw noProxyPods(cluster.name);
  return { connection, containers, versions: await versionsOf(connection, signal) };
}

async function openChosen(access: ClusterAccess, cluster: ClusterRef): Promise<ClusterConnection> {
  await access.chooseContext(cluster);
  const connection = await access.open(cluster);
  if (!connection) throw canceled();
  return connection;
}

/** A log can be read without them. Throws only `Canceled`. */
async function versionsOf({ read }: ClusterConnection, signal: AbortSignal): Promise<OpenedProxy['versions']> {
  try {
    return readVersions(await read('version', signal));
  } catch (thrown) {
    const error = asArcError(thrown);
    if (error.code === 'Canceled') throw error;
    return error;
  }
}

async function prove(connection: ClusterConnection, cluster: ClusterRef, signal: AbortSignal): Promise<void> {
  const value = await connection.read('config', signal);
  const { outcome, observed } = provenContext(cluster, { value });
  if (outcome === 'passed') return;
  if (outcome !== 'failed') throw contextNotProven(connection.context, cluster.name);
  const [seen] = observed;
  throw otherCluster(connection.context, cluster.name, seen ? shownText(seen.value) : '');
}
