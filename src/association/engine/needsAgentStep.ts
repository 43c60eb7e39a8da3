import type { Observation } from '../../kernel/inventory';
import type { Associable } from '../../kernel/resources';
import type { AssociationGoal } from './goal';
import { kindOf } from './kinds/registry';

/** Whether an agent can be told, and does not follow the association unless it is. */
export const needsAgentStep = (
  resource: Associable,
  goal: AssociationGoal['kind'],
  observed: Observation | undefined,
): boolean => kindOf(resource).needsAgentStep?.(resource, goal, observed) ?? false;
