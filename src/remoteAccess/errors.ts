import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';
import type { RemoteScript } from '../kernel/ports';

/** Of GNU `timeout`. */
const timeoutExitCode = 124;

export function timedOut({ title, timeoutMilliseconds }: RemoteScript, where: string, tail: string): ArcError {
  const seconds = Math.round(timeoutMilliseconds / 1000);
  return new ArcError(
    { code: 'RemoteFailed', exitCode: timeoutExitCode, tail },
    l10n.t`A script on ${where} took longer than ${seconds} seconds and was stopped (${title}). Check what keeps the machine busy, then try again.`,
  );
}

export const notInAzure = (name: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`${name} is not connected to Azure Arc, so Azure cannot run anything on it. Choose SSH for this machine.`,
  );

/** `problem`: from `parseSshAddress`. */
export const invalidHost = (problem: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'host' }, problem);

export const hostKeyNotKept = (host: string): ArcError =>
  new ArcError(
    { code: 'HostKey', host },
    l10n.t`The host key of ${host} is not known, and your ssh configuration stores no host keys (UserKnownHostsFile). Set a file for this host, then try again.`,
  );

export const programNotFound = (program: string, cause: unknown): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`The program ${program} was not found. Install the OpenSSH client where VS Code runs, and make sure it is on the PATH.`,
    { cause },
  );
