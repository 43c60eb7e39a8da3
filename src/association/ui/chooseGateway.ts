import { canceled } from '../../kernel/errors';
import { associablesOf, associationOf, type Inventory } from '../../kernel/inventory';
import { isUsable } from '../../kernel/knowledge/gatewayState';
import { type Gateway, resourceKey } from '../../kernel/resources';
import { foreign, joined, say } from '../../kernel/text/boxText';
import { resourceCount } from '../../kernel/text/quantities';
import { noGatewayReady } from './errors';
import { pickOne } from '../../vscode/boxes/picks';

/** Only gateways in state Succeeded. Throws `Precondition` if there are none. */
export async function chooseGateway(inventory: Inventory, count: number): Promise<Gateway> {
  const ready = inventory.reading.gateways.items.filter(isUsable);
  if (ready.length === 0) throw noGatewayReady();
  const users = usersByGateway(inventory);
  const names = new Map(inventory.subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
  const items = ready.map((gateway) => ({
    label: say`$(cloud) ${foreign('azureName', gateway.name)}`,
    description: say`${foreign('azureName', gateway.location)} · ${foreign('sentence', resourceCount(users.get(resourceKey(gateway.id)) ?? 0))}`,
    detail: joined(
      [names.get(gateway.subscriptionId.toLowerCase()), gateway.endpoint].flatMap((text) =>
        text ? [foreign('azureName', text)] : [],
      ),
      ' · ',
    ),
    gateway,
  }));
  const chosen = await pickOne(items, {
    title: say`Associate ${foreign('sentence', resourceCount(count))} with a gateway`,
    placeHolder: say`The gateway to use; nothing changes yet`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) throw canceled();
  return chosen.gateway;
}

function usersByGateway(inventory: Inventory): ReadonlyMap<string, number> {
  const users = new Map<string, number>();
  for (const each of associablesOf(inventory)) {
    const association = associationOf(inventory, each);
    if (association.status !== 'read' || association.gatewayId === undefined) continue;
    const gateway = resourceKey(association.gatewayId);
    users.set(gateway, (users.get(gateway) ?? 0) + 1);
  }
  return users;
}
