import type { RemoteScript, RemoteSession, RemoteTarget } from '../../../kernel/ports';
import type { OperatingSystem } from '../../../kernel/resources';
import { connectionTypeSetBack, connectionTypeUnknown, scriptFailed } from '../errors';
import type { ConnectionType } from '../../../kernel/inventory';
import { type AgentConnectionSettings, parseConnectionSettings } from './connectionSettings';
import { readConnectionTypeScript, setConnectionTypeScript } from './connectionTypeScripts';

/** A connected machine whose agent can be spoken to. */
export interface MachineRef {
  readonly id: string;
  readonly name: string;
  readonly os: OperatingSystem;
}

export const remoteTargetOf = ({ id, name, os }: MachineRef): RemoteTarget => ({ resourceId: id, name, os });

/** Asks the agent on a machine which way it goes. */
export const readConnectionType = (
  session: RemoteSession,
  machine: MachineRef,
  signal: AbortSignal,
): Promise<AgentConnectionSettings> =>
  runAndReadSettings(session, machine, readConnectionTypeScript(machine.os), signal);

/** Sets the agent's way, and proves it by what the agent says then. */
export async function setConnectionType(
  session: RemoteSession,
  machine: MachineRef,
  to: ConnectionType,
  signal: AbortSignal,
): Promise<void> {
  const { connectionType } = await runAndReadSettings(
    session,
    machine,
    setConnectionTypeScript(machine.os, to),
    signal,
  );
  if (connectionType !== to) throw connectionTypeSetBack(machine.name, to, connectionType);
}

async function runAndReadSettings(
  session: RemoteSession,
  machine: MachineRef,
  script: RemoteScript,
  signal: AbortSignal,
): Promise<AgentConnectionSettings> {
  const outcome = await session.run(remoteTargetOf(machine), script, signal);
  if (outcome.exitCode !== 0) throw scriptFailed(outcome, machine.name, script);
  const settings = parseConnectionSettings(outcome.stdout);
  if (!settings) throw connectionTypeUnknown(machine.name);
  return settings;
}
