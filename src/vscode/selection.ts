import * as vscode from 'vscode';
import { isRecord } from '../kernel/isRecord';
import type { Subscription } from '../kernel/resources';
import { getSetting } from './settings';

interface StoredSelection {
  /** Default: the home tenant. */
  readonly tenantId?: string | undefined;
  /** Lower case. Absent: all, including later ones. */
  readonly subscriptionIds?: readonly string[] | undefined;
}

/** No schema library, because activation loads this. */
function selectionFrom(value: unknown): StoredSelection {
  if (!isRecord(value)) return {};
  const { tenantId, subscriptionIds } = value;
  return {
    ...(typeof tenantId === 'string' && { tenantId }),
    ...(Array.isArray(subscriptionIds) && { subscriptionIds: subscriptionIds.filter((id) => typeof id === 'string') }),
  };
}

/** Stored per cloud. */
export class Selection implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly state: vscode.Memento) {}

  get tenantId(): string | undefined {
    return this.chosen.tenantId;
  }

  /** All if none of the chosen exist, as after switching accounts. */
  subscriptionsOf(all: readonly Subscription[]): readonly Subscription[] {
    const ids = new Set(this.chosen.subscriptionIds);
    const chosen = all.filter(({ id }) => ids.has(id.toLowerCase()));
    return chosen.length > 0 ? chosen : all;
  }

  /** Resets the subscriptions. */
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

  private get chosen(): StoredSelection {
    return selectionFrom(this.state.get<unknown>(this.key));
  }

  private async write(chosen: StoredSelection): Promise<void> {
    await this.state.update(this.key, chosen);
    this.changed.fire();
  }
}
