import { agentBuild, newestAgent } from '../data/platforms';
import { badRequest, notFound, ok, pageOf, pathBefore, type Reply, valueAt } from '../http';
import type { Call, Route } from '../router';

const type = 'Microsoft.HybridCompute/machines';
const group = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}`;

const list = (call: Call): Reply =>
  pageOf(call.store.list(type, pathBefore(call.path, '/providers/')), call.url, call.machinesPerPage);

export const machineRoutes: readonly Route[] = [
  { method: 'GET', path: `/subscriptions/{subscription}/providers/${type}`, handle: list },
  { method: 'GET', path: group, handle: list },
  {
    method: 'GET',
    path: `${group}/{machine}`,
    handle: ({ store, path }) => {
      const machine = store.get(path);
      return machine ? ok({ ...machine, resources: [] }) : notFound(path);
    },
  },
  { method: 'PATCH', path: `${group}/{machine}`, handle: patch },
];

/** Azure takes hours to upgrade an agent; here a moment. */
const secondsToUpgrade = 3;

function patch(call: Call): Reply {
  const { store, path, body, now } = call;
  const machine = store.get(path);
  if (!machine) return notFound(path);
  const enableAutomaticUpgrade = valueAt(body, 'properties.agentUpgrade.enableAutomaticUpgrade');
  if (typeof enableAutomaticUpgrade !== 'boolean') {
    return badRequest(
      'InvalidRequestContent',
      'Only properties.agentUpgrade.enableAutomaticUpgrade can be changed here.',
    );
  }
  store.update(path, { agentUpgrade: { enableAutomaticUpgrade } });
  if (enableAutomaticUpgrade) {
    const agentVersion = agentBuild(
      newestAgent,
      valueAt(machine, 'properties.osType') === 'windows' ? 'windows' : 'linux',
    );
    const done = { enableAutomaticUpgrade, lastAttemptStatus: 'Success', lastAttemptDesiredVersion: agentVersion };
    store.startOperation(`upgrade ${machine.id}`, now, secondsToUpgrade * 1000, () => {
      store.update(path, { agentVersion, agentUpgrade: done });
    });
  }
  const changed = store.get(path);
  return ok({ ...changed, resources: [] });
}
