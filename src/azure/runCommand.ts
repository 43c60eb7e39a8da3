import * as l10n from '@vscode/l10n';
import { isArcError } from '../kernel/errors';
import type { RemoteOutcome, RunCommand } from '../kernel/ports';
import { roleName } from '../kernel/knowledge/roles';
import { machineType } from '../kernel/resources';
import { type Arm, type ArmResponse, type ArmRequest, readBody } from './arm';
import { noRunCommandResult, runCommandNotDeleted } from './errors';
import { readArmError } from './responseErrors';
import { pause } from './operations';
import { resourcePath } from './paths';
import { notRun, outcomeOf, runCommandBody } from './runCommandResult';
import { readRunCommandRegion } from './runCommandTarget';

const apiVersion = '2025-01-13';
const deliverySeconds = 180;
/** Keeps 50 concurrent machines within Azure's 25 reads per second per principal. */
const pollSeconds = 3;
const cleanUpMilliseconds = 30_000;

/** Deletes the run command afterwards. */
export async function runOnMachine(
  arm: Arm,
  machineId: string,
  command: RunCommand,
  signal: AbortSignal,
): Promise<RemoteOutcome> {
  const resource = resourcePath(machineId, machineType);
  const location = await readRunCommandRegion(arm, resource, signal);
  // Azure allows 36 characters on Linux.
  const name = `arc-${crypto.randomUUID().slice(0, 18)}`;
  const request: ArmRequest = {
    method: 'GET',
    to: { path: `${resource.path}/runCommands/${name}`, apiVersion },
    action: l10n.t`Run a command on ${resource.name}`,
    needs: l10n.t`${roleName('machineAdministrator')} role on the machine (Microsoft.HybridCompute/machines/runCommands/write)`,
    resource: resource.name,
  };
  const run: Run = { arm, request, command, machine: resource.name };
  const outcome = await sendAndWait(run, location, signal).catch(async (error: unknown) => {
    // It may still be running, which matters more than the first error.
    throw (await deleteRunCommand(run)) ? error : runCommandNotDeleted(name, resource.name, error);
  });
  // If deletion fails, that is only logged.
  await deleteRunCommand(run);
  return outcome;
}

interface Run {
  readonly arm: Arm;
  readonly request: ArmRequest;
  readonly command: RunCommand;
  readonly machine: string;
}

async function sendAndWait(run: Run, location: string, signal: AbortSignal): Promise<RemoteOutcome> {
  const creation = { ...run.request, ...creationOf(location, run.command), accept: [200, 201, 202] };
  return waitForEnd(run, await run.arm.send(creation, signal), signal);
}

const creationOf = (
  location: string,
  { script, timeoutSeconds }: RunCommand,
): Pick<ArmRequest, 'method' | 'body' | 'isSentOnce'> => ({
  method: 'PUT',
  // A retry might run it twice.
  isSentOnce: true,
  body: {
    location,
    properties: { source: { script }, asyncExecution: false, timeoutInSeconds: timeoutSeconds },
  },
});

async function waitForEnd({ arm, request, command, machine }: Run, started: ArmResponse, signal: AbortSignal) {
  const latest = performance.now() + (command.timeoutSeconds + deliverySeconds) * 1000;
  for (let answer = started; performance.now() < latest;) {
    await pause(answer, signal, pollSeconds);
    answer = await arm.send(request, signal);
    const { provisioningState, instanceView } = readBody(runCommandBody, answer, request).properties;
    const outcome = instanceView && outcomeOf(instanceView, command, machine);
    if (outcome) return outcome;
    if (/^(?:failed|canceled)$/i.test(provisioningState ?? '')) {
      const says = instanceView?.executionMessage ?? (await operationSays(arm, request, started, signal));
      throw notRun(says, machine);
    }
  }
  throw noRunCommandResult(machine);
}

async function operationSays(
  arm: Arm,
  request: ArmRequest,
  started: ArmResponse,
  signal: AbortSignal,
): Promise<string> {
  const link = started.header('azure-asyncoperation');
  if (!link) return '';
  const status = await arm.send({ ...request, to: { link }, accept: [200, 201, 202, 204] }, signal);
  return readArmError(status.body)?.message ?? '';
}

/** Also stops it; false if Azure refuses. Ignores cancellation, so the run command is always cleaned up. */
async function deleteRunCommand({ arm, request }: Run): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(cleanUpMilliseconds);
    await arm.send({ ...request, method: 'DELETE', accept: [200, 202, 204, 404] }, signal);
    return true;
  } catch (error) {
    if (isArcError(error)) return false;
    throw error;
  }
}
