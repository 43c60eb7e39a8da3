import type { AssociationGoal } from './goal';
import { kindOf } from './kinds/registry';
import { type PlannedItem, stepsToTake } from './planAssociation';
import type { AssociationStep } from './steps';

export interface ItemChange {
  readonly steps: readonly AssociationStep[];
  /** Completes an Azure-only detach on the machine; absent if not needed. */
  readonly manualCommand?: string;
}

export function changeOf(
  item: PlannedItem,
  { kind, onMachine }: Pick<AssociationGoal, 'kind' | 'onMachine'>,
): ItemChange {
  const isLeft = kind === 'detach' && !onMachine;
  const manualCommand = isLeft ? kindOf(item.resource).manualDetachCommand?.(item.resource) : undefined;
  return { steps: stepsToTake(item), ...(manualCommand !== undefined && { manualCommand }) };
}
