import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SshRunner } from '../../../src/remoteAccess';
import { run as runProgram } from '../../support/program';
import { failureOf, quiet } from '../../unit/azure/support';
import { script, target, useSsh } from '../../unit/remoteAccess/sshFixture';

/** What was asked of this sshd beyond its host key is in its log. */
const fixture = useSsh({}, ['LogLevel DEBUG1']);

const keyFile = (name: string): string => join(fixture().folder, 'sshd', `${name}.pub`);
const hostKey = (): string => readFileSync(keyFile('host'), 'utf8').trim();

/** A runner for a person who knows these keys, and the log that begins with it. */
function knowing(...knownHosts: readonly string[]): { readonly runner: SshRunner; readonly log: () => string } {
  const { client, hostLines, runnerWith, sshd } = fixture();
  client.configure(...hostLines('web-01'));
  writeFileSync(client.knownHosts, knownHosts.map((line) => `${line}\n`).join(''));
  const before = sshd.log().length;
  return { runner: runnerWith({}), log: () => sshd.log().slice(before) };
}

const name = (): string => `[127.0.0.1]:${fixture().sshd.port}`;
const known = (file = fixture().client.knownHosts): string => readFileSync(file, 'utf8');
const run = (runner: SshRunner) => runner.run(target(), script('echo ran'), quiet());

describe('a host key that is not the known one', () => {
  test('ends the attempt before anything is sent, and is not offered', async () => {
    const other = readFileSync(keyFile('client'), 'utf8').trim();
    const { runner, log } = knowing(`${name()} ${other}`);
    const error = await failureOf(run(runner));
    expect(error.failure).toEqual({ code: 'HostKey', host: 'web-01' });
    expect(error.message).toContain('Nothing was sent');
    expect(log()).toContain('Connection from');
    expect(log()).not.toMatch(/userauth-request|Accepted|Failed/);
    expect((await failureOf(runner.learnHostKey(target(), quiet()))).failure).toEqual({
      code: 'HostKey',
      host: 'web-01',
    });
    expect(readFileSync(fixture().client.knownHosts, 'utf8')).toBe(`${name()} ${other}\n`);
  });

  test('is no new one because it is of another type', async () => {
    const path = join(fixture().folder, 'rsa');
    runProgram('ssh-keygen', 'openssh-client', ['-q', '-t', 'ecdsa', '-N', '', '-f', path]);
    const { runner } = knowing(`${name()} ${readFileSync(`${path}.pub`, 'utf8').trim()}`);
    expect((await failureOf(runner.learnHostKey(target(), quiet()))).failure).toEqual({
      code: 'HostKey',
      host: 'web-01',
    });
  });
});

