import * as v from 'valibot';
import { ArcError } from '../kernel/errors';
import type { RemoteOutcome, RunCommand } from '../kernel/ports';
import { cleanOutput } from '../kernel/text/cleanOutput';
import { excerpt } from './errors';

/** Azure keeps the last 4 KB of stdout and of stderr. Source: “Run command on Azure Arc-enabled servers”, 2026-07. */
const outputLimit = 4096;
/** What `timeout` of the GNU core utilities exits with. */
export const timeoutExitCode = 124;

/** A run command, as far as it tells how the script fared. */
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

/** How the script fared; undefined as long as it runs. Throws when it did not run, or not to its end. */
export function outcomeOf(
  view: View,
  { title, timeoutSeconds }: RunCommand,
  machine: string,
): RemoteOutcome | undefined {
  const [stdout, stderr] = [view.output ?? '', view.error ?? ''];
  const exitCode = view.exitCode ?? 0;
  const ended = { exitCode, stdout, stderr, isTruncated: isCut(stdout) || isCut(stderr) };
  switch (view.executionState?.toLowerCase() ?? '') {
    case 'succeeded':
      return ended;
    case 'failed':
      // A script that ended with an error is an outcome; one that never ran is not.
      if (exitCode > 0) return ended;
      throw notRun(`${view.executionMessage ?? ''} ${stderr}`, machine);
    case 'timedout':
      throw new ArcError(
        { code: 'RemoteFailed', exitCode: timeoutExitCode, tail: cleanOutput(stderr) },
        `The attempt to ${title} on ${machine} took longer than ${timeoutSeconds} seconds and was ended there. Look at what the machine is busy with, then try again.`,
      );
    case 'canceled':
      throw new ArcError(
        { code: 'Conflict' },
        `Somebody or something took back the command on ${machine} before it ended. Try again.`,
      );
    default:
      return undefined;
  }
}

const isCut = (text: string): boolean => new TextEncoder().encode(text).length >= outputLimit;

/** The agent's extension that runs commands, `microsoft.cplat.core/runcommandhandlerlinux` and `…windows`. */
export const isRunCommandHandler = (extension: string): boolean => /runcommandhandler/i.test(extension);

/** Why no script ran, from Azure's own words. */
export function notRun(words: string, machine: string): ArcError {
  const says = cleanOutput(words).trim();
  if (isRunCommandHandler(says) || /block ?list|allow ?list/i.test(says)) return blocked(machine);
  return new ArcError(
    { code: 'RemoteFailed', exitCode: 1, tail: says.slice(-2000) },
    `Azure could not run the command on ${machine}. ${says === '' ? 'It gives no reason.' : `It says: ${excerpt(says)}`} Check the agent on the machine, then try again.`,
  );
}

export const blocked = (machine: string): ArcError =>
  new ArcError(
    { code: 'Forbidden', needs: 'run commands allowed by the machine' },
    `${machine} does not allow run commands: they are on its list of blocked extensions, or extensions are switched off. On the machine, look at azcmagent config get extensions.blocklist; or choose SSH for it.`,
  );
