import * as v from 'valibot';
import { ArcError, machineType, type RemoteOutcome, type RunCommand } from '../core';
import { type Arm, type ArmAnswer, type ArmRequest, readBody } from './arm';
import { readArmError } from './errors';
import { pause } from './operations';
import { type ResourcePath, resourcePath } from './paths';

const apiVersion = '2025-01-13';
/** Azure keeps the last 4 KB of stdout and of stderr. */
const outputLimit = 4096;
/** What Azure and the agent are given to bring the script to the machine and its output back. */
const deliverySeconds = 180;
const pollSeconds = 2;
const cleanUpMilliseconds = 30_000;

const machine = v.object({
  location: v.string(),
  properties: v.object({
    status: v.nullish(v.string()),
    agentConfiguration: v.nullish(
      v.object({
        extensionsEnabled: v.nullish(v.string()),
        extensionsBlockList: v.nullish(
          v.array(v.object({ publisher: v.nullish(v.string()), type: v.nullish(v.string()) })),
        ),
      }),
    ),
  }),
});

const runCommand = v.object({
  properties: v.object({
    provisioningState: v.nullish(v.string()),
    instanceView: v.nullish(
      v.object({
        executionState: v.nullish(v.string()),
        executionMessage: v.nullish(v.string()),
        exitCode: v.nullish(v.number()),
        output: v.nullish(v.string()),
        error: v.nullish(v.string()),
      }),
    ),
  }),
});
type View = NonNullable<v.InferOutput<typeof runCommand>['properties']['instanceView']>;

/** Runs a script through the machine's agent, waits for its end, and deletes what Azure keeps of it. */
export async function runOnMachine(
  arm: Arm,
  machineId: string,
  command: RunCommand,
  signal: AbortSignal,
): Promise<RemoteOutcome> {
  const resource = resourcePath(machineId, machineType);
  const location = await locationOf(arm, resource, signal);
  // At most 36 characters on Linux.
  const path = `${resource.path}/runCommands/arc-${crypto.randomUUID().slice(0, 18)}`;
  const purpose = { action: `run a command on ${resource.name}`, needs, resource: resource.name };
  const to = { path, apiVersion };
  try {
    const body = {
      location,
      properties: {
        source: { script: command.script },
        asyncExecution: false,
        timeoutInSeconds: command.timeoutSeconds,
      },
    };
    const started = await arm.send({ ...purpose, method: 'PUT', to, body, accept: [200, 201, 202] }, signal);
    const request: ArmRequest = { ...purpose, method: 'GET', to };
    return await waitForEnd({ arm, request, started, command, name: resource.name }, signal);
  } finally {
    // Ends it, too, where it still runs. Nobody's signal: what was begun is not left behind.
    await arm
      .send(
        { ...purpose, method: 'DELETE', to, accept: [200, 202, 204, 404] },
        AbortSignal.timeout(cleanUpMilliseconds),
      )
      .catch(() => undefined); // the request's own log line says so, and the outcome counts for more
  }
}

const needs =
  'the role Azure Connected Machine Resource Administrator on the machine (Microsoft.HybridCompute/machines/runCommands/write)';

/** The machine's region, after a look at what would keep it from running anything. */
async function locationOf(arm: Arm, resource: ResourcePath, signal: AbortSignal): Promise<string> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path: resource.path, apiVersion },
    action: `read the machine ${resource.name}`,
    needs: 'the role Reader on the machine',
    resource: resource.name,
  };
  const { location, properties } = readBody(machine, await arm.send(request, signal), request);
  const { status, agentConfiguration: agent } = properties;
  if (status && status.toLowerCase() !== 'connected') {
    const message = `Azure cannot run a command on ${resource.name}: its agent is ${status.toLowerCase()}. Reach the machine another way, or bring its agent back.`;
    throw new ArcError({ code: 'Conflict' }, message);
  }
  const isBlocked =
    agent?.extensionsBlockList?.some(({ publisher, type }) => isRunCommand(`${publisher ?? ''}.${type ?? ''}`)) ??
    false;
  if (isBlocked || agent?.extensionsEnabled?.toLowerCase() === 'false') throw blocked(resource.name);
  return location;
}

