import { canceled } from '../../kernel/errors';
import { associablesOf, associationOf, findGateway, type Inventory } from '../../kernel/inventory';
import { displayRegion } from '../../kernel/knowledge/regions';
import { isUsable } from '../../kernel/knowledge/gatewayState';
import { type Associable, type Gateway, resourceKey } from '../../kernel/resources';
import { type BoxText, foreign, joined, say } from '../../kernel/text/boxText';
import { resourceCount } from '../../kernel/text/quantities';
import { noGatewayReady, noOtherGatewayReady } from './errors';
import { pickOne } from '../../vscode/boxes/picks';

/** Only gateways in state Succeeded, without the one that all of them use. Throws `Precondition` if there are none. */
export async function chooseGateway(inventory: Inventory, resources: readonly Associable[]): Promise<Gateway> {
  const own = commonGateway(inventory, resources);
  const usable = inventory.reading.gateways.items.filter(isUsable);
  const ready = usable.filter(({ id }) => resourceKey(id) !== own);
  if (ready.length === 0) throw usable.length > 0 ? noOtherGatewayReady() : noGatewayReady();
  const users = usersByGateway(inventory);
  const names = new Map(inventory.subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
  const items = ready.map((gateway) => ({
    label: say`$(cloud) ${foreign('azureName', gateway.name)}`,
    description: say`${foreign('azureName', displayRegion(gateway.location))} · ${foreign('sentence', resourceCount(users.get(resourceKey(gateway.id)) ?? 0))}`,
    detail: joined(
      [names.get(gateway.subscriptionId.toLowerCase()), gateway.endpoint].flatMap((text) =>
        text ? [foreign('azureName', text)] : [],
      ),
      ' · ',
    ),
    gateway,
  }));
  const chosen = await pickOne(items, {
    title: titleFor(resources, own === undefined ? undefined : findGateway(inventory, own)),
    placeHolder: say`The gateway to use; nothing changes yet`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) throw canceled();
  return chosen.gateway;
}

function titleFor([first, ...others]: readonly Associable[], own: Gateway | undefined): BoxText {
  const isOne = first && others.length === 0;
  const what = isOne ? foreign('azureName', first.name) : foreign('sentence', resourceCount(others.length + 1));
  return own
    ? say`Move ${what} from ${foreign('azureName', own.name)} to another gateway`
    : say`Associate ${what} with a gateway`;
}

/** `resourceKey` of the gateway that all of them use. */
function commonGateway(inventory: Inventory, resources: readonly Associable[]): string | undefined {
  const used = new Set(
    resources.map((each) => {
      const association = associationOf(inventory, each);
      const gatewayId = association.status === 'read' ? association.gatewayId : undefined;
      return gatewayId === undefined ? undefined : resourceKey(gatewayId);
    }),
  );
  const [only] = used;
  return used.size === 1 ? only : undefined;
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
