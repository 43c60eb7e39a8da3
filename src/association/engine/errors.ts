import * as l10n from '@vscode/l10n';
import { ArcError, type Failure } from '../../kernel/errors';
import type { ConnectionType } from '../../kernel/inventory';
import type { RemoteOutcome, RemoteScript } from '../../kernel/ports';
import { translated } from '../../kernel/text/phrases';
import { exitCodes } from '../../planning/targets/servers';

export const operatingSystemUnknown = (name: string): ArcError =>
  new ArcError({ code: 'Unsupported' }, l10n.t`Azure doesn’t report the operating system of ${name}.`);

export const notConnectedToMachine = (): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t('No connection to the machine was chosen. Create the plan again.'));

/** Doesn't stop the run, unlike an unreachable Azure. */
export const machineUnreachable = (cause: ArcError): ArcError =>
  new ArcError({ code: 'RemoteFailed', exitCode: 255, tail: '' }, cause.message, { cause });

export const connectionTypeSetBack = (name: string, to: ConnectionType, is: ConnectionType): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    l10n.t`The agent on ${name} accepted connection.type ${to} but still reports ${is}. Check whether a policy or a configuration tool resets it, then try again.`,
  );

export const connectionTypeUnknown = (name: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`The agent on ${name} reported its connection.type in an unknown format. Run “azcmagent config list” there to see it.`,
  );

export function scriptFailed(
  { exitCode, stdout, stderr }: RemoteOutcome,
  name: string,
  script: RemoteScript,
): ArcError {
  const tail = (stderr || stdout).trim().split('\n').slice(-3).join(' ');
  const failure: Failure = { code: 'RemoteFailed', exitCode, tail };
  if (exitCode === exitCodes.noAgent.code) {
    return new ArcError(failure, l10n.t`azcmagent is not installed on ${name}. Check that this is the right host.`);
  }
  if (exitCode === exitCodes.notPrivileged.code) {
    return new ArcError(
      failure,
      l10n.t`This needs root or administrator rights on ${name}. Connect with such an account.`,
    );
  }
  return new ArcError(
    failure,
    l10n.t`“${translated(script.title)}” failed on ${name} with exit code ${exitCode}. ${tail}`.trim(),
  );
}
