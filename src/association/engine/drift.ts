import { type Association, gatewayEnabledOf, type Observation } from '../../kernel/inventory';
import type { Associable } from '../../kernel/resources';
import type { Drift } from './kinds/drift';
import { kindOf } from './kinds/registry';

/** Worst first; empty if the association hasn't been loaded. */
export function driftOf(resource: Associable, association: Association, observed?: Observation): readonly Drift[] {
  if (association.status !== 'read') return [];
  const isAssociated = association.gatewayId !== undefined;
  const isEnabled = gatewayEnabledOf(resource, association);
  return kindOf(resource)
    .drifts(resource, { isAssociated, isEnabled, observed })
    .toSorted((a, b) => Number(a.severity === 'weak') - Number(b.severity === 'weak'));
}
