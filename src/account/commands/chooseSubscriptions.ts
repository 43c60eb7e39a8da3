import { ArcError, cancelled } from '../../kernel/errors';
import { foreign, say } from '../../kernel/text/boxText';
import { pickMany } from '../../vscode/boxes/picks';
import { withProgress } from '../../vscode/boxes/progress';
import type { AccountNeeds } from './needs';

/** Chooses the subscriptions to read. All of them means also those that the account comes to see later. */
export async function chooseSubscriptions({ tenant, selection, inventory }: AccountNeeds): Promise<void> {
  const all = await withProgress(say`Reading your subscriptions`, async (_, signal) =>
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
    title: say`Subscriptions to show`,
    placeHolder: say`Choose the subscriptions to read`,
    matchOnDescription: true,
  });
  if (!chosen) throw cancelled();
  if (chosen.length === 0) {
    throw new ArcError({ code: 'InvalidInput', field: 'subscriptions' }, 'Choose at least one subscription.');
  }
  await selection.chooseSubscriptions(chosen.length === all.length ? undefined : chosen.map(({ id }) => id));
  await inventory.refresh();
}
