import { foreign, say } from '../../../kernel/text/boxText';
import { nameInId } from '../../../kernel/resources';
import { type FixEntry, fixTexts } from '../../engine/fixes';
import { showWarning } from '../../../vscode/boxes/messages';
import { associablesAmong } from '../../../vscode/commandArguments';
import type { FixingDependencies } from './fixing';

const verify = say`Verify`;

/** What they came to is known only once it is verified; asked once. */
export async function offerInterrupted(
  { inventory, journal, verify: again }: FixingDependencies,
  open: readonly FixEntry[],
): Promise<void> {
  const [first] = open;
  if (!first) return;
  const at = new Date().toISOString();
  for (const entry of open) await journal.append({ ...entry, at, state: 'canceled' });
  const title = foreign('sentence', fixTexts(first.fix).title);
  const name = foreign('azureName', nameInId(first.resourceId));
  const message =
    open.length === 1
      ? say`The window closed during “${title}” on ${name}. Verify to see what came of it.`
      : say`The window closed during “${title}” on ${name}, and ${open.length - 1} more. Verify to see what came of it.`;
  if ((await showWarning(message, verify)) !== verify) return;
  const resources = associablesAmong(
    inventory.inventory,
    open.map(({ resourceId }) => resourceId),
  );
  if (resources.length > 0) await again(resources);
}
