import { asArcError } from '../../../kernel/errors';
import type { ArcApi, RemoteScript, RemoteSession, RemoteTarget } from '../../../kernel/ports';
import { operatingSystemOf } from '../../../kernel/resourceKinds';
import type { Associable } from '../../../kernel/resources';
import { foreign, say } from '../../../kernel/text/boxText';
import { isServiceRunning, type ServiceAction, serviceScript } from '../../engine/fixes';
import { upgradeNotSet, serviceNotRunning } from '../errors';
import type { VerificationDependencies } from '../dependencies';

/** Does a fix on one resource, and reads back what came of it. Throws why it did not. */
export type Change = (resource: Associable, signal: AbortSignal) => Promise<void>;

/** Shows the scripts and asks for consent; throws `Canceled` without it. */
export async function changeOnMachines(
  { remoteAccess }: Pick<VerificationDependencies, 'remoteAccess'>,
  action: ServiceAction,
  machines: readonly Associable[],
): Promise<Change> {
  const steps = new Map(
    machines.flatMap((machine) => {
      const { id, name } = machine;
      const os = operatingSystemOf(machine);
      if (os === undefined) return [];
      return [[id, { target: { resourceId: id, name, os }, script: serviceScript(os, action) }] as const];
    }),
  );
  const note = say`Afterwards ${foreign('sentence', 'azcmagent')} is asked again how it is.`;
  const scripts = new Map([...steps.values()].map(({ script }) => [script.text, script]));
  const session = await remoteAccess.open(
    [...steps.values()].map(({ target }) => target),
    [...scripts.values()],
    note,
  );
  return async ({ id, name }, signal) => {
    const step = steps.get(id);
    if (step === undefined) throw serviceNotRunning(name, undefined);
    await run(session, step, signal);
  };
}

interface Step {
  readonly target: RemoteTarget;
  readonly script: RemoteScript;
}

async function run(session: RemoteSession, { target, script }: Step, signal: AbortSignal): Promise<void> {
  const outcome = await session.run(target, script, signal);
  const isUp = isServiceRunning(target.os, outcome.stdout);
  if (outcome.exitCode !== 0 || isUp !== true) throw serviceNotRunning(target.name, outcome);
}

/** The setting in Azure; the agent follows later. */
export const changeInAzure =
  (api: ArcApi): Change =>
  async ({ id, name, subscriptionId }, signal) => {
    const { reads, writes } = api.pacers.of(subscriptionId);
    try {
      await writes.run(() => api.setAutomaticUpgrade(id, true, signal), signal);
    } catch (thrown) {
      // It may have arrived nevertheless.
      if (asArcError(thrown).code !== 'Unreachable') throw thrown;
    }
    if ((await reads.run(() => api.automaticUpgrade(id, signal), signal)) !== true) throw upgradeNotSet(name);
  };
