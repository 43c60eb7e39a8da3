import {
  ArcError,
  isArcError,
  type RemoteOutcome,
  type RemoteRunner,
  type RemoteScript,
  type RemoteSession,
  type RemoteTarget,
  Slots,
} from '../../core';
import { HostKeyPrompts } from './hostKeyPrompts';
import { type MachineWays, scriptKey } from './machineWays';
import type { Runners } from './runners';
import type { SecretPrompts } from './secretPrompts';

/** Enough to keep a workstation’s cores and a network busy; more only makes each slower. */
const parallel = 50;

/** Runs what was agreed to, and nothing else. */
export function openSession(
  scripts: readonly RemoteScript[],
  ways: MachineWays,
  runners: Runners,
  secrets: SecretPrompts,
): RemoteSession {
  const slots = new Slots(parallel);
  const hostKeys = new HostKeyPrompts();
  const agreed = new Set(scripts.map(scriptKey));
  const wayOf = (target: RemoteTarget) => settledWay(ways, target).way;

  async function attempt(target: RemoteTarget, script: RemoteScript, signal: AbortSignal): Promise<RemoteOutcome> {
    const runner: RemoteRunner = runners[wayOf(target)];
    try {
      return await runner.run(target, script, signal);
    } catch (error) {
      if (!isArcError(error)) throw error;
      if (error.code === 'RemoteAuth') secrets.forget();
      if (error.failure.code !== 'HostKey' || !error.failure.isUnknown) throw error;
      const key = await runners.ssh.learnHostKey(target, signal);
      if (!(await hostKeys.offer(key, target.name))) throw error;
      return runner.run(target, script, signal);
    }
  }

  return {
    wayOf,
    run: (target, script, signal) => {
      if (!agreed.has(scriptKey(script))) {
        throw new ArcError({ code: 'Bug' }, `The script to ${script.title} was not shown before it should run.`);
      }
      return slots.run(() => attempt(target, script, signal), signal);
    },
  };
}

export function settledWay(ways: MachineWays, target: RemoteTarget) {
  const settled = ways.wayOf(target);
  if (settled) return settled;
  throw new ArcError(
    { code: 'Bug' },
    `How ${target.name} is reached was not settled before something should run there.`,
  );
}
