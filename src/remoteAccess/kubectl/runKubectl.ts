import { homedir } from 'node:os';
import { canceled } from '../../kernel/errors';
import type { RunKubectl } from '../../kernel/kubectl';
import { Deadline } from '../process/deadline';
import { startProcess } from '../process/startProcess';
import { kubectlNotFound, noAnswer, tooMuch } from './errors';

export interface KubectlProcessOptions {
  readonly program?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Of a whole process, sign-in programs included. */
  readonly timeoutMilliseconds?: number;
  /** In bytes. */
  readonly outputLimit?: number;
}

const errorLimit = 64 * 1024;

export const kubectlProcess =
  ({
    program = 'kubectl',
    env = process.env,
    timeoutMilliseconds = 30_000,
    outputLimit = 32 * 1024 * 1024,
  }: KubectlProcessOptions = {}): RunKubectl =>
  async (args, context, signal) => {
    if (signal.aborted) throw canceled();
    const stdout = collect(outputLimit);
    const stderr = collect(errorLimit);
    const child = startProcess({
      program,
      args,
      env: ownEnvironment(env),
      // A program or a relative path of the kubeconfig is never one of the workspace’s.
      cwd: homedir(),
      onStdout: stdout.add,
      onStderr: stderr.add,
    });
    child.closeInput();
    const deadline = new Deadline(timeoutMilliseconds);
    const stop = Promise.withResolvers<void>();
    const abort = (): void => {
      stop.resolve();
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      const ended = await Promise.race([
        child.ended,
        stop.promise.then(() => 'canceled' as const),
        deadline.passed.then(() => 'late' as const),
        stdout.full.then(() => 'full' as const),
      ]);
      if (typeof ended === 'string') await child.kill();
      if (ended === 'canceled' || signal.aborted) throw canceled();
      if (ended === 'late') throw noAnswer(context);
      if (ended === 'full') throw tooMuch(context);
      return { exitCode: ended, stdout: stdout.text(), stderr: stderr.text() };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw kubectlNotFound(error);
      throw error;
    } finally {
      deadline.clear();
      signal.removeEventListener('abort', abort);
    }
  };

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
