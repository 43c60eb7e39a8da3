import { asArcError } from '../../kernel/errors';
import type { ClusterAccess, ClusterConnection } from '../../kernel/kubectl';
import { redact } from '../../kernel/redact';
import type { ClusterAnswer, ClusterReading, Expectations, MachineAnswer } from '../engine';

/** Undefined without a context, or without a resource in Azure. Throws only `Canceled`. */
export async function readCluster(
  access: ClusterAccess,
  { subject: { resourceId, name } }: Expectations,
  signal: AbortSignal,
): Promise<MachineAnswer | undefined> {
  if (resourceId === undefined) return undefined;
  const connection = await access.open({ resourceId, name });
  if (!connection) return undefined;
  const cluster = await readAll(connection, signal);
  return { way: `kubectl, ${connection.context}`, cluster, log: logOf(connection, cluster) };
}

async function readAll({ read, releases }: ClusterConnection, signal: AbortSignal): Promise<ClusterAnswer> {
  const [version, config, pods, released] = await Promise.all([
    attempt(read('version', signal)),
    attempt(read('config', signal)),
    attempt(read('pods', signal)),
    attempt(releases(signal)),
  ]);
  return { version, config, pods, releases: released };
}

/** Each reading fails on its own. */
async function attempt<T>(work: Promise<T>): Promise<ClusterReading<T>> {
  try {
    return { value: await work };
  } catch (thrown) {
    const error = asArcError(thrown);
    if (error.code === 'Canceled') throw error;
    return { error };
  }
}

/** English: what was read, and why the rest was not. */
function logOf({ context }: ClusterConnection, cluster: ClusterAnswer): string {
  const readings = Object.entries(cluster).map(([name, reading]: [string, ClusterReading<unknown>]) =>
    'value' in reading ? `${name}: read` : `${name}: ${reading.error.code}. ${reading.error.message}`,
  );
  return `${redact([`By kubectl, context ${context}:`, ...readings].join('\n'))}\n`;
}
