import { azcmagentShow } from '../azcmagentShow';
import { isVerification, verificationOutput } from '../verificationOutput';
import { armError, badRequest, isObject, type Json, notFound, ok, type Reply, valueAt } from '../http';
import { startLongRunning } from '../longRunning';
import type { Call, Route } from '../router';
import type { Store, StoredResource } from '../store';

const machinePath =
  '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.HybridCompute/machines/{machine}';
const type = 'Microsoft.HybridCompute/machines/runcommands';
const secondsToRun = 4;

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
  if (!machine) return notFound(path.replace(/\/runCommands\/.*$/i, ''));
  const script = valueAt(body, 'properties.source.script');
  if (typeof script !== 'string') {
    return badRequest('InvalidParameter', 'The source of a run command needs a script, a script URI or a command id.');
  }
  if (valueAt(machine, 'properties.status') !== 'Connected') {
    return armError(409, 'Conflict', `The machine '${machine.name}' is not connected to Azure Arc.`);
  }
  const command: StoredResource = {
    id: `${machine.id}/runcommands/${params.name}`,
    name: params.name ?? '',
    type,
    location: machine.location,
    tags: null,
    properties: { asyncExecution: false, timeoutInSeconds: 3600, ...shown(body), provisioningState: 'Creating' },
  };
  store.put(command);
  return startLongRunning(call, {
    status: 201,
    body: { ...command },
    provider: 'Microsoft.HybridCompute',
    location: machine.location,
    seconds: secondsToRun,
    finish: () => {
      const ended = now + secondsToRun * 1000;
      const output = outputOf(script, store, machine, ended);
      store.update(path, { provisioningState: 'Succeeded', instanceView: viewOf(output, now, ended) });
    },
  });
}

function outputOf(script: string, store: Store, machine: StoredResource, now: number): string {
  if (isVerification(script)) return verificationOutput(store, machine, now);
  return /\bazcmagent(?:\.exe)?"?\s+show\b/.test(script) ? azcmagentShow(store, machine, now) : '';
}

const viewOf = (output: string, started: number, ended: number): Json => ({
  executionState: 'Succeeded',
  executionMessage: '',
  exitCode: 0,
  output,
  error: '',
  startTime: new Date(started).toISOString(),
  endTime: new Date(ended).toISOString(),
});

/** What was sent, without what Azure never gives back. */
function shown(body: unknown): Json {
  const properties = valueAt(body, 'properties');
  if (!isObject(properties)) return {};
  const hidden = ['runAsPassword', 'protectedParameters', 'instanceView', 'provisioningState'];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !hidden.includes(name)));
}
