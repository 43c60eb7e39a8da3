import { isRecord } from '../../kernel/isRecord';
import { armError, badRequest, type Json, notFound, ok, pathBefore, type Reply, valueAt } from '../http';
import { startLongRunning } from '../longRunning';
import type { Call, Route } from '../router';
import { runScript } from '../runScript';
import type { StoredResource } from '../store';

const machinePath =
  '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.HybridCompute/machines/{machine}';
const type = 'Microsoft.HybridCompute/machines/runcommands';

const usualTimeout = 3600;

export const runCommandRoutes: readonly Route[] = [
  { method: 'GET', path: `${machinePath}/runCommands`, handle: list },
  {
    method: 'GET',
    path: `${machinePath}/runCommands/{name}`,
    handle: ({ store, path }) => {
      const command = store.get(path);
      return command ? ok(command) : notFound(path);
    },
  },
  { method: 'PUT', path: `${machinePath}/runCommands/{name}`, handle: run },
  {
    method: 'DELETE',
    path: `${machinePath}/runCommands/{name}`,
    handle: ({ store, path }) => {
      const isThere = store.get(path) !== undefined;
      store.delete(path);
      return { status: isThere ? 202 : 204 };
    },
  },
];

const machineOf = ({ store, path }: Call): StoredResource | undefined =>
  store.get(path.replace(/\/runCommands(?:\/[^/]*)?$/i, ''));

function list(call: Call): Reply {
  const machine = machineOf(call);
  return machine ? ok({ value: call.store.list(type, machine.id) }) : notFound(call.path);
}

function run(call: Call): Reply {
  const { store, path, params, now, body } = call;
  const machine = machineOf(call);
  if (!machine) return notFound(pathBefore(path, '/runCommands/'));
  const script = valueAt(body, 'properties.source.script');
  if (typeof script !== 'string') {
    return badRequest('InvalidParameter', 'The source of a run command needs a script, a script URI or a command id.');
  }
  if (valueAt(machine, 'properties.status') !== 'Connected') {
    return armError(409, 'Conflict', `The machine '${machine.name}' is not connected to Azure Arc.`);
  }
  const timeout = valueAt(body, 'properties.timeoutInSeconds');
  const { seconds, view } = runScript(store, machine, script, typeof timeout === 'number' ? timeout : usualTimeout);
  const command: StoredResource = {
    id: `${machine.id}/runcommands/${params.name}`,
    name: params.name ?? '',
    type,
    location: machine.location,
    properties: {
      asyncExecution: false,
      timeoutInSeconds: usualTimeout,
      ...shown(body),
      provisioningState: 'Creating',
    },
  };
  store.put(command);
  return startLongRunning(call, {
    status: 201,
    body: { ...command },
    provider: 'Microsoft.HybridCompute',
    location: machine.location,
    seconds,
    finish: () => {
      const instanceView = view(now, now + seconds * 1000);
      const isDone = instanceView.executionState === 'Succeeded' || instanceView.exitCode !== 0;
      store.update(path, { provisioningState: isDone ? 'Succeeded' : 'Failed', instanceView });
    },
  });
}

/** Azure never returns these properties. */
function shown(body: unknown): Json {
  const properties = valueAt(body, 'properties');
  if (!isRecord(properties)) return {};
  const hidden = ['runAsPassword', 'protectedParameters', 'instanceView', 'provisioningState'];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !hidden.includes(name)));
}
