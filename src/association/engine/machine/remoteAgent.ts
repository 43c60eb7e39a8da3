import type { RemoteScript, RemoteSession, RemoteTarget } from '../../../kernel/ports';
import type { OperatingSystem } from '../../../kernel/resources';
import { connectionTypeSetBack, connectionTypeUnknown, scriptFailed } from '../errors';
import type { ConnectionType } from '../../../kernel/inventory';
import { type AgentConnectionSettings, parseConnectionSettings } from './connectionSettings';
import { readConnectionTypeScript, setConnectionTypeScript } from './connectionTypeScripts';

export interface MachineRef {
  readonly id: string;
  readonly name: string;
  readonly os: OperatingSystem;
}

export const remoteTargetOf = ({ id, name, os }: MachineRef): RemoteTarget => ({ resourceId: id, name, os });

export const readConnectionType = (
  session: RemoteSession,
  machine: MachineRef,
  signal: AbortSignal,
): Promise<AgentConnectionSettings> =>
  runAndReadSettings(session, machine, readConnectionTypeScript(machine.os), signal);

/** Throws unless the agent confirms the type. */
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
