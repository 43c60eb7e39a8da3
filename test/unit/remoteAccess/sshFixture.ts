import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import type { RemoteOutcome, RemoteScript, RemoteTarget } from '../../../src/kernel/ports';
import { createSshRunner, localRunner, type SshOptions, type SshRunner } from '../../../src/remoteAccess';
import { beforeControl } from '../../support/order';
import { sshClient, type SshClient } from '../../support/sshClient';
import { type Sshd, startSshd } from '../../support/sshd';
import { quiet } from '../azure/support';

export interface Fixture {
  readonly folder: string;
  readonly sshd: Sshd;
  /** How many connections it has let in by a key. */
  readonly accepted: () => number;
  readonly client: SshClient;
  /** Finds a machine by its name. */
  readonly runner: SshRunner;
  /** Lines of configuration for a host that is this sshd. */
  readonly hostLines: (name: string) => readonly string[];
  /** A runner of its own, disposed of at the end. */
  readonly runnerWith: (options: Partial<SshOptions>) => SshRunner;
  readonly run: (text: string, more?: Partial<RemoteScript>, signal?: AbortSignal) => Promise<RemoteOutcome>;
}

export const target = (name = 'web-01'): RemoteTarget => ({ name, os: 'linux' });

export const script = (text: string, more: Partial<RemoteScript> = {}): RemoteScript => ({
  title: 'test the way',
  shell: 'bash',
  text,
  isElevated: false,
  timeoutMilliseconds: 20_000,
  outputLimit: 10_000,
  ...more,
});

/** An sshd and an ssh that knows it as `web-01`, for the tests of a file. */
export function useSsh(
  env: Readonly<Record<string, string>> = {},
  lines: readonly string[] = [],
  password?: string,
): () => Fixture {
  let fixture: Fixture | undefined;
  const runners: SshRunner[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'arc-ssh-'));

  beforeAll(async () => {
    const many = ['MaxStartups 500', 'MaxSessions 500'];
    const sshd = await startSshd(folder, env, [...lines, ...many], password);
    const client = sshClient(folder, readFileSync(sshd.knownHosts, 'utf8'));
    const runnerWith = (options: Partial<SshOptions>): SshRunner => {
      const runner = createSshRunner({
        ssh: client.program,
        find: ({ name }) => ({ address: { host: name } }),
        ...options,
      });
      runners.push(runner);
      return runner;
    };
    const hostLines = (name: string): readonly string[] => [
      `Host ${name}`,
      'HostName 127.0.0.1',
      `Port ${sshd.port}`,
      `User ${sshd.user}`,
      `IdentityFile ${sshd.clientKey}`,
    ];
    client.configure(...hostLines('web-01'));
    const runner = runnerWith({});
    fixture = {
      folder,
      sshd,
      accepted: () => sshd.log().split('Accepted publickey').length - 1,
      client,
      runner,
      hostLines,
      runnerWith,
      run: (text, more, signal = quiet()) => runner.run(target(), script(text, more), signal),
    };
  });

  afterAll(async () => {
    await Promise.all(runners.map((runner) => runner.dispose()));
    await fixture?.sshd[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  return () => {
    if (!fixture) throw new Error('The fixture is there once the tests run.');
    return fixture;
  };
}

export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 500) throw new Error('It did not come to pass.');
    await delay(20);
  }
}

/** The processes of this machine, client's and server's alike, whose command line holds a text. */
export function processesWith(text: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(text) ? [`${name} ${line}`] : [];
      } catch {
        return []; // gone meanwhile
      }
    });
}

/** Waits until no such process is left; fails with those that stay. */
export async function expectGone(text: string): Promise<void> {
  await until(() => processesWith(text).length === 0).catch(() => undefined);
  expect(processesWith(text)).toEqual([]);
}

/** Runs `work` beside a script that sleeps on this machine, before whose end it must come. */
export async function expectBeforeSleep<T>(seconds: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const { signal } = over;
  const control = localRunner.run(target(), script(`sleep ${seconds}`, { timeoutMilliseconds: 600_000 }), signal);
  try {
    return await beforeControl(work, control);
  } finally {
    over.abort();
    await control.catch(() => undefined);
  }
}
