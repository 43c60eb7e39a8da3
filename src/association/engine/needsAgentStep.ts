import type { Observation } from '../../kernel/inventory';
import type { Associable } from '../../kernel/resources';
import type { AssociationGoal } from './goal';
import { kindOf } from './kinds/registry';

export const needsAgentStep = (
  resource: Associable,
  goal: AssociationGoal['kind'],
  observed: Observation | undefined,
): boolean => kindOf(resource).needsAgentStep?.(resource, goal, observed) ?? false;
