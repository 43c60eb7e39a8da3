import { canceled } from '../../kernel/errors';
import type { RemoteOutcome, RemoteRunner, RemoteScript, RemoteTarget } from '../../kernel/ports';
import type { SshAddress } from '../../kernel/sshAddress';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { payloadOf } from '../payload/payloadOf';
import { endProcessTree } from '../payload/powershell';
import type { Deadline } from '../process/deadline';
import { runPayload, type RunResult } from '../process/runPayload';
import { Shell } from '../process/shell';
import { shownCommand } from '../process/shownCommand';
import { timedOut } from '../errors';
import { sshArguments } from './arguments';
import { type Ask, Askpass } from './askpass';
import { Connections } from './connections';
import { noAnswer, sshError } from './errors';
import { type HostKeyOffer, learnHostKey } from './hostKey';
import { privateFolder, removeAbandonedFolders } from './privateFolder';
import { notInstalled, runTool, toolEnvironment } from './runTool';
import { Shells } from './shells';

export interface SshTarget {
  readonly address: SshAddress;
  /** If absent, ssh doesn't prompt. */
  readonly ask?: Ask | undefined;
}

export interface SshOptions {
  /** Throws for an unknown or invalid address. */
  readonly find: (target: RemoteTarget) => SshTarget;
  readonly ssh?: string | undefined;
  readonly connectSeconds?: number | undefined;
}

/** The system's OpenSSH, with the user's configuration, keys, and agent. */
export interface SshRunner extends RemoteRunner {
  /** For an unknown host key. */
  learnHostKey(target: RemoteTarget, signal: AbortSignal): Promise<HostKeyOffer>;
  dispose(): Promise<void>;
}

const defaultConnectSeconds = 15;
const endSeconds = 2;

export function createSshRunner({ find, ssh = 'ssh', connectSeconds = defaultConnectSeconds }: SshOptions): SshRunner {
  const folder = privateFolder();
  const connections = new Connections(folder.path, ssh);
  const askpass = new Askpass(folder.path);
  const shells = new Shells();
  const swept = removeAbandonedFolders();

  const argumentsFor = ({ address, ask }: SshTarget, command: string, isShared: boolean): readonly string[] => {
    const controlPath = isShared ? connections.pathFor(address) : undefined;
    return sshArguments(address, { connectSeconds, controlPath, asks: ask !== undefined }, command);
  };

  async function run(target: RemoteTarget, script: RemoteScript, signal: AbortSignal): Promise<RemoteOutcome> {
    const found = find(target);
    const { address } = found;
    const isShared = sharesConnection(found, script);
    const asking = new Asking(found.ask);
    if (isShared) connections.guard();
    const prompts = found.ask && (await askpass.environmentFor(asking.ask));
    const env = { ...toolEnvironment(), ...prompts?.env };
    try {
      const result = await runPayload(
        script,
        {
          shellFor: async ({ command }) => {
            const args = argumentsFor(found, command, isShared);
            return (await shells.take(args, signal)) ?? new Shell({ program: ssh, args, env });
          },
          keep: (shell) => {
            shells.keep(shell);
          },
          // ssh's own limit comes first, with a reason.
          startMilliseconds: (connectSeconds + 5) * 1000,
          endRemote: (processId) => endRemote(address, processId),
          onStart: (deadline) => {
            asking.deadline = deadline;
          },
        },
        signal,
      );
      if (isShared && (result.kind === 'timedOut' || result.kind === 'noStart')) await connections.leave(address);
      const told = isShared ? await explained(result, address, signal) : result;
      return outcomeOf(told, script, address.host, asking);
    } catch (error) {
      throw notInstalled(error, ssh);
    } finally {
      prompts?.forget();
    }
  }

  async function endRemote(address: SshAddress, processId: number): Promise<void> {
    const args = argumentsFor({ address }, endProcessTree(processId), true);
    await runTool(ssh, args, { timeoutMilliseconds: endSeconds * 1000 });
  }

  /** Shared connections hide jump-host messages, so it connects again. */
  async function explained(result: RunResult, address: SshAddress, signal: AbortSignal): Promise<RunResult> {
    if (result.kind !== 'failed' || !isCutOnTheWay(result.says)) return result;
    const listening = { connectSeconds, asks: false, signsIn: false };
    const { stderr } = await runTool(ssh, sshArguments(address, listening, 'exit'), {
      timeoutMilliseconds: connectSeconds * 1000,
      signal,
    });
    return { ...result, says: `${cleanOutput(stderr)}\n${result.says}` };
  }

  return {
    transport: 'ssh',
    run,
    commandLine: (target, script) => {
      const found = find(target);
      const { command } = payloadOf(script, 'arc-…');
      return shownCommand([ssh, ...argumentsFor(found, command, sharesConnection(found, script))]);
    },
    learnHostKey: (target, signal) => learnHostKey(find(target).address, ssh, askpass, signal),
    dispose: async () => {
      await swept;
      await shells.closeAll();
      await connections.closeAll();
      await askpass.dispose();
      await folder.remove();
    },
  };
}

/**
 * Separate connections start sessions faster. Sharing avoids repeated prompts; PowerShell takes one
 * script at a time.
 */
const sharesConnection = ({ ask }: SshTarget, { shell }: RemoteScript): boolean =>
  ask !== undefined || shell === 'powershell';

/** ssh's name for a jump host's pipe. */
const isCutOnTheWay = (says: string): boolean => says.includes('UNKNOWN port');

/** Prompts pause the deadline; declining cancels the run. */
class Asking {
  deadline: Deadline | undefined;
  isDeclined = false;

  constructor(private readonly person: Ask | undefined) {}

  readonly ask: Ask = async (prompt) => {
    this.deadline?.hold();
    const answer = await this.person?.(prompt);
    this.isDeclined ||= answer === undefined;
    this.deadline?.release();
    return answer;
  };
}

function outcomeOf(result: RunResult, script: RemoteScript, host: string, { isDeclined }: Asking): RemoteOutcome {
  switch (result.kind) {
    case 'ran':
      return result.outcome;
    case 'canceled':
      throw canceled();
    case 'timedOut':
      throw timedOut(script, host, result.tail);
    case 'noStart':
      throw noAnswer(host);
    case 'failed': {
      const error = sshError(result, host);
      throw isDeclined && error.code === 'RemoteAuth' ? canceled() : error;
    }
  }
}
