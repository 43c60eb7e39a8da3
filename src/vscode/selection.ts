import * as vscode from 'vscode';
import type { Subscription } from '../kernel/resources';
import { getSetting } from './settings';

interface Chosen {
  /** The tenant to sign in to; the account's own when absent. */
  readonly tenantId?: string | undefined;
  /** The subscriptions to read, in lower case; all, also later ones, when absent. */
  readonly subscriptionIds?: readonly string[] | undefined;
}

/** Which tenant and subscriptions the person chose, remembered for each cloud across windows. */
export class Selection implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly state: vscode.Memento) {}

  get tenantId(): string | undefined {
    return this.chosen.tenantId;
  }

  /** The chosen ones of what the account can see; all of it when it can see none of them, as after another sign-in. */
  subscriptionsOf(all: readonly Subscription[]): readonly Subscription[] {
    const ids = new Set(this.chosen.subscriptionIds);
    const chosen = all.filter(({ id }) => ids.has(id.toLowerCase()));
    return chosen.length > 0 ? chosen : all;
  }

  /** Another tenant has other subscriptions, so the choice among them is forgotten. */
  async chooseTenant(tenantId: string | undefined): Promise<void> {
    await this.write({ tenantId });
  }

  async chooseSubscriptions(ids: readonly string[] | undefined): Promise<void> {
    await this.write({ ...this.chosen, subscriptionIds: ids?.map((id) => id.toLowerCase()) });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private get key(): string {
    const isSample = getSetting('arcGateway.environment') === 'sample';
    return `arcGateway.selection.${isSample ? 'sample' : getSetting('arcGateway.cloud')}`;
  }

  private get chosen(): Chosen {
    return this.state.get<Chosen>(this.key) ?? {};
  }

  private async write(chosen: Chosen): Promise<void> {
    await this.state.update(this.key, chosen);
    this.changed.fire();
  }
}