describe('a host key that is not known', () => {
  test('is told from a changed one, and nothing is sent', async () => {
    const { runner, log } = knowing();
    expect((await failureOf(run(runner))).failure).toEqual({ code: 'HostKey', host: 'web-01', isUnknown: true });
    expect(log()).not.toMatch(/userauth-request/);
    expect(readFileSync(fixture().client.knownHosts, 'utf8')).toBe('');
  });

  test('is offered with its fingerprint, written down when accepted, and then connects', async () => {
    const { runner, log } = knowing('# kept');
    const offer = await runner.learnHostKey(target(), quiet());
    const [, fingerprint] = runProgram('ssh-keygen', 'openssh-client', ['-lf', keyFile('host')])
      .toString()
      .split(' ');
    expect(offer).toMatchObject({
      host: 'web-01',
      type: 'ED25519',
      fingerprint,
    });
    expect(log()).not.toMatch(/Accepted|Failed publickey|Failed password/);
    expect(known()).toBe('# kept\n');
    await offer.accept();
    expect(known()).toBe(`# kept\n${name()} ${hostKey().split(' ').slice(0, 2).join(' ')}\n`);
    expect(await run(runner)).toMatchObject({ stdout: 'ran\n' });
  });

  test('is written down without the name where the person’s configuration hides names', async () => {
    const { runner } = knowing();
    const { client, hostLines } = fixture();
    client.configure(...hostLines('web-01'), 'HashKnownHosts yes');
    await (await runner.learnHostKey(target(), quiet())).accept();
    const written = readFileSync(client.knownHosts, 'utf8');
    expect(written).toMatch(/^\|1\|\S+ ssh-ed25519 \S+\n$/);
    expect(await run(runner)).toMatchObject({ stdout: 'ran\n' });
  });

  test('is learned over a jump host, whose own key must be known', async () => {
    const { client, hostLines, runnerWith } = fixture();
    knowing(`gate ${hostKey()}`);
    const lines = [
      ...hostLines('gate'),
      'HostKeyAlias gate',
      ...hostLines('inner'),
      'HostKeyAlias inner',
      'ProxyJump gate',
    ];
    client.configure(...lines);
    const offer = await runnerWith({}).learnHostKey(target('inner'), quiet());
    await offer.accept();
    expect(await runnerWith({}).run(target('inner'), script('echo in'), quiet())).toMatchObject({ stdout: 'in\n' });
    writeFileSync(client.knownHosts, `inner ${hostKey()}\n`);
    const error = await failureOf(runnerWith({}).run(target('inner'), script('echo in'), quiet()));
    expect(error.failure).toEqual({ code: 'HostKey', host: 'inner' });
    expect(error.message).toContain('a jump host');
  });

  test('is added by no connection on which nobody was asked', () => {
    expect(fixture().runner.commandLine(target(), script('true'))).toContain('UpdateHostKeys=no');
  });

  test('that is another one when it is accepted than when it was seen is not added', async () => {
    const { runner } = knowing();
    const offer = await runner.learnHostKey(target(), quiet());
    await fixture().sshd.reinstall();
    expect((await failureOf(offer.accept())).failure).toEqual({ code: 'HostKey', host: 'web-01', isUnknown: true });
    expect(known()).toBe('');
  });

  test.each(['none', '/dev/null'])('is not offered where the configuration keeps keys in %s', async (file) => {
    const { runner } = knowing();
    const { client, hostLines } = fixture();
    client.configure(...hostLines('web-01'), `UserKnownHostsFile ${file}`);
    expect((await failureOf(runner.learnHostKey(target(), quiet()))).failure).toEqual({
      code: 'HostKey',
      host: 'web-01',
    });
  });
});

describe('a home with blanks in its name', () => {
  /** Two files, as ssh has them by default, in a home that could be read as several. */
  function live() {
    const { folder, client, hostLines, runnerWith } = fixture();
    const home = join(folder, 'First Last', '.ssh');
    mkdirSync(home, { recursive: true });
    const files = [join(home, 'known_hosts'), join(home, 'known_hosts2')];
    for (const file of files) rmSync(file, { force: true });
    client.configure(...hostLines('web-01'), `UserKnownHostsFile ${files.map((file) => `"${file}"`).join(' ')}`);
    const [first = '', second = ''] = files;
    return {
      runner: runnerWith({}),
      first,
      second,
      others: () => readdirSync(folder).filter((each) => /^First$/.test(each)),
    };
  }

  test('has the accepted key in its own file, and nothing elsewhere', async () => {
    const { runner, first, second, others } = live();
    await (await runner.learnHostKey(target(), quiet())).accept();
    expect(known(first)).toBe(`${name()} ${hostKey().split(' ').slice(0, 2).join(' ')}\n`);
    expect([existsSync(second), others()]).toEqual([false, []]);
    expect(await run(runner)).toMatchObject({ stdout: 'ran\n' });
  });

  test.each(['first', 'second'] as const)('has a changed key of its %s file told from a new one', async (which) => {
    const { runner, ...files } = live();
    writeFileSync(files[which], `${name()} ${readFileSync(keyFile('client'), 'utf8').trim()}\n`);
    const failure = { code: 'HostKey', host: 'web-01' };
    expect((await failureOf(run(runner))).failure).toEqual(failure);
    expect((await failureOf(runner.learnHostKey(target(), quiet()))).failure).toEqual(failure);
  });
});
