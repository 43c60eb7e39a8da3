import { type TargetValue } from '../../src/contract/wizard';
import { isRecord } from '../../src/kernel/isRecord';

/** Without what only one cluster can have: name, API server and context. */
export function duplicateCluster(cluster: unknown): TargetValue {
  if (!isRecord(cluster)) return { name: '' };
  const { name: _name, apiServer: _server, deployment, ...common } = cluster;
  const { context: _context, ...machine } = isRecord(deployment) ? deployment : {};
  const hasMachine = Object.keys(machine).length > 0;
  // The host parses it, and refuses what is no target.
  return { name: '', ...common, ...(hasMachine && { deployment: machine }) } as TargetValue;
}
