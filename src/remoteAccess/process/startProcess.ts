import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

export interface ProcessRequest {
  readonly program: string;
  readonly args: readonly string[];
  /** Replaces the inherited environment. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly cwd?: string | undefined;
  readonly onStdout: (chunk: Buffer) => void;
  readonly onStderr: (chunk: Buffer) => void;
}

export interface StartedProcess {
  /** Exit code, or `signaled`. Rejects if it can't start. */
  readonly ended: Promise<number>;
  write(text: string): void;
  closeInput(): void;
  /** Includes child processes. */
  kill(): Promise<void>;
}

export const signaled = 128;

const isWindows = process.platform === 'win32';
/** Between SIGTERM and SIGKILL. */
const graceMilliseconds = 400;
/** Background processes may keep pipes open. */
const drainMilliseconds = 300;

/** Own process group; no shell, no terminal. */
export function startProcess({ program, args, env, cwd, onStdout, onStderr }: ProcessRequest): StartedProcess {
  const child = spawn(program, [...args], { env, cwd, detached: !isWindows, windowsHide: true, stdio: 'pipe' });
  child.stdout.on('data', onStdout);
  child.stderr.on('data', onStderr);
  // The process may exit before reading everything.
  child.stdin.on('error', () => undefined);
  const ended = endOf(child);
  return {
    ended,
    write: (text) => {
      child.stdin.write(text);
    },
    closeInput: () => {
      child.stdin.end();
    },
    kill: () => kill(child, ended),
  };
}

async function endOf(child: ChildProcess): Promise<number> {
  const closed = once(child, 'close').catch(() => undefined);
  const [code] = (await once(child, 'exit')) as [number | null];
  await Promise.race([closed, drained(child)]);
  child.stdin?.destroy();
  child.stdout?.destroy();
  child.stderr?.destroy();
  return code ?? signaled;
}

/** Resolves once output pauses. */
async function drained(child: ChildProcess): Promise<void> {
  let bytes = -1;
  const read = (): number => bytesRead(child.stdout) + bytesRead(child.stderr);
  while (read() > bytes) {
    bytes = read();
    await delay(drainMilliseconds);
    // On a busy machine, a timer can fire before pending reads.
    await nextTurn();
    await nextTurn();
  }
}

const bytesRead = (stream: NodeJS.ReadableStream | null): number =>
  stream && 'bytesRead' in stream && typeof stream.bytesRead === 'number' ? stream.bytesRead : 0;

async function kill(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const quietly = ended.catch(() => undefined);
  if (child.pid === undefined) return;
  if (isWindows) {
    spawn('taskkill', ['/T', '/F', '/PID', String(child.pid)], { windowsHide: true, stdio: 'ignore' });
    await quietly;
    return;
  }
  signalGroup(child.pid, 'SIGTERM');
  await Promise.race([quietly, delay(graceMilliseconds)]);
  // Its group may still run.
  signalGroup(child.pid, 'SIGKILL');
  await quietly;
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // already gone
  }
}
