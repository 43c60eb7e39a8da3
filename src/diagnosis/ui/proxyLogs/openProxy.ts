import { canceled } from '../../../kernel/errors';
import type { ClusterAccess, ClusterConnection, ClusterRef } from '../../../kernel/kubectl';
import { shownText } from '../../../verification/engine';
import { provenContext } from '../../../verification/engine';
import { type ProxyContainer, proxyContainers } from '../../engine';
import { contextNotProven, noProxyPods, otherCluster } from '../errors';

export interface OpenedProxy {
  readonly connection: ClusterConnection;
  /** At least one. */
  readonly containers: readonly ProxyContainer[];
}

/** Asks for a context if there is none, and proves that it is this cluster. */
export async function openProxy(access: ClusterAccess, cluster: ClusterRef, signal: AbortSignal): Promise<OpenedProxy> {
  const connection = (await access.open(cluster)) ?? (await openChosen(access, cluster));
  await prove(connection, cluster, signal);
  const containers = proxyContainers(await connection.read('pods', signal));
  if (containers.length === 0) throw noProxyPods(cluster.name);
  return { connection, containers };
}

async function openChosen(access: ClusterAccess, cluster: ClusterRef): Promise<ClusterConnection> {
  await access.chooseContext(cluster);
  const connection = await access.open(cluster);
  if (!connection) throw canceled();
  return connection;
}

async function prove(connection: ClusterConnection, cluster: ClusterRef, signal: AbortSignal): Promise<void> {
  const value = await connection.read('config', signal);
  const { outcome, observed } = provenContext(cluster, { value });
  if (outcome === 'passed') return;
  if (outcome !== 'failed') throw contextNotProven(connection.context, cluster.name);
  const [seen] = observed;
  throw otherCluster(connection.context, cluster.name, seen ? shownText(seen.value) : '');
}
