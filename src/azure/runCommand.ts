import { ArcError, isArcError } from '../kernel/errors';
import type { RemoteOutcome, RunCommand } from '../kernel/ports';
import { machineType } from '../kernel/resources';
import { type Arm, type ArmAnswer, type ArmRequest, readBody } from './arm';
import { readArmError } from './errors';
import { pause } from './operations';
import { resourcePath } from './paths';
import { notRun, outcomeOf, runCommandBody, timeoutExitCode } from './runCommandResult';
import { regionToRunIn } from './runCommandTarget';

const apiVersion = '2025-01-13';
/** What Azure and the agent are given to bring the script to the machine and its output back. */
const deliverySeconds = 180;
/** Fifty machines at once stay within the 25 reads a second that Azure lets one principal make. */
const pollSeconds = 3;
const cleanUpMilliseconds = 30_000;

const needs =
  'the role Azure Connected Machine Resource Administrator on the machine (Microsoft.HybridCompute/machines/runCommands/write)';

/** Runs a script through the machine's agent, waits for its end, and deletes what Azure keeps of it. */
export async function runOnMachine(
  arm: Arm,
  machineId: string,
  command: RunCommand,
  signal: AbortSignal,
): Promise<RemoteOutcome> {
  const resource = resourcePath(machineId, machineType);
  const location = await regionToRunIn(arm, resource, signal);
  // Azure takes at most 36 characters for Linux.
  const name = `arc-${crypto.randomUUID().slice(0, 18)}`;
  const request: ArmRequest = {
    method: 'GET',
    to: { path: `${resource.path}/runCommands/${name}`, apiVersion },
    action: `run a command on ${resource.name}`,
    needs,
    resource: resource.name,
  };
  const run: Run = { arm, request, command, machine: resource.name };
  const outcome = await sendAndWait(run, location, signal).catch(async (error: unknown) => {
    // Where it cannot be taken back it may still run, and that counts for more than why it should not.
    throw (await takeBack(run)) ? error : stillThere(name, resource.name, error);
  });
  // It has ended. That Azure keeps it, which the log says, does not take the outcome away.
  await takeBack(run);
  return outcome;
}

interface Run {
  readonly arm: Arm;
  /** Reads the run command. */
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
  // Sent again it might run again.
  isSentOnce: true,
  body: {
    location,
    properties: { source: { script }, asyncExecution: false, timeoutInSeconds: timeoutSeconds },
  },
});

async function waitForEnd({ arm, request, command, machine }: Run, started: ArmAnswer, signal: AbortSignal) {
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
  throw new ArcError(
    { code: 'RemoteFailed', exitCode: timeoutExitCode, tail: '' },
    `Nothing came back from ${machine} in time, so the command was taken back. Its agent may not hear from Azure: check that the machine is connected and reaches guestnotificationservice.azure.com.`,
  );
}

/** Azure's reason, from the operation that the request began. */
async function operationSays(arm: Arm, request: ArmRequest, started: ArmAnswer, signal: AbortSignal): Promise<string> {
  const link = started.header('azure-asyncoperation');
  if (!link) return '';
  const status = await arm.send({ ...request, to: { link }, accept: [200, 201, 202, 204] }, signal);
  return readArmError(status.body)?.message ?? '';
}

/**
 * Deletes the run command, which ends it where it still runs; false when Azure did not. Nobody's signal: what was begun
 * is not left behind.
 */
async function takeBack({ arm, request }: Run): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(cleanUpMilliseconds);
    await arm.send({ ...request, method: 'DELETE', accept: [200, 202, 204, 404] }, signal);
    return true;
  } catch (error) {
    if (isArcError(error)) return false;
    throw error;
  }
}

const stillThere = (name: string, machine: string, cause: unknown): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode: 1, tail: '' },
    `The run command ${name} of ${machine} could not be deleted, and may still run. Delete it: az connectedmachine run-command delete, or try again later.`,
    { cause },
  );
