import type { Subscription } from '../kernel/resources';
import { type Snapshot, withinSubscriptions } from './snapshot';
import type { Log } from '../vscode/log';
import type { Snapshots } from './snapshots';
import type { Tenant } from '../session/tenant';

/** The inventory that outlives the window: that of whoever is signed in, and of nobody else. */
export class KeptInventory {
  /** `snapshots` is asked for at first use. */
  constructor(
    private readonly tenant: Pick<Tenant, 'owner'>,
    private readonly log: Log,
    private readonly snapshots: (() => Promise<Snapshots>) | undefined,
  ) {}

  /** What was kept of the chosen subscriptions. */
  async load(choose: (all: readonly Subscription[]) => readonly Subscription[]): Promise<Snapshot | undefined> {
    return this.tried('read', async (snapshots, owner) => {
      const snapshot = await snapshots.load(owner);
      if (!snapshot) return undefined;
      const chosen = choose(snapshot.inventory.subscriptions);
      return { ...snapshot, inventory: withinSubscriptions(snapshot.inventory, chosen) };
    });
  }

  async keep(snapshot: Snapshot): Promise<void> {
    await this.tried('kept', (snapshots, owner) => snapshots.save(owner, snapshot));
  }

  /** Nothing depends on a snapshot, so whatever is wrong with it is only logged. */
  private async tried<T>(
    what: string,
    work: (snapshots: Snapshots, owner: string) => Promise<T>,
  ): Promise<T | undefined> {
    if (!this.snapshots) return undefined;
    try {
      const owner = await this.tenant.owner();
      return owner === undefined ? undefined : await work(await this.snapshots(), owner);
    } catch (thrown) {
      this.log.warn(`The last inventory could not be ${what}: ${String(thrown)}`);
      return undefined;
    }
  }
}
