import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RemoteScript, RemoteTarget } from '../../../src/core';
import { createSshRunner, type SshRunner } from '../../../src/remote';
import { sshClient, type SshClient } from '../../support/sshClient';
import { type Sshd, startSshd } from '../../support/sshd';
import { scratch } from '../azure/loopback';
import { failureOf, quiet } from '../azure/support';

const folder = scratch();
let sshd: Sshd;
let client: SshClient;
let runner: SshRunner;

const target: RemoteTarget = { name: 'web-01', os: 'linux' };
const script = (text: string, more: Partial<RemoteScript> = {}): RemoteScript => ({
  title: 'test',
  shell: 'bash',
  text,
  isElevated: false,
  timeoutMilliseconds: 10_000,
  outputLimit: 10_000,
  ...more,
});

beforeAll(async () => {
  sshd = await startSshd(folder.path);
  client = sshClient(folder.path, readFileSync(sshd.knownHosts, 'utf8'));
  client.configure('Host web-01', 'HostName 127.0.0.1', `Port ${sshd.port}`, `IdentityFile ${sshd.clientKey}`);
  runner = createSshRunner({ ssh: client.program, find: ({ name }) => ({ address: { host: name } }) });
});

afterAll(async () => {
  await runner.dispose();
  await sshd[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const run = (text: string, more?: Partial<RemoteScript>, signal = quiet()) =>
  runner.run(target, script(text, more), signal);

describe('a script over SSH', () => {
  test('comes back with its output, its errors and its exit code', async () => {
    const outcome = await run(`echo "it's \\$HOME"; echo 'no' >&2; exit 7`);
    expect(outcome).toEqual({ exitCode: 7, stdout: "it's $HOME\n", stderr: 'no\n', isTruncated: false });
  });

  test('may end with 255, which is also what ssh itself ends with', async () => {
    expect(await run('exit 255')).toEqual({ exitCode: 255, stdout: '', stderr: '', isTruncated: false });
  });

  test('elevated', async () => {
    expect(await run('id -u', { isElevated: true })).toMatchObject({ exitCode: 0, stdout: '0\n' });
  });

  test('timeout', async () => {
    const started = performance.now();
    const error = await failureOf(run('sleep 1000', { timeoutMilliseconds: 1000 }));
    expect(error.message).toBe('x');
    console.log(performance.now() - started);
  });
});
