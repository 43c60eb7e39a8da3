import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { canceled } from '../../kernel/errors';
import { programNotFound } from '../errors';
import { startProcess } from '../process/startProcess';

export interface ToolResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
}

/** In characters; OpenSSH tools print less. */
const outputLimit = 256 * 1024;

/** With empty input. */
export async function runTool(
  program: string,
  args: readonly string[],
  { env = toolEnvironment(), timeoutMilliseconds, signal }: Options,
): Promise<ToolResult> {
  if (signal?.aborted) throw canceled();
  const texts = { stdout: '', stderr: '' };
  const add = (stream: keyof typeof texts) => (chunk: Buffer) => {
    if (texts[stream].length < outputLimit) texts[stream] += chunk.toString('utf8');
  };
  const process = startProcess({ program, args, env, onStdout: add('stdout'), onStderr: add('stderr') });
  process.closeInput();
  const over = new AbortController();
  const stop = Promise.race([
    delay(timeoutMilliseconds, undefined, { signal: over.signal }),
    ...(signal ? [once(signal, 'abort', { signal: over.signal })] : []),
  ]).then(
    () => process.kill(),
    () => undefined,
  );
  try {
    const exitCode = await process.ended;
    if (signal?.aborted) throw canceled();
    return { exitCode, ...texts };
  } catch (error) {
    throw notInstalled(error, program);
  } finally {
    over.abort();
    await stop;
  }
}

/** English, because `sshErrors.json` matches it; no prompt windows. */
export const toolEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  LC_ALL: 'C',
  SSH_ASKPASS_REQUIRE: 'never',
});

export function notInstalled(error: unknown, program: string): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error;
  return programNotFound(program, error);
}
