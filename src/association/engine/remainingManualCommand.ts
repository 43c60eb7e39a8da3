import { directCommand } from './detach';
import type { AssociationGoal } from './goal';
import type { PlannedItem } from './planAssociation';

/** What a person runs on the machine to finish a detach in Azure alone; undefined where nothing has to run. */
export const remainingManualCommand = (
  { kind, onMachine }: Pick<AssociationGoal, 'kind' | 'onMachine'>,
  { resource }: Pick<PlannedItem, 'resource'>,
): string | undefined =>
  kind === 'detach' && !onMachine && resource.kind === 'machine' ? directCommand(resource.os) : undefined;
