import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { failureOf, quiet } from '../../unit/azure/support';
import { script, target, useSsh } from '../../unit/remoteAccess/sshFixture';

// What the account of the tests is and may differs from machine to machine; these two play the others.
const bin = mkdtempSync(join(tmpdir(), 'arc-sudo-'));
afterAll(() => {
  rmSync(bin, { recursive: true, force: true });
});
const program = (name: string, text: string): void => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(bin, name), 0o755);
};
mkdirSync(bin, { recursive: true });
program('id', 'echo 1000');

const fixture = useSsh({ PATH: `${bin}:/usr/bin:/bin`, LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' });
// Each over a connection of its own: whom sudo let in stays in until the connection ends.
const elevated = () =>
  fixture()
    .runnerWith({})
    .run(target(), script('echo ran', { isElevated: true }), quiet());

describe('a script that needs root, for another account', () => {
  test('runs by a sudo that asks nothing', async () => {
    program('sudo', '[ "$1" = -n ] || exit 9; shift; exec "$@"');
    expect(await elevated()).toMatchObject({ exitCode: 0, stdout: 'ran\n' });
  });

  test.each([
    ['sudo: a password is required', 'sudo without a password'],
    ['sudo: sorry, you must have a tty to run sudo', 'sudo without a password'],
    ['admin is not in the sudoers file.', 'sudo'],
    ['Sorry, user admin is not allowed to execute ‘/bin/sh’ as root on web-01.', 'sudo'],
  ])('does not run where sudo says: %s', async (says, needs) => {
    program('sudo', `echo '${says}' >&2; exit 1`);
    const { failure, message } = await failureOf(elevated());
    expect(failure).toEqual({ code: 'Forbidden', needs });
    expect(message).toContain('root');
  });

  test('does not run where sudo would ask in the language of the account', async () => {
    program(
      'sudo',
      `if [ "$LC_ALL" = C ]; then echo 'sudo: a password is required'; else echo 'sudo: Ein Passwort ist notwendig'; fi >&2; exit 1`,
    );
    expect((await failureOf(elevated())).failure).toEqual({ code: 'Forbidden', needs: 'sudo without a password' });
  });

  test('does not run where there is no sudo', async () => {
    rmSync(join(bin, 'sudo'), { force: true });
    program('sudo-is-missing', '');
    const error = await failureOf(elevated());
    expect(error.failure).toEqual({ code: 'Forbidden', needs: 'root' });
  });
});
