import { type TargetValue } from '../../src/contract/wizard';
import { isRecord } from '../../src/kernel/isRecord';

/** Without what only one cluster can have: name, API server and context. */
export function duplicateCluster(cluster: unknown): TargetValue {
  if (!isRecord(cluster)) return { name: '' };
  const machine = isRecord(cluster.deployment) ? without(cluster.deployment, ['context']) : {};
  const deployment = Object.keys(machine).length > 0 && { deployment: machine };
  // The host parses it, and refuses what is no target.
  return { name: '', ...without(cluster, ['name', 'apiServer', 'deployment']), ...deployment } as TargetValue;
}

const without = (record: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
