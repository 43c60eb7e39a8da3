import {
  type Association,
  type Inventory,
  type LastVerification,
  type Observation,
  withAssociations,
  withKnownAssociations,
} from '../kernel/inventory';
import { resourceKey } from '../kernel/resources';
import { isAsLate } from '../verification/engine';
import type { Snapshot } from './snapshot';

type Read = Pick<Inventory, 'subscriptions' | 'reading'>;

/** What is shown of the tenant, and how old that is. */
export class Picture {
  private readonly observations = new Map<string, Observation>();
  private readonly verifications = new Map<string, LastVerification>();
  private shown: Inventory | undefined;
  private shownAt: number | undefined;
  private isLatest = false;

  get inventory(): Inventory | undefined {
    return this.shown;
  }

  /** When the resources were read, in Unix milliseconds, if that was not the latest reading. */
  get readAt(): number | undefined {
    return this.isLatest ? undefined : this.shownAt;
  }

  /** Whether these are not all resources, because their reading is under way or was cancelled. */
  get isPartial(): boolean {
    return this.shown !== undefined && !this.isLatest && this.shownAt === undefined;
  }

  /** The inventory as it may be kept; undefined when it is of an earlier reading or not all of it. */
  get current(): Snapshot | undefined {
    return this.shown && this.isLatest && this.shownAt !== undefined
      ? { inventory: this.shown, readAt: this.shownAt }
      : undefined;
  }

  recall({ inventory, readAt }: Snapshot): void {
    this.shown = { ...inventory, ...this.seen };
    this.shownAt = readAt;
    this.isLatest = false;
  }

  /** Shows what was read. Associations that were known stay so until they are read again. */
  show(read: Read, { isAll }: { readonly isAll: boolean }): Inventory {
    this.shown = { ...withKnownAssociations(read, this.shown), ...this.seen };
    this.shownAt = isAll ? Date.now() : undefined;
    this.isLatest = isAll;
    return this.shown;
  }

  /** A newer reading has been cut short: what is shown is of an earlier one. */
  growOld(): void {
    this.isLatest = false;
  }

  /** Takes over associations, by `resourceKey`; false when there is nothing to show them on. */
  note(read: Iterable<readonly [string, Association]>): boolean {
    if (this.shown) this.shown = withAssociations(this.shown, read);
    return this.shown !== undefined;
  }

  /** Takes over what somebody else has read or made; false when there is nothing to show it on. */
  alter(change: (inventory: Inventory) => Inventory): boolean {
    if (this.shown) this.shown = change(this.shown);
    return this.shown !== undefined;
  }

  /** Takes over what was seen on a machine, or forgets it; outlives readings, but not the tenant. */
  observe(resourceId: string, observation: Observation | undefined): void {
    if (observation) this.observations.set(resourceKey(resourceId), observation);
    else this.observations.delete(resourceKey(resourceId));
    if (this.shown) this.shown = { ...this.shown, ...this.seen };
  }

  /** Takes over what verifications came to, and outlives tenants with it; gives the keys of those that are no older. */
  verified(outcomes: ReadonlyMap<string, LastVerification>): readonly string[] {
    const late = [...outcomes].filter(([key, outcome]) => isAsLate(outcome, this.verifications.get(key)));
    for (const [key, outcome] of late) this.verifications.set(key, outcome);
    if (this.shown) this.shown = { ...this.shown, ...this.seen };
    return late.map(([key]) => key);
  }

  clear(): void {
    this.shown = undefined;
    this.shownAt = undefined;
    this.isLatest = false;
    this.observations.clear();
  }

  private get seen(): Pick<Inventory, 'observations' | 'verifications'> {
    return { observations: new Map(this.observations), verifications: new Map(this.verifications) };
  }
}
