import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { failureOf, quiet } from '../../unit/azure/support';
import { expectGone, processesWith, script, target, until, useSsh } from '../../unit/remoteAccess/sshFixture';

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

  test('runs as root where it must, without sudo where the account is root', async () => {
    expect(await fixture().run('id -u', { isElevated: true })).toMatchObject({ exitCode: 0, stdout: '0\n' });
  });

  test('goes over the connection of those before it, which ends with the runner', async () => {
    const { runnerWith, accepted } = fixture();
    const before = accepted();
    const runner = runnerWith({ find: () => ({ address: { host: 'web-01', port: fixture().sshd.port } }) });
    for (const word of ['one', 'two', 'three']) {
      expect(await runner.run(target(), script(`echo ${word}`), quiet())).toMatchObject({ stdout: `${word}\n` });
    }
    expect(accepted() - before).toBe(1);
    const kept = `-p ${fixture().sshd.port} -- web-01`;
    expect(processesWith(kept)).toHaveLength(1);
    await runner.dispose();
    await expectGone(kept);
  });

  test('finds the connection of the one before for ten minutes', async () => {
    const { runnerWith, sshd } = fixture();
    const runner = runnerWith({ find: () => ({ address: { host: 'web-01', port: sshd.port } }) });
    const kept = `-p ${sshd.port} -- web-01`;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await runner.run(target(), script('true'), quiet());
      vi.advanceTimersByTime(599_000);
      await delay(500);
      expect(processesWith(kept)).toHaveLength(1);
      vi.advanceTimersByTime(2000);
      await expectGone(kept);
    } finally {
      vi.useRealTimers();
    }
  });

  test('finds nothing of those before it', async () => {
    const ask = 'echo "$PWD $(umask) ${left-nothing} $# $-"; false; echo on';
    const { stdout } = await fixture().run(ask);
    await fixture().run(
      'cd /; umask 077; left=over; set -eu -- a b; trap "echo trapped" EXIT; echo() { :; }; exec 1>&2',
    );
    expect(await fixture().run(ask)).toMatchObject({ stdout });
    expect(stdout).toMatch(/ nothing 0 \w+\non\n$/);
  });

  test('has a connection of its own while another runs, which both are kept', async () => {
    const { runnerWith, accepted } = fixture();
    const before = accepted();
    const runner = runnerWith({});
    const both = async () => {
      const runs = ['one', 'two'].map((word) => runner.run(target(), script(`sleep 0.5; echo ${word}`), quiet()));
      expect((await Promise.all(runs)).map(({ stdout }) => stdout)).toEqual(['one\n', 'two\n']);
    };
    await both();
    await both();
    expect(accepted() - before).toBe(2);
  });

  test('makes sure that a connection is there which has waited for long', async () => {
    const { runnerWith, accepted } = fixture();
    const runner = runnerWith({});
    const run = async (text: string) => (await runner.run(target(), script(text), quiet())).stdout.trim();
    const server = Number(await run('echo "$PPID"'));
    const before = accepted();
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      vi.advanceTimersByTime(16_000);
      expect(await run('echo still there')).toBe('still there');
      expect(accepted()).toBe(before);
      process.kill(server, 'SIGSTOP');
      vi.advanceTimersByTime(16_000);
      expect(await run('echo again')).toBe('again');
      expect(accepted() - before).toBe(1);
    } finally {
      vi.useRealTimers();
      process.kill(server, 'SIGKILL');
    }
  });

  test('connects again where the machine has ended the connection meanwhile', async () => {
    const { runnerWith, accepted } = fixture();
    const runner = runnerWith({});
    const { stdout } = await runner.run(target(), script('echo "$PPID"'), quiet());
    const before = accepted();
    process.kill(Number(stdout), 'SIGTERM');
    await until(() => !existsSync(`/proc/${Number(stdout)}`));
    await delay(200);
    expect(await runner.run(target(), script('echo again'), quiet())).toMatchObject({ stdout: 'again\n' });
    expect(accepted() - before).toBe(1);
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
