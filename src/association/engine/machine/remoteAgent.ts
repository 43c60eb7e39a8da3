import { ArcError } from '../../../kernel/errors';
import type { RemoteOutcome, RemoteScript, RemoteSession, RemoteTarget } from '../../../kernel/ports';
import type { OperatingSystem } from '../../../kernel/resources';
import { exitCodes } from '../../../planning/targets/servers';
import { type AgentConnectionSettings, type ConnectionType, parseConnectionSettings } from './connectionSettings';
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
  if (connectionType === to) return;
  const message = `The agent on ${machine.name} accepted connection.type ${to}, but says ${connectionType} when asked. A policy or a configuration tool may set it back: look for one, then try again.`;
  throw new ArcError({ code: 'Conflict' }, message);
}

async function runAndReadSettings(
  session: RemoteSession,
  machine: MachineRef,
  script: RemoteScript,
  signal: AbortSignal,
): Promise<AgentConnectionSettings> {
  const outcome = await session.run(remoteTargetOf(machine), script, signal);
  if (outcome.exitCode !== 0) throw failureOf(outcome, machine, script);
  const settings = parseConnectionSettings(outcome.stdout);
  if (settings) return settings;
  const message = `The agent on ${machine.name} does not say its connection.type in a form that this version of the extension knows. Nothing is taken for granted: run “azcmagent config list” there.`;
  throw new ArcError({ code: 'Unsupported' }, message);
}

function failureOf(outcome: RemoteOutcome, { name }: MachineRef, { title }: RemoteScript): ArcError {
  const { exitCode } = outcome;
  const tail = (outcome.stderr || outcome.stdout).trim().split('\n').slice(-3).join(' ');
  const failure = { code: 'RemoteFailed', exitCode, tail } as const;
  if (exitCode === exitCodes.noAgent.code) {
    return new ArcError(failure, `There is no azcmagent on ${name}. Is this the right host?`);
  }
  if (exitCode === exitCodes.notPrivileged.code) {
    return new ArcError(failure, `On ${name} this needs root, or an administrator. Sign in there as one.`);
  }
  return new ArcError(failure, `The attempt to ${title} failed on ${name} with exit code ${exitCode}. ${tail}`.trim());
}
