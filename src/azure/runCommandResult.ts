import * as v from 'valibot';
import type { ArcError } from '../kernel/errors';
import type { RemoteOutcome, RunCommand } from '../kernel/ports';
import { cleanOutput } from '../kernel/text/cleanOutput';
import { runCommandBlocked, runCommandCanceled, scriptNotRun, scriptTimedOut } from './errors';

/** Azure keeps the last 4 KB each of stdout and stderr. Source: “Run command on Azure Arc-enabled servers”, 2026-07. */
const outputLimit = 4096;

export const runCommandBody = v.object({
  properties: v.object({
    provisioningState: v.nullish(v.string()),
    instanceView: v.nullish(
      v.object({
        executionState: v.nullish(v.string()),
        executionMessage: v.nullish(v.string()),
        exitCode: v.nullish(v.number()),
        output: v.nullish(v.string()),
        error: v.nullish(v.string()),
      }),
    ),
  }),
});
type View = NonNullable<v.InferOutput<typeof runCommandBody>['properties']['instanceView']>;

/** Undefined while running. Throws if it didn't run to completion. */
export function outcomeOf(view: View, { timeoutSeconds }: RunCommand, machine: string): RemoteOutcome | undefined {
  const [stdout, stderr] = [view.output ?? '', view.error ?? ''];
  const exitCode = view.exitCode ?? 0;
  const ended = { exitCode, stdout, stderr, isTruncated: isCut(stdout) || isCut(stderr) };
  switch (view.executionState?.toLowerCase() ?? '') {
    case 'succeeded':
      return ended;
    case 'failed':
      // Without an exit code, the script never ran.
      if (exitCode > 0) return ended;
      throw notRun(`${view.executionMessage ?? ''} ${stderr}`, machine);
    case 'timedout':
      throw scriptTimedOut(machine, timeoutSeconds, cleanOutput(stderr));
    case 'canceled':
      throw runCommandCanceled(machine);
    default:
      return undefined;
  }
}

const isCut = (text: string): boolean => new TextEncoder().encode(text).length >= outputLimit;

/** `microsoft.cplat.core/runcommandhandlerlinux` and `…windows`. */
export const isRunCommandHandler = (extension: string): boolean => /runcommandhandler/i.test(extension);

export function notRun(words: string, machine: string): ArcError {
  const says = cleanOutput(words).trim();
  const isBlocked = isRunCommandHandler(says) || /block ?list|allow ?list/i.test(says);
  return isBlocked ? runCommandBlocked(machine) : scriptNotRun(machine, says);
}
