import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { cancelled } from '../../kernel/errors';
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

/** More than any of these programs has to say. */
const outputLimit = 256 * 1024;

/** Runs ssh or one of its companions for what it prints, with nothing on its input. */
export async function runTool(
  program: string,
  args: readonly string[],
  { env = toolEnvironment(), timeoutMilliseconds, signal }: Options,
): Promise<ToolResult> {
  if (signal?.aborted) throw cancelled();
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
    if (signal?.aborted) throw cancelled();
    return { exitCode, ...texts };
  } catch (error) {
    throw notInstalled(error, program);
  } finally {
    over.abort();
    await stop;
  }
}

/**
 * ssh says what is wrong in English then, and that is what is known of it; and neither it nor the ssh of a jump host
 * asks by a window of the desktop.
 */
export const toolEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  LC_ALL: 'C',
  SSH_ASKPASS_REQUIRE: 'never',
});

/** Says what to do where a program is not there; any other error as it came. */
export function notInstalled(error: unknown, program: string): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error;
  return programNotFound(program, error);
}
