import { join } from 'node:path';
import type { ParsedPowershell, ParsePowershell, PowershellError } from '../../kernel/ports';
import { Deadline } from '../process/deadline';
import { startProcess } from '../process/startProcess';
import parse from '../payload/parse.ps1';

interface Options {
  readonly program?: string;
  readonly timeoutMilliseconds?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** By its full path on Windows, which would look in the current folder first. */
const ownProgram = (): string =>
  process.platform === 'win32'
    ? join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
    : 'pwsh';

/** In characters; 20 errors a text. */
const outputLimit = 64 * 1024;

const commandLine = [
  ...['-NoLogo', '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text'],
  ...['-EncodedCommand', Buffer.from(parse, 'utf16le').toString('base64')],
];

export function createPowershellParser({
  program = ownProgram(),
  timeoutMilliseconds = 15_000,
  env,
}: Options = {}): ParsePowershell {
  return async (texts, signal) => {
    let output = '';
    const add = (chunk: Buffer): void => {
      if (output.length < outputLimit) output += chunk.toString('latin1');
    };
    const child = startProcess({ program, args: commandLine, env, onStdout: add, onStderr: () => undefined });
    const deadline = new Deadline(timeoutMilliseconds);
    const tooLate = Promise.race([deadline.passed, aborted(signal)]).then(() => child.kill());
    child.write(texts.map((text) => `${Buffer.from(text, 'utf8').toString('base64')}\n`).join(''));
    child.closeInput();
    // Without a PowerShell, or one that may not use .NET, nothing is known.
    const ended = await Promise.race([child.ended.catch(() => undefined), tooLate]);
    deadline.clear();
    return ended === 0 ? readOutput(output, texts.length) : undefined;
  };
}

const aborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });

function readOutput(output: string, count: number): ParsedPowershell | undefined {
  const version = /^ARC_VERSION ([\w.-]{1,60})\r?$/m.exec(output)?.[1];
  if (version === undefined || !/^ARC_DONE (\d+)\r?$/m.test(output)) return undefined;
  if (/^ARC_DONE (\d+)\r?$/m.exec(output)?.[1] !== String(count)) return undefined;
  const errors: PowershellError[][] = Array.from({ length: count }, () => []);
  for (const [, index, start, id = '', message = ''] of output.matchAll(
    /^ARC_ERROR (\d+) (\d+) (\w+) ([\w+/=]*)\r?$/gm,
  ))
    errors[Number(index)]?.push({
      start: Number(start),
      id,
      message: Buffer.from(message, 'base64').toString('utf8'),
    });
  return { version, errors };
}
