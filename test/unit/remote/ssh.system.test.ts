import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failureOf, quiet } from '../azure/support';
import { expectGone, processesWith, script, target, useSsh } from './sshFixture';

const fixture = useSsh();

describe('a script over SSH', () => {
  test('comes back with its output, its errors and its exit code', async () => {
    const outcome = await fixture().run(`echo "it's \\$HOME"; echo 'no' >&2; exit 7`);
    expect(outcome).toEqual({ exitCode: 7, stdout: "it's $HOME\n", stderr: 'no\n', isTruncated: false });
  });

  test('may end with 255, which is also what ssh itself ends with', async () => {
    expect(await fixture().run('exit 255')).toEqual({ exitCode: 255, stdout: '', stderr: '', isTruncated: false });
  });

  test('may have Windows’ line ends, quotes, and text of any language', async () => {
    const text = `printf '%s|' "ü ≠ 漢" 'a\\b' "it's"\r\nif true; then\r\n  echo ok\r\nfi\r\n`;
    expect(await fixture().run(text)).toMatchObject({ exitCode: 0, stdout: `ü ≠ 漢|a\\b|it's|ok\n` });
  });

  test('finds nothing on its stdin, and so loses no line of itself', async () => {
    expect(await fixture().run('cat; read -r line; echo "after: $line"')).toMatchObject({ stdout: 'after: \n' });
  });

  test('comes back without what a terminal would obey', async () => {
    const { stdout } = await fixture().run(`printf '\\033]0;title\\007\\033[31mred\\033[0m\\r\\nover\\rwritten\\b\\n'`);
    expect(stdout).toBe('red\nover\nwritten\n');
  });

  test('keeps the beginning of an output without end, and reads the rest away', async () => {
    const outcome = await fixture().run('head -c 30000000 /dev/zero | tr "\\0" x; echo end; exit 3', {
      outputLimit: 1000,
    });
    expect(outcome).toEqual({ exitCode: 3, stdout: 'x'.repeat(1000), stderr: '', isTruncated: true });
  });

  test('is given 200 KB as it is given ten bytes', async () => {
    const text = `echo begin\n${'# a line that says nothing\n'.repeat(8000)}echo end`;
    expect(await fixture().run(text)).toMatchObject({ exitCode: 0, stdout: 'begin\nend\n' });
  });

  test('runs as root where it shall, without sudo where the account is root', async () => {
    expect(await fixture().run('id -u', { isElevated: true })).toMatchObject({ exitCode: 0, stdout: '0\n' });
  });

  test('shares one connection with those before it, which ends with the runner', async () => {
    const { sshd, runnerWith } = fixture();
    const accepted = (): number => sshd.log().split('Accepted publickey').length - 1;
    const before = accepted();
    const runner = runnerWith({});
    for (const word of ['one', 'two', 'three']) {
      expect(await runner.run(target(), script(`echo ${word}`), quiet())).toMatchObject({ stdout: `${word}\n` });
    }
    expect(accepted() - before).toBe(1);
    const [, path = ''] = /ControlPath=(\S+)/.exec(runner.commandLine(target(), script('true'))) ?? [];
    expect(processesWith(`ssh: ${path}`)).toHaveLength(1);
    await runner.dispose();
    await expectGone(path, 5000);
    expect(existsSync(path)).toBe(false);
  });

  test('takes a way over a jump host', async () => {
    const { client, hostLines, sshd } = fixture();
    const before = sshd.log().split('Accepted publickey').length;
    client.configure(...hostLines('web-01'), ...hostLines('gate'), ...hostLines('inner'), 'ProxyJump gate');
    const runner = fixture().runnerWith({});
    const { stdout } = await runner.run(target('inner'), script('echo "$SSH_CONNECTION"'), quiet());
    expect(stdout).toMatch(new RegExp(`^127\\.0\\.0\\.1 \\d+ 127\\.0\\.0\\.1 ${sshd.port}\n$`));
    // Both hosts are this sshd: the second connection comes from the first.
    expect(sshd.log().split('Accepted publickey').length - before).toBe(2);
  });

  test('is shown as it runs', () => {
    const line = fixture().runner.commandLine(target(), script('true', { isElevated: true }));
    expect(line).toContain(' -o StrictHostKeyChecking=yes ');
    expect(line).toContain(' -o BatchMode=yes ');
    expect(line).toMatch(/ -- web-01 /);
    expect(line).toContain('sudo -n');
  });
});

describe('a way that fails', () => {
  const failing = (lines: readonly string[], name = 'bad') => {
    const { client, hostLines, runnerWith } = fixture();
    client.configure(...hostLines('web-01'), `Host ${name}`, ...lines);
    return failureOf(runnerWith({ connectSeconds: 1 }).run(target(name), script('true'), quiet()));
  };

  test('is told apart: no such name, nobody listening, no key admitted', async () => {
    const { hostLines } = fixture();
    expect((await failing(['HostName no-such-host.invalid'])).failure).toEqual({
      code: 'Unreachable',
      host: 'bad',
      cause: 'dns',
    });
    expect((await failing(['HostName 127.0.0.1', 'Port 1'])).failure).toMatchObject({ cause: 'refused' });
    const withoutKey = hostLines('bad').slice(1, -1);
    expect((await failing([...withoutKey, 'IdentityFile /nowhere'])).failure).toEqual({
      code: 'RemoteAuth',
      host: 'bad',
    });
    expect((await failing(['Wrong option'])).code).toBe('Unsupported');
  });

  test('says so when there is no ssh', async () => {
    const error = await failureOf(
      fixture().runnerWith({ ssh: 'ssh-is-not-here' }).run(target(), script('true'), quiet()),
    );
    expect(error.code).toBe('Unsupported');
    expect(error.message).toContain('ssh-is-not-here was not found');
  });

  test.each([
    '-oProxyCommand=touch proof',
    'a;touch proof',
    '$(touch proof)',
    '`touch proof`',
    'a b',
    '%h',
    "a'b",
    'a\nb',
    '-l@a',
    '',
  ])('never lets ssh see the host %j', async (host) => {
    const { runnerWith, folder } = fixture();
    const runner = runnerWith({ find: () => ({ address: { host } }), ssh: join(folder, 'no-program') });
    expect((await failureOf(runner.run(target(), script('true'), quiet()))).failure).toEqual({
      code: 'InvalidInput',
      field: 'host',
    });
    expect(existsSync('proof')).toBe(false);
  });
});
