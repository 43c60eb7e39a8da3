import { ArcError } from '../../kernel/errors';
import type { RemoteScript } from '../../kernel/ports';

/** What `timeout` of the GNU core utilities exits with. */
const timeoutExitCode = 124;

/** The script was ended because it took too long. */
export const timedOut = ({ title, timeoutMilliseconds }: RemoteScript, where: string, tail: string): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode: timeoutExitCode, tail },
    `The attempt to ${title} on ${where} took longer than ${Math.round(timeoutMilliseconds / 1000)} seconds and was ended there. Look at what the machine is busy with, then try again.`,
  );
