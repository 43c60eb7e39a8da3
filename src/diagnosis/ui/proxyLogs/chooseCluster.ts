import { canceled } from '../../../kernel/errors';
import type { ClusterRef } from '../../../kernel/kubectl';
import { foreign, say } from '../../../kernel/text/boxText';
import { clusterTarget } from '../../../vscode/commandArguments';
import { pickOne } from '../../../vscode/boxes/picks';
import type { InventoryStore } from '../../../inventory';
import { noClusters } from '../errors';

/** The row, or one that the person picks. Throws `Canceled`. */
export async function chooseCluster(inventory: InventoryStore, argument: unknown): Promise<ClusterRef> {
  if (argument !== undefined) return clusterTarget(inventory.inventory, argument);
  await inventory.ensure();
  const clusters = inventory.inventory?.reading.clusters.items ?? [];
  if (clusters.length === 0) throw noClusters();
  const items = clusters.map(({ id, name, resourceGroup }) => ({
    label: foreign('azureName', name),
    description: foreign('azureName', resourceGroup),
    cluster: { resourceId: id, name },
  }));
  const picked = await pickOne(items, { title: say`Arc proxy log`, placeHolder: say`Choose a connected cluster` });
  if (!picked) throw canceled();
  return picked.cluster;
}
