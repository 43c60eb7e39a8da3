import { homedir } from 'node:os';
import { canceled } from '../../kernel/errors';
import { parseJson } from '../../kernel/json';
import type { Kubectl, LabeledObject } from '../../kernel/kubectl';
import { Deadline } from '../process/deadline';
import { shownCommand } from '../process/shownCommand';
import { startProcess } from '../process/startProcess';
import { contextsArguments, labelsArguments, logsArguments, readArguments } from './arguments';
import { kubectlError, kubectlNotFound, noAnswer, notReadable, tooMuch } from './errors';

export interface KubectlOptions {
  readonly program?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Of a whole process, sign-in programs included. */
  readonly timeoutMilliseconds?: number;
  /** In bytes. */
  readonly outputLimit?: number;
}

const errorLimit = 64 * 1024;

export function createKubectl({
  program = 'kubectl',
  env = process.env,
  timeoutMilliseconds = 30_000,
  outputLimit = 32 * 1024 * 1024,
}: KubectlOptions = {}): Kubectl {
  async function run(args: readonly string[], context: string, signal: AbortSignal): Promise<string> {
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
    signal.addEventListener('abort', () => stop.resolve(), { once: true });
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
      if (ended !== 0) throw kubectlError({ exitCode: ended, says: stderr.text() }, context);
      return stdout.text();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw kubectlNotFound(error);
      throw error;
    } finally {
      deadline.clear();
      stop.resolve();
    }
  }

  return {
    async contexts(signal) {
      const output = await run(contextsArguments, '', signal);
      return output.split(/\r?\n/).filter((name) => name !== '');
    },
    commandLine: (context, read) => shownCommand([program, ...readArguments(context, read)]),
    async read(context, read, signal) {
      const value = parseJson(await run(readArguments(context, read), context, signal), { depth: 256 });
      if (!value.ok) throw notReadable(context);
      return value.value;
    },
    async labels(context, read, signal) {
      return labeledObjects(await run(labelsArguments(context, read), context, signal));
    },
    logs: (context, read, signal) => run(logsArguments(context, read), context, signal),
  };
}

/** Its preferences (kuberc) may change what a command prints. */
const ownEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  LC_ALL: 'C',
  KUBERC: 'off',
  KUBECTL_KUBERC: 'false',
});

/** Name and labels are a line’s first and last column, and hold no blanks. */
function labeledObjects(table: string): readonly LabeledObject[] {
  return table.split(/\r?\n/).flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const [name = ''] = columns;
    if (columns.length < 2) return [];
    const labels = (columns.at(-1) ?? '').split(',').flatMap((label): readonly (readonly [string, string])[] => {
      const at = label.indexOf('=');
      return at < 0 ? [] : [[label.slice(0, at), label.slice(at + 1)]];
    });
    return [{ name, labels: Object.fromEntries(labels) }];
  });
}

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
