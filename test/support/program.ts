import { spawnSync } from 'node:child_process';

/** Runs a program the tests stand on; a missing one fails the test and names the Debian package that has it. */
export function run(program: string, debianPackage: string, args: readonly string[], input?: string): Buffer {
  const { error, status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 64 * 1024 * 1024 });
  if (error) throw new Error(missing(program, debianPackage), { cause: error });
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stdout.toString()}${stderr.toString()}`);
  return stdout;
}

export const missing = (program: string, debianPackage: string): string =>
  `This test needs ${program}. On Debian: apt-get install ${debianPackage}`;
