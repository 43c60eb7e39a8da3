import { isArcError } from '../../kernel/errors';
import type { RemoteOutcome, RemoteRunner, RemoteScript, RemoteSession, RemoteTarget } from '../../kernel/ports';
import { Semaphore } from '../../throttling';
import { connectionNotChosen, scriptNotAgreed } from './errors';
import type { HostKeyPrompts } from './hostKeyPrompts';
import { type MachineConnections, scriptKey } from './machineConnections';
import type { Runners } from './runners';
import type { SecretPrompts } from './secretPrompts';

/** More would slow down each machine. */
const parallel = 50;

/** One question at a time, across sessions. */
export interface Prompts {
  readonly secrets: SecretPrompts;
  readonly hostKeys: HostKeyPrompts;
}

export function openSession(
  scripts: readonly RemoteScript[],
  connections: MachineConnections,
  runners: Runners,
  { secrets, hostKeys }: Prompts,
): RemoteSession {
  const slots = new Semaphore(parallel);
  const offer = hostKeys.forSession();
  const agreed = new Set(scripts.map(scriptKey));

  async function attempt(target: RemoteTarget, script: RemoteScript, signal: AbortSignal): Promise<RemoteOutcome> {
    const connection = requireConnection(connections, target);
    const runner: RemoteRunner = runners[connection.transport];
    try {
      return await runner.run(target, script, signal);
    } catch (error) {
      if (!isArcError(error)) throw error;
      if (error.code === 'RemoteAuth' && connection.transport === 'ssh') secrets.forget(connection.host);
      if (error.failure.code !== 'HostKey' || !error.failure.isUnknown) throw error;
      const key = await runners.ssh.learnHostKey(target, signal);
      if (!(await offer(key, target.name))) throw error;
      return runner.run(target, script, signal);
    }
  }

  return {
    transportOf: (target) => requireConnection(connections, target).transport,
    run: async (target, script, signal) => {
      if (!agreed.has(scriptKey(script))) throw scriptNotAgreed(script);
      return slots.run(() => attempt(target, script, signal), signal);
    },
  };
}

export function requireConnection(connections: MachineConnections, target: RemoteTarget) {
  const connection = connections.connectionTo(target);
  if (connection) return connection;
  throw connectionNotChosen(target);
}
