import type { AssociationGoal } from './goal';
import { kindOf } from './kinds/registry';
import { type PlannedItem, stepsToTake } from './planAssociation';
import type { AssociationStep } from './steps';

/** What carrying out an item does, and what it leaves to a person. */
export interface ItemChange {
  readonly steps: readonly AssociationStep[];
  /** What finishes on the machine a detach in Azure alone; absent where nothing has to run. */
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
