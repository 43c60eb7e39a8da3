import { spawn } from 'node:child_process';

const tailLines = 25;

/**
 * Runs a program to its end. With `quiet` its output is kept back and its tail joins the error when the program fails;
 * without, it goes straight to the terminal.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, verbatim?: boolean }} [options] `verbatim`: on
 *   Windows, pass the arguments as they stand
 * @returns {Promise<string>} what the program printed, empty unless `quiet`
 */
export async function run(command, args, options = {}) {
  const { code, output } = await attempt(command, args, options);
  if (code === 0) return output;
  const shown = [command, ...args].join(' ');
  const tail = output.trimEnd().split('\n').slice(-tailLines).join('\n');
  throw new Error(`${shown}\nended with ${code}${tail ? `:\n${tail}` : '.'}`);
}

/**
 * Like `run`, for callers to whom failing is an answer.
 *
 * @returns {Promise<{ code: number | string, output: string }>} the exit code, or the signal or error that ended it
 */
export function attempt(command, args, { cwd, env, quiet = false, verbatim = false } = {}) {
  return new Promise((done) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, args, { cwd, env, stdio, windowsVerbatimArguments: verbatim });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.once('error', (error) => done({ code: error.code ?? 'error', output: error.message }));
    child.once('close', (code, signal) => done({ code: code ?? signal, output }));
  });
}
