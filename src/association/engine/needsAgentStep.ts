import type { Observation } from '../../kernel/inventory';
import type { Associable } from '../../kernel/resources';
import type { AssociationGoal } from './goal';
import { kindOf } from './kinds/registry';

/** Whether the agent is manageable and ignores the association until it is set. */
export const needsAgentStep = (
  resource: Associable,
  goal: AssociationGoal['kind'],
  observed: Observation | undefined,
): boolean => kindOf(resource).needsAgentStep?.(resource, goal, observed) ?? false;
