import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';

interface Options {
  readonly cwd?: string;
  /** Instead of the environment of this process. Without a HOME of its own the program gets that of the test run. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export type Started = ChildProcessWithoutNullStreams;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program the tests stand on; a missing one fails the test and names the Debian package that has it. */
export function run(program: string, debianPackage: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr } = end(program, debianPackage, args, { input });
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stdout.toString()}${stderr.toString()}`);
  return stdout;
}

/** Like `run`, for callers to whom failing is an answer. */
export function tryRun(
  program: string,
  debianPackage: string,
  args: readonly string[],
  options: Options & { readonly input?: string } = {},
): Ended {
  const { status, stdout, stderr } = end(program, debianPackage, args, options);
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** Starts a program with pipes for its input and both outputs, which its caller reads. */
export const start = (program: string, args: readonly string[], { cwd, env }: Options = {}): Started =>
  spawn(program, args, { cwd, env: atHome(env) });

export const missing = (program: string, debianPackage: string): string =>
  `This test needs ${program}. On Debian: apt-get install ${debianPackage}`;

function end(
  program: string,
  debianPackage: string,
  args: readonly string[],
  { cwd, env, input }: Options & { readonly input?: string },
) {
  const ended = spawnSync(program, args, { cwd, env: atHome(env), input, maxBuffer: 64 * 1024 * 1024 });
  if (ended.error) throw new Error(missing(program, debianPackage), { cause: ended.error });
  return ended;
}

/**
 * A shell or a runtime that finds no HOME takes the account's, so none is started without; and none at all where this
 * process has not left the account's home either.
 */
function atHome(env: Options['env']): NodeJS.ProcessEnv {
  const { ARC_TEST_HOME: home } = process.env;
  if (home === undefined && process.platform !== 'win32')
    throw new Error('Programs are started from a home of their own: call enterOwnHome of build/ownHome.mjs first.');
  return env === undefined ? process.env : { HOME: home, ...env };
}
