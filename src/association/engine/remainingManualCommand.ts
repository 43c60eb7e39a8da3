import type { AssociationGoal } from './goal';
import { kindOf } from './kinds/registry';
import type { PlannedItem } from './planAssociation';

/** What a person runs on the machine to finish a detach in Azure alone; undefined where nothing has to run. */
export const remainingManualCommand = (
  { kind, onMachine }: Pick<AssociationGoal, 'kind' | 'onMachine'>,
  { resource }: Pick<PlannedItem, 'resource'>,
): string | undefined =>
  kind === 'detach' && !onMachine ? kindOf(resource).manualDetachCommand?.(resource) : undefined;
