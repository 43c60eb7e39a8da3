import type { Observation } from '../../kernel/inventory';
import type { Associable } from '../../kernel/resources';
import type { AssociationGoal } from './goal';
import type { LocatedMachine } from './kinds/kind';
import { kindOf } from './kinds/registry';
import type { PlannedItem } from './planAssociation';

/** The machines among some resources whose agents can be told along with Azure. */
export const machinesWithAgents = (
  resources: readonly (Associable | PlannedItem['resource'])[],
): readonly LocatedMachine[] => resources.flatMap((each) => kindOf(each).agentMachine?.(each) ?? []);

/** Whether an agent can be told, and does not follow the association unless it is. */
export const needsAgentStep = (
  resource: Associable,
  goal: AssociationGoal['kind'],
  observed: Observation | undefined,
): boolean => kindOf(resource).needsAgentStep?.(resource, goal, observed) ?? false;
