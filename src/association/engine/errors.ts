import { ArcError, type Failure } from '../../kernel/errors';
import type { ConnectionType } from '../../kernel/inventory';
import type { RemoteOutcome, RemoteScript } from '../../kernel/ports';
import { exitCodes } from '../../planning/targets/servers';

export const operatingSystemUnknown = (name: string): ArcError =>
  new ArcError({ code: 'Unsupported' }, `Azure does not say which operating system ${name} has.`);

export const notConnectedToMachine = (): ArcError =>
  new ArcError({ code: 'Unsupported' }, 'No way to the machine was chosen. Plan it again.');

/** A machine that cannot be reached says nothing of the others, where Azure out of reach would. */
export const machineUnreachable = (cause: ArcError): ArcError =>
  new ArcError({ code: 'RemoteFailed', exitCode: 255, tail: '' }, cause.message, { cause });

export const connectionTypeSetBack = (name: string, to: ConnectionType, is: ConnectionType): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    `The agent on ${name} accepted connection.type ${to}, but says ${is} when asked. A policy or a configuration tool may set it back: look for one, then try again.`,
  );

export const connectionTypeUnknown = (name: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    `The agent on ${name} does not say its connection.type in a form that this version of the extension knows. Nothing is taken for granted: run “azcmagent config list” there.`,
  );

export function scriptFailed(
  { exitCode, stdout, stderr }: RemoteOutcome,
  name: string,
  script: RemoteScript,
): ArcError {
  const tail = (stderr || stdout).trim().split('\n').slice(-3).join(' ');
  const failure: Failure = { code: 'RemoteFailed', exitCode, tail };
  if (exitCode === exitCodes.noAgent.code) {
    return new ArcError(failure, `There is no azcmagent on ${name}. Is this the right host?`);
  }
  if (exitCode === exitCodes.notPrivileged.code) {
    return new ArcError(failure, `On ${name} this needs root, or an administrator. Sign in there as one.`);
  }
  return new ArcError(
    failure,
    `The attempt to ${script.title} failed on ${name} with exit code ${exitCode}. ${tail}`.trim(),
  );
}
