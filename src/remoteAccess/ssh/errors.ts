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

/**
 * What the words of ssh, sudo or the remote shell mean; undefined when they are not known. The first that fits counts: who
 * gets as far as sudo was let in, whatever else sudo says.
 */
export const meaningOf = (says: string): Meaning | undefined =>
  meanings.find(({ pattern }) => pattern.test(says))?.means;

interface Failed {
  readonly exitCode: number;
  readonly says: string;
  /** Whether the script had begun when the connection failed. */
  readonly hasBegun: boolean;
}

/** Why a script did not run, or its end is not known. `host` is how the person calls it. */
export function sshError({ exitCode, says, hasBegun }: Failed, host: string): ArcError {
  const tail = says.slice(-2000);
  const cause = says === '' ? {} : { cause: new Error(tail) };
  if (hasBegun) {
    const message = l10n.t`The connection to ${host} broke while the script ran. It was ended there as soon as the machine noticed. Check the network, then try again.`;
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
        l10n.t`ssh cannot use its configuration: ${lastLine(says)} Correct the file.`,
        cause,
      );
    case 'dns':
      return unreachable(
        'dns',
        l10n.t`The name ${host} cannot be resolved. Check it, DNS, and whether a VPN is needed; choose another host for the machine if it is wrong.`,
      );
    case 'refused':
      return unreachable(
        'refused',
        l10n.t`${host} refused the connection. Check that its SSH server runs, and the port.`,
      );
    case 'timeout':
      return noAnswer(host);
    case 'algorithms':
      return new ArcError(
        { code: 'Unsupported' },
        l10n.t`ssh and ${host} have no algorithm in common: ${lastLine(says)} Update the SSH server, or allow the algorithm for this host in your ssh configuration.`,
        cause,
      );
    case 'openKey':
      return new ArcError(
        { code: 'RemoteAuth', host },
        l10n.t`ssh does not use a private key that others may read. Correct the permissions of the key for ${host}.`,
        cause,
      );
    case 'authentication':
      return new ArcError(
        { code: 'RemoteAuth', host },
        l10n.t`${host} did not accept the sign-in. Check the user, that the key is in the agent or in your ssh configuration, and that the machine accepts it; or choose SSH with a password for this machine.`,
        cause,
      );
    case 'cutOff':
      return unreachable(
        'refused',
        l10n.t`The connection to ${host} was closed before the script began: ${lastLine(says)} Check its SSH server’s log, and hosts on the way.`,
      );
    case 'sudoPassword':
      return forbidden(
        l10n.t('sudo without a password'),
        l10n.t`sudo on ${host} asks for a password, which is never typed for you. Sign in as root, or let the account run sudo without one by a line in /etc/sudoers.d (edit with visudo): <account> ALL=(root) NOPASSWD: ALL`,
      );
    case 'sudoRefused':
      return forbidden('sudo', l10n.t`The account may not use sudo on ${host}. Sign in with one that may, or as root.`);
    case 'sudoMissing':
      return forbidden('root', l10n.t`${host} has no sudo, and the account is not root. Sign in as root.`);
    case 'sudoFailed':
      return forbidden(
        'sudo',
        l10n.t`sudo on ${host} did not run the script: ${lastLine(says)} Check there what sudo -n true says, or sign in as root.`,
      );
    case 'notAdministrator':
      return forbidden(
        l10n.t('an administrator'),
        l10n.t`The account is no administrator of ${host}. Sign in with one that is.`,
      );
    case 'noShell':
    case undefined:
      return new ArcError({ code: 'RemoteFailed', exitCode, tail }, notStarted(host, exitCode, says), cause);
  }
}

/** Nothing came in time. */
export const noAnswer = (host: string): ArcError =>
  new ArcError(
    { code: 'Unreachable', host, cause: 'timeout' },
    l10n.t`${host} did not answer in time. Check that it is on, and the network, firewall or VPN on the way to it.`,
  );

const changedKey = (host: string): string =>
  l10n.t`The host key of ${host} is not the one that is known for it: it was reinstalled, or somebody intercepts the connection. Nothing was sent. Ask its owner; if the new key is right, remove the old one with ssh-keygen -R and try again.`;

const unknownKey = (host: string): string =>
  l10n.t`The host key of ${host} is not known yet. Compare its fingerprint with the machine’s own before you accept it.`;

const keyOnTheWay = (host: string): string =>
  l10n.t`The host key of a host on the way to ${host} is not known, or is not the known one. Nothing was sent. Connect to that host once with ssh in a terminal.`;

const notStarted = (host: string, exitCode: number, says: string): string =>
  says === ''
    ? l10n.t`The script did not start on ${host} (exit code ${exitCode}), and no reason was given. Check that the account may run commands there, and that the machine’s operating system is the one it is listed with.`
    : l10n.t`The script did not start on ${host} (exit code ${exitCode}): ${lastLine(says)} Check that the account may run commands there, and that the machine’s operating system is the one it is listed with.`;

function lastLine(says: string): string {
  const line = says.trim().split('\n').at(-1)?.trim() ?? '';
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
