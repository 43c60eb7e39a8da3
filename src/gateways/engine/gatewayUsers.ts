import { type Inventory, associablesOf, associationOf } from '../../kernel/inventory';
import { type Associable, sameResource } from '../../kernel/resources';

export interface GatewayUsers {
  readonly users: readonly Associable[];
  /** Resources whose gateway is unknown. */
  readonly unknown: readonly Associable[];
}

export function usersOf(inventory: Inventory, gatewayId: string): GatewayUsers {
  const all = associablesOf(inventory).map((resource) => [resource, associationOf(inventory, resource)] as const);
  const pick = (test: (association: (typeof all)[number][1]) => boolean): readonly Associable[] =>
    all.filter(([, association]) => test(association)).map(([resource]) => resource);
  return {
    users: pick(
      (association) =>
        association.status === 'read' &&
        association.gatewayId !== undefined &&
        sameResource(association.gatewayId, gatewayId),
    ),
    unknown: pick(({ status }) => status !== 'read'),
  };
}
