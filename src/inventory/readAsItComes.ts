import { isEmpty, problemsOf } from '../kernel/inventory';
import type { ArcApi, InventoryReading } from '../kernel/ports';
import type { Subscription } from '../kernel/resources';
import { Paced } from '../vscode/paced';

/** Milliseconds between two looks at an inventory that fills. */
const interval = 300;

/** Reads the inventory, and shows from time to time what has come so far; nothing more once the signal is aborted. */
export function readAsItComes(
  api: Pick<ArcApi, 'inventory'>,
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
  show: (soFar: InventoryReading) => void,
): Promise<InventoryReading> {
  let reading: InventoryReading | undefined;
  const soon = new Paced(interval, () => {
    if (reading && !signal.aborted) show(reading);
  });
  const ids = subscriptions.map(({ id }) => id);
  return api
    .inventory(ids, signal, (soFar) => {
      reading = soFar;
      // The first rows would wait an interval after a look at nothing.
      if (!isEmpty({ reading }) || problemsOf({ reading }).length > 0) soon.soon();
    })
    .finally(() => {
      soon.dispose();
    });
}
