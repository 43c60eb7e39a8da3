import * as l10n from '@vscode/l10n';
import { ArcError, type UnreachableCause } from '../../kernel/errors';
import data from './data/sshErrors.json';

export type Meaning =
  | 'changedKey'
  | 'unknownKey'
  | 'keyOnTheWay'
  | 'configuration'
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'algorithms'
  | 'openKey'
  | 'authentication'
  | 'cutOff'
  | 'sudoPassword'
  | 'sudoRefused'
  | 'sudoMissing'
  | 'sudoFailed'
  | 'notAdministrator'
  | 'noShell';

const meanings = data.meanings.map(({ pattern, means }) => ({ pattern: new RegExp(pattern), means: means as Meaning }));

/** Of ssh, sudo, or the remote shell; the first match counts. */
export const meaningOf = (says: string): Meaning | undefined =>
  meanings.find(({ pattern }) => pattern.test(says))?.means;

interface Failed {
  readonly exitCode: number;
  readonly says: string;
  readonly hasBegun: boolean;
}

/** `host`: as the user names it. */
export function sshError({ exitCode, says, hasBegun }: Failed, host: string): ArcError {
  const tail = says.slice(-2000);
  const cause = says === '' ? {} : { cause: new Error(tail) };
  if (hasBegun) {
    const message = l10n.t`The connection to ${host} was lost while the script ran. The machine stops the script when it notices. Check the network, then try again.`;
    return new ArcError({ code: 'RemoteFailed', exitCode, tail }, message, cause);
  }
  const meaning = meaningOf(says);
  const unreachable = (why: UnreachableCause, message: string): ArcError =>
    new ArcError({ code: 'Unreachable', host, cause: why }, message, cause);
  const forbidden = (needs: string, message: string): ArcError =>
    new ArcError({ code: 'Forbidden', needs }, message, cause);
  switch (meaning) {
    case 'changedKey':
      return new ArcError({ code: 'HostKey', host }, changedKey(host), cause);
    case 'unknownKey':
      return new ArcError({ code: 'HostKey', host, isUnknown: true }, unknownKey(host), cause);
    case 'keyOnTheWay':
      return new ArcError({ code: 'HostKey', host }, keyOnTheWay(host), cause);
    case 'configuration':
      return new ArcError(
        { code: 'Unsupported' },
        l10n.t`ssh cannot use its configuration: ${lastLine(says)} Correct the file, then try again.`,
        cause,
      );
    case 'dns':
      return unreachable(
        'dns',
        l10n.t`The name ${host} cannot be resolved. Check the name, DNS, and the VPN, or choose another host for the machine.`,
      );
    case 'refused':
      return unreachable(
        'refused',
        l10n.t`${host} refused the connection. Check that its SSH server is running, and check the port.`,
      );
    case 'timeout':
      return noAnswer(host);
    case 'algorithms':
      return new ArcError(
        { code: 'Unsupported' },
        l10n.t`ssh and ${host} have no common algorithm: ${lastLine(says)} Update the SSH server, or allow the algorithm for this host in your ssh configuration.`,
        cause,
      );
    case 'openKey':
      return new ArcError(
        { code: 'RemoteAuth', host },
        l10n.t`Other users can read the private key for ${host}, so ssh ignores it. Correct the permissions of the key file.`,
        cause,
      );
    case 'authentication':
      return new ArcError(
        { code: 'RemoteAuth', host },
        l10n.t`${host} did not accept the sign-in. Check the user name, that the key is in the agent or in your ssh configuration, and that the machine accepts it; or choose SSH with a password for this machine.`,
        cause,
      );
    case 'cutOff':
      return unreachable(
        'refused',
        l10n.t`The connection to ${host} was closed before the script began: ${lastLine(says)} Check the log of its SSH server, and any jump hosts.`,
      );
    case 'sudoPassword':
      return forbidden(
        l10n.t('sudo without a password'),
        l10n.t`sudo on ${host} requires a password, which the extension never enters. Sign in as root, or allow the account to run sudo without a password by a line in /etc/sudoers.d (edit with visudo): <account> ALL=(root) NOPASSWD: ALL`,
      );
    case 'sudoRefused':
      return forbidden(
        'sudo',
        l10n.t`The account is not allowed to use sudo on ${host}. Sign in with an account that is, or as root.`,
      );
    case 'sudoMissing':
      return forbidden('root', l10n.t`${host} has no sudo, and the account is not root. Sign in as root.`);
    case 'sudoFailed':
      return forbidden(
        'sudo',
        l10n.t`sudo on ${host} did not run the script: ${lastLine(says)} Run “sudo -n true” there to see why, or sign in as root.`,
      );
    case 'notAdministrator':
      return forbidden(
        l10n.t('administrator rights'),
        l10n.t`The account is not an administrator on ${host}. Sign in with an administrator account.`,
      );
    case 'noShell':
    case undefined:
      return new ArcError({ code: 'RemoteFailed', exitCode, tail }, notStarted(host, exitCode, says), cause);
  }
}

export const noAnswer = (host: string): ArcError =>
  new ArcError(
    { code: 'Unreachable', host, cause: 'timeout' },
    l10n.t`${host} did not respond in time. Check that it is running, and check the network, firewall, and VPN.`,
  );

const changedKey = (host: string): string =>
  l10n.t`The host key of ${host} has changed: the machine was reinstalled, or somebody intercepts the connection. Nothing was sent. Ask the owner of the machine. If the new key is right, remove the old one with “ssh-keygen -R”, then try again.`;

const unknownKey = (host: string): string =>
  l10n.t`The host key of ${host} is not known yet. Compare its fingerprint with the machine’s own before you trust it.`;

const keyOnTheWay = (host: string): string =>
  l10n.t`The host key of a jump host for ${host} is unknown or has changed. Nothing was sent. Connect to the jump host once with ssh in a terminal.`;

const notStarted = (host: string, exitCode: number, says: string): string =>
  says === ''
    ? l10n.t`The script did not start on ${host} (exit code ${exitCode}), and no reason was given. Check that the account can run commands there, and that the machine has the operating system it is listed with.`
    : l10n.t`The script did not start on ${host} (exit code ${exitCode}): ${lastLine(says)} Check that the account can run commands there, and that the machine has the operating system it is listed with.`;

function lastLine(says: string): string {
  const line = says.trim().split('\n').at(-1)?.trim() ?? '';
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
