import { describe, expect, test } from 'vitest';
import data from '../../../src/remoteAccess/ssh/data/sshErrors.json' with { type: 'json' };
import { type Meaning, meaningOf, sshError } from '../../../src/remoteAccess/ssh/errors';

/** What OpenSSH, sudo and shells say, and what it means. */
const words: readonly (readonly [Meaning | undefined, string])[] = [
  ['changedKey', '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.'],
  [
    'unknownKey',
    'No ED25519 host key is known for web-01 and you have requested strict checking.\nHost key verification failed.',
  ],
  ['keyOnTheWay', 'Host key verification failed.\nConnection closed by UNKNOWN port 65535'],
  ['configuration', '/home/a/.ssh/config: line 3: Bad configuration option: wrong'],
  ['dns', 'ssh: Could not resolve hostname web-01: Name or service not known'],
  ['refused', 'ssh: connect to host web-01 port 22: Connection refused'],
  ['timeout', 'ssh: connect to host web-01 port 22: Connection timed out'],
  ['timeout', 'ssh: connect to host web-01 port 22: No route to host'],
  ['timeout', 'Connection timed out during banner exchange\nConnection to 10.0.0.4 port 22 timed out'],
  ['algorithms', 'Unable to negotiate with 10.0.0.4 port 22: no matching host key type found. Their offer: ssh-rsa'],
  ['openKey', 'WARNING: UNPROTECTED PRIVATE KEY FILE!\nadmin@web-01: Permission denied (publickey).'],
  ['authentication', 'admin@web-01: Permission denied (publickey,password).'],
  ['authentication', 'Received disconnect from 10.0.0.4 port 22:2: Too many authentication failures'],
  ['cutOff', 'kex_exchange_identification: read: Connection reset by peer'],
  ['sudoPassword', 'sudo: a password is required'],
  ['sudoPassword', 'sudo: sorry, you must have a tty to run sudo'],
  [
    'sudoPassword',
    'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper',
  ],
  ['sudoPassword', 'sudo: unable to resolve host web-01: Name or service not known\nsudo: a password is required'],
  ['sudoPassword', 'sudo: interactive authentication is required'],
  ['sudoPassword', 'sudo: Interaction is required'],
  ['sudoPassword', 'sudo-rs: A terminal is required to authenticate'],
  ['sudoRefused', "sudo: I'm sorry admin. I'm afraid I can't do that"],
  ['sudoRefused', 'sudo: Sorry, user admin may not run /usr/bin/sh on web-01.'],
  ['sudoRefused', 'sh: 1: exec: sudo: Permission denied'],
  ['sudoRefused', 'admin is not in the sudoers file.  This incident will be reported.'],
  ['sudoMissing', 'sh: 1: exec: sudo: not found'],
  ['sudoMissing', 'sh: line 1: exec: sudo: not found'],
  ['sudoFailed', 'sudo: unable to open /etc/sudoers: Permission denied'],
  ['sudoFailed', 'sudo: Ein Passwort ist notwendig'],
  [
    'authentication',
    'ssh_askpass: exec(/usr/bin/ssh-askpass): No such file\nadmin@web-01: Permission denied (password).',
  ],
  ['noShell', 'sudo: setrlimit(RLIMIT_CORE): Operation not permitted\nsh: 1: exec: bash: not found'],
  ['notAdministrator', 'arc: this account is not an administrator'],
  ['noShell', "'sh' is not recognized as an internal or external command,"],
  [undefined, 'Something that nobody has seen before'],
];

describe('the words of a way that failed', () => {
  test.each(words)('mean %s: %s', (meaning, says) => {
    expect(meaningOf(says)).toBe(meaning);
  });

  test('have an example for every meaning there is', () => {
    const known = new Set(data.meanings.map(({ means }) => means));
    expect(new Set(words.flatMap(([meaning]) => meaning ?? []))).toEqual(known);
  });

  test.each(words)('become a sentence that says what to do (%s)', (_, says) => {
    const { message } = sshError({ exitCode: 255, says, hasBegun: false }, 'web-01');
    expect(message).toMatch(/[.)L]$/);
    expect(message).toMatch(/\b(?:Check|check|Run|Sign|Ask|Compare|Correct|Connect|Update|allow the account)\b/);
  });

  test('are not read once the script ran: then they may be its own', () => {
    const error = sshError({ exitCode: 255, says: 'Permission denied (x)', hasBegun: true }, 'web-01');
    expect(error.failure).toEqual({ code: 'RemoteFailed', exitCode: 255, tail: 'Permission denied (x)' });
  });
});
