import { canceled } from '../../kernel/errors';
import { foreign, say } from '../../kernel/text/boxText';
import { pickMany } from '../../vscode/boxes/picks';
import { withProgress } from '../../vscode/boxes/progress';
import { noSubscriptionChosen } from '../errors';
import type { AccountDependencies } from './dependencies';

/** Choosing all includes subscriptions that the account gets access to later. */
export async function chooseSubscriptions({ tenant, selection, inventory }: AccountDependencies): Promise<void> {
  const all = await withProgress(say`Loading your subscriptions`, async (_, signal) =>
    (await tenant.api()).subscriptions(signal),
  );
  const now = new Set(selection.subscriptionsOf(all));
  const items = all.map((subscription) => ({
    label: foreign('azureName', subscription.name),
    description: foreign('azureName', subscription.id),
    picked: now.has(subscription),
    id: subscription.id,
  }));
  const chosen = await pickMany(items, {
    title: say`Choose subscriptions`,
    placeHolder: say`Subscriptions to show`,
    matchOnDescription: true,
  });
  if (!chosen) throw canceled();
  if (chosen.length === 0) throw noSubscriptionChosen();
  await selection.chooseSubscriptions(chosen.length === all.length ? undefined : chosen.map(({ id }) => id));
  await inventory.refresh();
}
