import type { Uri } from 'vscode';
import type { Inventory } from '../kernel/inventory';
import type { Subscription } from '../kernel/resources';
import type { AzureSession } from '../session/azureSession';
import type { Log } from '../vscode/log';
import type { Snapshot } from './snapshot';
import type { Snapshots } from './snapshots';

export const openSnapshots = async (folder: Uri): Promise<Snapshots> =>
  (await import('./snapshots')).snapshotsIn(folder);

/** Keyed by account, tenant, and cloud. */
export class InventoryCache {
  /** `open` is called at first use. */
  constructor(
    private readonly tenant: Pick<AzureSession, 'owner'>,
    private readonly log: Pick<Log, 'warn'>,
    private readonly open: (() => Promise<Snapshots>) | undefined,
  ) {}

  /** Never rejects. */
  load(choose: (all: readonly Subscription[]) => readonly Subscription[]): Promise<Snapshot | undefined> {
    return this.attempt('read', async (snapshots, owner) => {
      const snapshot = await snapshots.load(owner);
      if (!snapshot) return undefined;
      const chosen = choose(snapshot.inventory.subscriptions);
      return { ...snapshot, inventory: withinSubscriptions(snapshot.inventory, chosen) };
    });
  }

  /** Never rejects. */
  async save(snapshot: Snapshot): Promise<void> {
    await this.attempt('written', (snapshots, owner) => snapshots.save(owner, snapshot));
  }

  /** Only logs failures. */
  private async attempt<T>(
    what: string,
    work: (snapshots: Snapshots, owner: string) => Promise<T>,
  ): Promise<T | undefined> {
    if (!this.open) return undefined;
    try {
      const owner = await this.tenant.owner();
      return owner === undefined ? undefined : await work(await this.open(), owner);
    } catch (thrown) {
      this.log.warn(`The inventory cache could not be ${what}: ${String(thrown)}`);
      return undefined;
    }
  }
}

export function withinSubscriptions(inventory: Inventory, subscriptions: readonly Subscription[]): Inventory {
  const ids = new Set(subscriptions.map(({ id }) => id.toLowerCase()));
  const within = <T extends { readonly subscriptionId: string }>(items: readonly T[]) => ({
    items: items.filter(({ subscriptionId }) => ids.has(subscriptionId)),
  });
  const { gateways, machines, clusters, azureLocal } = inventory.reading;
  return {
    ...inventory,
    subscriptions,
    reading: {
      gateways: within(gateways.items),
      machines: within(machines.items),
      clusters: within(clusters.items),
      azureLocal: within(azureLocal.items),
    },
  };
}
