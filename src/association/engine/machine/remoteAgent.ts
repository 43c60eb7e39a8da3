import { ArcError } from '../../../kernel/errors';
import type { RemoteOutcome, RemoteScript, RemoteSession, RemoteTarget } from '../../../kernel/ports';
import type { OperatingSystem } from '../../../kernel/resources';
import { exitCodes } from '../../../planning/targets/servers';
import { type AgentWay, type ConnectionType, parseAgentWay } from './agentWay';
import { readWayScript, setWayScript } from './wayScripts';

/** A connected machine whose agent can be spoken to. */
export interface AgentHome {
  readonly id: string;
  readonly name: string;
  readonly os: OperatingSystem;
}

export const targetOfHome = ({ id, name, os }: AgentHome): RemoteTarget => ({ resourceId: id, name, os });

/** Asks the agent on a machine which way it goes. */
export const readWay = (session: RemoteSession, home: AgentHome, signal: AbortSignal): Promise<AgentWay> =>
  runForWay(session, home, readWayScript(home.os), signal);

/** Sets the agent's way, and proves it by what the agent says then. */
export async function setWay(
  session: RemoteSession,
  home: AgentHome,
  to: ConnectionType,
  signal: AbortSignal,
): Promise<void> {
  const { connectionType } = await runForWay(session, home, setWayScript(home.os, to), signal);
  if (connectionType === to) return;
  const message = `The agent on ${home.name} accepted connection.type ${to}, but says ${connectionType} when asked. A policy or a configuration tool may set it back: look for one, then try again.`;
  throw new ArcError({ code: 'Conflict' }, message);
}

async function runForWay(
  session: RemoteSession,
  home: AgentHome,
  script: RemoteScript,
  signal: AbortSignal,
): Promise<AgentWay> {
  const outcome = await session.run(targetOfHome(home), script, signal);
  if (outcome.exitCode !== 0) throw failureOf(outcome, home, script);
  const way = parseAgentWay(outcome.stdout);
  if (way) return way;
  const message = `The agent on ${home.name} does not say its connection.type in a form that this version of the extension knows. Nothing is taken for granted: run “azcmagent config list” there.`;
  throw new ArcError({ code: 'Unsupported' }, message);
}

function failureOf(outcome: RemoteOutcome, { name }: AgentHome, { title }: RemoteScript): ArcError {
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
