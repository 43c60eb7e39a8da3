import * as vscode from 'vscode';
import { ArcError, cancelled } from '../../core';
import { withProgress } from '../../host/progress';
import type { AccountNeeds } from './needs';

/** Chooses the subscriptions to read. All of them means also those that the account comes to see later. */
export async function chooseSubscriptions({ tenant, selection, inventory }: AccountNeeds): Promise<void> {
  const all = await withProgress('Reading your subscriptions', async (_, signal) =>
    (await tenant.api()).subscriptions(signal),
  );
  const now = new Set(selection.subscriptionsOf(all));
  const items = all.map((subscription) => ({
    label: subscription.name,
    description: subscription.id,
    picked: now.has(subscription),
    id: subscription.id,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Subscriptions to show',
    placeHolder: 'Choose the subscriptions to read',
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!chosen) throw cancelled();
  if (chosen.length === 0) {
    throw new ArcError({ code: 'InvalidInput', field: 'subscriptions' }, 'Choose at least one subscription.');
  }
  await selection.chooseSubscriptions(chosen.length === all.length ? undefined : chosen.map(({ id }) => id));
  await inventory.refresh();
}
