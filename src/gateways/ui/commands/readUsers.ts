import { canceled } from '../../../kernel/errors';
import { associablesOf, type Association, type Inventory } from '../../../kernel/inventory';
import type { ArcApi } from '../../../kernel/ports';
import type { Associable, Gateway } from '../../../kernel/resources';
import { say } from '../../../kernel/text/boxText';
import { type GatewayUsers, usersOf } from '../../engine';
import type { Report } from '../../../vscode/boxes/progress';
import { type InventoryStore, problemsOf } from '../../../inventory';

export interface FreshUsers extends GatewayUsers {
  /** Some resources may be missing. */
  readonly isPartial: boolean;
}

interface UserSource {
  readonly api: Pick<ArcApi, 'subscriptions' | 'inventory'>;
  readonly store: Pick<InventoryStore, 'inventory' | 'refreshAssociations'>;
}

/**
 * Reads from Azure what uses a gateway: first the users known to the inventory, as one is enough. If there is none, it
 * reads all visible subscriptions, because the inventory may be old or filtered. That takes minutes for thousands of
 * resources.
 */
export async function readUsers(
  { api, store }: UserSource,
  gateway: Gateway,
  report: Report,
  signal: AbortSignal,
): Promise<FreshUsers> {
  const expected = store.inventory ? usersOf(store.inventory, gateway.id).users : [];
  const associations = await readAssociations(store, expected, report, signal);
  if (store.inventory) {
    const known = usersOf({ ...store.inventory, associations }, gateway.id).users;
    if (known.length > 0) return { users: known, unknown: [], isPartial: true };
  }
  report(say`listing the resources of all subscriptions`);
  const subscriptions = await api.subscriptions(signal);
  const reading = await api.inventory(
    subscriptions.map(({ id }) => id),
    signal,
  );
  const all: Inventory = { subscriptions, reading, associations: new Map() };
  const read = await readAssociations(store, associablesOf(all), report, signal);
  return { ...usersOf({ ...all, associations: read }, gateway.id), isPartial: problemsOf(all).length > 0 };
}

async function readAssociations(
  store: UserSource['store'],
  resources: readonly Associable[],
  report: Report,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Association>> {
  let done = 0;
  const read = await store.refreshAssociations(
    resources.map(({ id }) => id),
    signal,
    () => {
      report(say`${++done} of ${resources.length} associations read`);
    },
  );
  if (signal.aborted) throw canceled();
  return read;
}
