import { ArcError, isArcError } from '../../kernel/errors';
import type { RemoteOutcome, RemoteRunner, RemoteScript, RemoteSession, RemoteTarget } from '../../kernel/ports';
import { Semaphore } from '../../throttling';
import type { HostKeyPrompts } from './hostKeyPrompts';
import { type MachineWays, scriptKey } from './machineWays';
import type { Runners } from './runners';
import type { SecretPrompts } from './secretPrompts';

/** Enough to keep a workstation’s cores and a network busy; more only makes each slower. */
const parallel = 50;

/** What a person is asked while things run; of each kind one question at a time, whoever asks. */
export interface Prompts {
  readonly secrets: SecretPrompts;
  readonly hostKeys: HostKeyPrompts;
}

/** Runs what was agreed to, and nothing else. */
export function openSession(
  scripts: readonly RemoteScript[],
  ways: MachineWays,
  runners: Runners,
  { secrets, hostKeys }: Prompts,
): RemoteSession {
  const slots = new Semaphore(parallel);
  const offer = hostKeys.forSession();
  const agreed = new Set(scripts.map(scriptKey));

  async function attempt(target: RemoteTarget, script: RemoteScript, signal: AbortSignal): Promise<RemoteOutcome> {
    const settled = settledWay(ways, target);
    const runner: RemoteRunner = runners[settled.way];
    try {
      return await runner.run(target, script, signal);
    } catch (error) {
      if (!isArcError(error)) throw error;
      if (error.code === 'RemoteAuth' && settled.way === 'ssh') secrets.forget(settled.host);
      if (error.failure.code !== 'HostKey' || !error.failure.isUnknown) throw error;
      const key = await runners.ssh.learnHostKey(target, signal);
      if (!(await offer(key, target.name))) throw error;
      return runner.run(target, script, signal);
    }
  }

  return {
    wayOf: (target) => settledWay(ways, target).way,
    run: async (target, script, signal) => {
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
