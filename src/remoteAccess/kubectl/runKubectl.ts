import { homedir } from 'node:os';
import { canceled } from '../../kernel/errors';
import type { KubectlOutput, KubectlProgram } from '../../kernel/kubectl';
import { Semaphore } from '../../throttling';
import { Deadline } from '../process/deadline';
import { startProcess } from '../process/startProcess';
import { tied } from '../process/tied';
import { kubectlNotFound, noAnswer, tooMuch } from './errors';
import { refuseWorkspacePaths } from './workspacePaths';

export interface KubectlProcessOptions {
  readonly program?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Of a whole process, sign-in programs included. */
  readonly timeoutMilliseconds?: number;
  /** In bytes. */
  readonly outputLimit?: number;
  /** Absolute paths. Neither kubectl nor a kubeconfig is taken from them. */
  readonly workspaceFolders?: readonly string[];
  /** Limits the processes at once, besides those that follow a log: more make each other late. */
  readonly slots?: Semaphore;
}

const errorLimit = 64 * 1024;

/** Of all that this window starts. */
const processes = new Semaphore(16);

export function kubectlProcess({
  program = 'kubectl',
  env = process.env,
  timeoutMilliseconds = 30_000,
  outputLimit = 32 * 1024 * 1024,
  workspaceFolders = [],
  slots = processes,
}: KubectlProcessOptions = {}): KubectlProgram {
  const start = { env: ownEnvironment(env), cwd: homedir() };
  const run: KubectlProgram['run'] = async (args, context, signal) => {
    refuseWorkspacePaths(env, workspaceFolders);
    const stdout = collect(outputLimit);
    // Begins when the process starts, not while it waits for others.
    const deadline = new Deadline(timeoutMilliseconds);
    const command = { ...start, program, args, keepsInput: false };
    const ended = await runUntil(command, stdout.add, { context, deadline, full: stdout.full }, signal);
    return { ...ended, stdout: stdout.text() };
  };
  return {
    run: (args, context, signal) => slots.run(() => run(args, context, signal), signal),
    async stream(args, context, { onOutput, silentMilliseconds }, signal) {
      refuseWorkspacePaths(env, workspaceFolders);
      const deadline = silentMilliseconds === undefined ? undefined : new Deadline(silentMilliseconds);
      const add = (chunk: Buffer): void => {
        if (silentMilliseconds !== undefined) deadline?.restart(silentMilliseconds);
        onOutput(chunk);
      };
      const command = { ...start, ...tied(program, args), keepsInput: true };
      const ended = await runUntil(command, add, { context, deadline }, signal);
      if (ended.exitCode === notFoundByShell) throw kubectlNotFound(new Error(ended.stderr));
      return ended;
    },
  };
}

const notFoundByShell = 127;

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** A program or a relative path of the kubeconfig is never one of the workspace’s. */
  readonly cwd: string;
  readonly keepsInput: boolean;
}

interface Limits {
  readonly context: string;
  readonly deadline: Deadline | undefined;
  readonly full?: Promise<void>;
}

async function runUntil(
  { keepsInput, ...command }: Command,
  onStdout: (chunk: Buffer) => void,
  { context, deadline, full }: Limits,
  signal: AbortSignal,
): Promise<Omit<KubectlOutput, 'stdout'>> {
  if (signal.aborted) throw canceled();
  const stderr = collect(errorLimit);
  const child = startProcess({ ...command, onStdout, onStderr: stderr.add });
  if (!keepsInput) child.closeInput();
  const stop = Promise.withResolvers<void>();
  const abort = (): void => {
    stop.resolve();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    const ended = await Promise.race([
      child.ended,
      stop.promise.then(() => 'canceled' as const),
      ...(deadline ? [deadline.passed.then(() => 'late' as const)] : []),
      ...(full ? [full.then(() => 'full' as const)] : []),
    ]);
    if (typeof ended === 'string') await child.kill();
    if (ended === 'canceled' || signal.aborted) throw canceled();
    if (ended === 'late') throw noAnswer(context);
    if (ended === 'full') throw tooMuch(context);
    return { exitCode: ended, stderr: stderr.text() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw kubectlNotFound(error);
    throw error;
  } finally {
    deadline?.clear();
    signal.removeEventListener('abort', abort);
  }
}

/** Its preferences (kuberc) may change what a command prints. */
const ownEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  LC_ALL: 'C',
  KUBERC: 'off',
  KUBECTL_KUBERC: 'false',
});

interface Collected {
  /** Resolves beyond the limit. */
  readonly full: Promise<void>;
  readonly add: (chunk: Buffer) => void;
  readonly text: () => string;
}

function collect(limit: number): Collected {
  const chunks: Buffer[] = [];
  let size = 0;
  const { promise: full, resolve } = Promise.withResolvers<void>();
  const add = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > limit) resolve();
    else chunks.push(chunk);
  };
  return { full, add, text: () => Buffer.concat(chunks).toString('utf8') };
}
