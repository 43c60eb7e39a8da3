import * as l10n from '@vscode/l10n';
import { canceled } from '../../../kernel/errors';
import { foreign, say } from '../../../kernel/text/boxText';
import { pickOne } from '../../../vscode/boxes/picks';
import { clusterTarget } from '../../../vscode/commandArguments';
import { withProgress } from '../../../vscode/boxes/progress';
import type { DiagnosisDependencies } from '../dependencies';
import { nothingFollowed } from '../errors';
import { LogReading } from '../logReading';
import { summaryOf } from '../openLog';
import { networkOf } from './clusterRouting';
import { FollowedProxy } from './followedProxy';
import { openProxy } from './openProxy';

/** By resource id; those that have ended keep their channel. */
const followed = new Map<string, FollowedProxy>();

/** Follows until it is stopped; shows the channel if it is followed already. */
export async function followProxyLog(
  { inventory, clusterAccess, subscriptions }: DiagnosisDependencies,
  argument: unknown,
): Promise<void> {
  const cluster = clusterTarget(inventory.inventory, argument);
  const { resourceId, name } = cluster;
  const known = followed.get(resourceId);
  if (known?.isRunning) {
    known.show();
    return;
  }
  const proxy = await withProgress(say`Reading the pods of ${foreign('azureName', name)}`, (_, signal) =>
    openProxy(clusterAccess, cluster, signal),
  );
  known?.dispose();
  const following = new FollowedProxy(name, proxy);
  subscriptions.push(following);
  followed.set(resourceId, following);
  following.show();
  await following.run();
}

export async function stopProxyLog(): Promise<void> {
  const all = [...followed.values()].filter(({ isRunning }) => isRunning);
  const [only, more] = all;
  if (!only) throw nothingFollowed();
  const items = all.map((following) => ({ label: foreign('azureName', following.cluster), following }));
  const picked = more ? await pickOne(items, { title: say`Stop following an Arc proxy log` }) : { following: only };
  if (!picked) throw canceled();
  picked.following.stop();
}

/** Of all that the cluster still has of it. */
export async function summarizeProxyLog(
  { inventory, clusterAccess, documents }: DiagnosisDependencies,
  argument: unknown,
): Promise<void> {
  const cluster = clusterTarget(inventory.inventory, argument);
  const reading = new LogReading();
  const { containers } = await withProgress(
    say`Reading the Arc proxy’s log of ${foreign('azureName', cluster.name)}`,
    async (_, signal) => {
      const proxy = await openProxy(clusterAccess, cluster, signal);
      for (const { pod, container } of proxy.containers) {
        await proxy.connection.logs({ pod, container, isFollowed: false }, reading.add, signal);
        reading.endLine();
      }
      return proxy;
    },
  );
  const { log, tail, remarks } = reading.end();
  const pods = containers.map(({ pod, container }) => `${pod}/${container}`).join(', ');
  const origin = l10n.t`Arc proxy of ${cluster.name}: ${pods}`;
  await documents.show(
    say`Arc proxy log of ${foreign('azureName', cluster.name)}`,
    await summaryOf(origin, log, tail, remarks, networkOf(inventory.inventory, cluster)),
  );
}
