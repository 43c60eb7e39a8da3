import { isSameGateway } from './goal';
import type { RunRecord } from './journal';

export interface RollBack {
  readonly resourceIds: readonly string[];
  readonly gatewayId: string;
  readonly onMachine: boolean;
}

/** Undefined unless everything was detached from one gateway. */
export function rollBackOf({ head: { plan }, results }: RunRecord): RollBack | undefined {
  const changed = plan.items.filter((_, index) => results.get(index)?.status === 'done');
  const gatewayId = changed[0]?.before.gatewayId;
  const isOne = changed.every(({ before }) => isSameGateway(before.gatewayId, gatewayId));
  if (plan.goal.kind !== 'detach' || gatewayId === undefined || !isOne) return undefined;
  const resourceIds = changed.map(({ resource }) => resource.id);
  return { resourceIds, gatewayId, onMachine: plan.goal.onMachine === true };
}
