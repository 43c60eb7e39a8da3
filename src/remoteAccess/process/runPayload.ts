import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { RemoteOutcome, RemoteScript } from '../../kernel/ports';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import type { Payload } from '../payload/payload';
import { payloadOf } from '../payload/payloadOf';
import { Deadline } from './deadline';
import { MarkedOutput } from './markedOutput';
import type { Shell } from './shell';
import { signaled, type StartedProcess } from './startProcess';

export interface ShellProvider {
  readonly shellFor: (payload: Payload) => Shell | Promise<Shell>;
  /** If absent, idle sessions end. */
  readonly keep?: (shell: Shell) => void;
  /** Until the script begins. */
  readonly startMilliseconds: number;
  /** For scripts that survive the end of their input. */
  readonly endRemote?: ((processId: number) => Promise<void>) | undefined;
  /** To pause the start deadline during prompts. */
  readonly onStart?: (deadline: Deadline) => void;
}

export type RunResult =
  | { readonly kind: 'ran'; readonly outcome: RemoteOutcome }
  /** Began, timed out, and was ended. */
  | { readonly kind: 'timedOut'; readonly tail: string }
  | { readonly kind: 'noStart'; readonly says: string }
  | { readonly kind: 'canceled' }
  /** The transport failed, before or during the script. */
  | { readonly kind: 'failed'; readonly exitCode: number; readonly says: string; readonly hasBegun: boolean };

/** Ending remotely takes up to a second. */
const endMilliseconds = 1400;

/** Of a failed ssh and a killed process. */
const endsOfWay = [255, signaled];

/** Rejects only if the program can't start, or `shellFor` rejects. */
export async function runPayload(script: RemoteScript, way: ShellProvider, signal: AbortSignal): Promise<RunResult> {
  if (signal.aborted) return { kind: 'canceled' };
  const mark = newMark();
  const payload = payloadOf(script, mark);
  const stdout = new MarkedOutput(mark, script.outputLimit);
  const stderr = new MarkedOutput(mark, script.outputLimit);
  const shell = await way.shellFor(payload);
  const { process } = shell;
  const deadline = new Deadline(way.startMilliseconds);
  const closed = new Promise<void>((resolve) => {
    const add = (output: MarkedOutput) => (chunk: Buffer) => {
      const hadBegun = stdout.hasBegun;
      output.add(chunk);
      if (!hadBegun && stdout.hasBegun) deadline.restart(script.timeoutMilliseconds);
      if (stdout.hasEnded && stderr.hasEnded) resolve();
    };
    shell.listen({ onStdout: add(stdout), onStderr: add(stderr) });
  });
  way.onStart?.(deadline);
  process.write(payload.input);
  if (!payload.isSession) process.closeInput();

  const why = await firstOf(Promise.race([closed, process.ended]), deadline, signal);
  const hasBegun = stdout.hasBegun;
  if (why !== 'ended') await end(process, payload, way, stdout);
  if (why === 'canceled') return { kind: 'canceled' };
  if (why === 'late') {
    return hasBegun
      ? { kind: 'timedOut', tail: tailOf(cleanOutput(stdout.text + stderr.text)) }
      : { kind: 'noStart', says: noiseOf(stdout, stderr) };
  }
  if (stdout.exitCode !== undefined && stderr.hasEnded) {
    shell.listen();
    if (way.keep) way.keep(shell);
    else await shell.leave();
    return { kind: 'ran', outcome: outcomeOf(stdout.exitCode, stdout, stderr) };
  }
  const exitCode = await process.ended;
  const isLost = payload.isSession || (endsOfWay.includes(exitCode) && !stderr.hasEnded);
  if (!hasBegun || isLost) return { kind: 'failed', exitCode, says: noiseOf(stdout, stderr), hasBegun };
  return { kind: 'ran', outcome: outcomeOf(exitCode, stdout, stderr) };
}

/** Unguessable. */
export const newMark = (): string => `arc-${randomBytes(12).toString('hex')}`;

async function firstOf(
  ended: Promise<unknown>,
  deadline: Deadline,
  signal: AbortSignal,
): Promise<'ended' | 'late' | 'canceled'> {
  let abort = (): void => undefined;
  const canceled = new Promise<'canceled'>((resolve) => {
    abort = () => {
      resolve('canceled');
    };
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([
      ended.then(() => 'ended' as const),
      deadline.passed.then(() => 'late' as const),
      canceled,
    ]);
  } finally {
    signal.removeEventListener('abort', abort);
    deadline.clear();
  }
}

/** Ending the script remotely ends the local process too; otherwise kills it. */
async function end(process: StartedProcess, payload: Payload, way: ShellProvider, stdout: MarkedOutput): Promise<void> {
  if (stdout.hasBegun) {
    process.closeInput();
    const { processId } = stdout;
    const isLeftAlone = !payload.isSession && processId !== undefined;
    // On failure, the machine's own deadline ends it.
    const fromOutside = isLeftAlone ? way.endRemote?.(processId).catch(() => undefined) : undefined;
    const quietly = process.ended.catch(() => undefined);
    const patience = new AbortController();
    await Promise.race([
      Promise.all([quietly, fromOutside]),
      delay(endMilliseconds, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  }
  await process.kill();
}

const outcomeOf = (exitCode: number, stdout: MarkedOutput, stderr: MarkedOutput): RemoteOutcome => ({
  exitCode,
  stdout: cleanOutput(stdout.text),
  stderr: cleanOutput(stderr.text),
  isTruncated: stdout.isTruncated || stderr.isTruncated,
});

const noiseOf = (stdout: MarkedOutput, stderr: MarkedOutput): string =>
  cleanOutput([stdout.before, stderr.before, stderr.text].join('\n')).trim();

const tailOf = (text: string): string => text.trimEnd().slice(-2000);