const isRunCommand = (extension: string): boolean => /runcommandhandler/i.test(extension);

const blocked = (name: string): ArcError =>
  new ArcError(
    { code: 'Forbidden', needs: 'run commands allowed by the machine' },
    `${name} does not allow run commands: they are on its list of blocked extensions, or extensions are switched off. On the machine, look at azcmagent config get extensions.blocklist, or choose SSH for it.`,
  );

interface Run {
  readonly arm: Arm;
  readonly request: ArmRequest;
  readonly started: ArmAnswer;
  readonly command: RunCommand;
  readonly name: string;
}

async function waitForEnd(run: Run, signal: AbortSignal): Promise<RemoteOutcome> {
  const { arm, request, started, command, name } = run;
  const latest = performance.now() + (command.timeoutSeconds + deliverySeconds) * 1000;
  for (let answer = started; performance.now() < latest;) {
    await pause(answer, signal, pollSeconds);
    answer = await arm.send(request, signal);
    const { provisioningState, instanceView } = readBody(runCommand, answer, request).properties;
    const outcome = instanceView && outcomeOf(instanceView, run);
    if (outcome) return outcome;
    if (/^(failed|canceled)$/i.test(provisioningState ?? ''))
      throw await notRun(run, instanceView?.executionMessage, signal);
  }
  throw new ArcError(
    { code: 'RemoteFailed', exitCode: timeoutExitCode, tail: '' },
    `Nothing came back from ${name} in time, so the command was taken back. Its agent may not hear from Azure: check that the machine is connected and reaches guestnotificationservice.azure.com.`,
  );
}

const timeoutExitCode = 124;

/** Undefined as long as it runs. */
function outcomeOf(view: View, { command, name }: Run): RemoteOutcome | undefined {
  const [stdout, stderr] = [view.output ?? '', view.error ?? ''];
  const says = view.executionMessage?.trim() ?? '';
  switch (view.executionState?.toLowerCase() ?? '') {
    case 'succeeded':
      return { exitCode: view.exitCode ?? 0, stdout, stderr, isTruncated: isCut(stdout) || isCut(stderr) };
    case 'failed':
      // A script that ended with an error is an outcome; one that never ran is not.
      if (view.exitCode)
        return { exitCode: view.exitCode, stdout, stderr, isTruncated: isCut(stdout) || isCut(stderr) };
      if (isRunCommand(says) || /block ?list|allow ?list/i.test(says)) throw blocked(name);
      throw failed(name, view.exitCode ?? 1, says || stderr);
    case 'timedout':
      throw new ArcError(
        { code: 'RemoteFailed', exitCode: timeoutExitCode, tail: stderr },
        `The attempt to ${command.title} on ${name} took longer than ${command.timeoutSeconds} seconds and was ended there. Look at what the machine is busy with, then try again.`,
      );
    case 'canceled':
      throw new ArcError(
        { code: 'Conflict' },
        `Somebody or something took back the command on ${name} before it ended. Try again.`,
      );
    default:
      return undefined;
  }
}

const isCut = (text: string): boolean => new TextEncoder().encode(text).length >= outputLimit;

/** Azure's reason, from the operation that the request began. */
async function notRun(
  { arm, request, started, name }: Run,
  message: string | null | undefined,
  signal: AbortSignal,
): Promise<ArcError> {
  const link = started.header('azure-asyncoperation');
  const says =
    message ??
    (link &&
      readArmError((await arm.send({ ...request, to: { link }, accept: [200, 201, 202, 204] }, signal)).body)
        ?.message) ??
    '';
  return isRunCommand(says) || /block ?list|allow ?list/i.test(says) ? blocked(name) : failed(name, 1, says);
}

const failed = (name: string, exitCode: number, says: string): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode, tail: says.slice(-2000) },
    `Azure could not run the command on ${name}. ${says === '' ? 'It gives no reason.' : `It says: ${says}`} Check the agent on the machine, then try again.`,
  );
