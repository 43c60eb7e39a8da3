import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Ended, start } from '../../support/program';
import { skipUnless } from '../../support/skip';
import { mayReplaceFiles, withoutMounts } from '../../support/sshd';
import { scratch } from '../../unit/azure/loopback';
import { HostileHome } from './hostileHome';

const root = resolve(import.meta.dirname, '../../..');
const scratchFolder = scratch();
afterAll(() => {
  scratchFolder[Symbol.dispose]();
});

describe('the user who runs the tests', skipUnless(mayReplaceFiles(), withoutMounts), () => {
  let account: HostileHome;
  let accounts: string;

  beforeEach(({ task }) => {
    const folder = join(scratchFolder.path, task.id);
    mkdirSync(folder);
    account = new HostileHome(folder);
    accounts = join(folder, 'passwd');
    const isOthers = (line: string): boolean => line !== '' && !line.startsWith(`${userInfo().username}:`);
    const { username, uid, gid } = userInfo();
    const line = `${username}:x:${uid}:${gid}::${account.home}:/bin/bash`;
    const others = readFileSync('/etc/passwd', 'utf8').split('\n').filter(isOthers);
    writeFileSync(accounts, `${[line, ...others].join('\n')}\n`, { mode: 0o644 });
  });

  /** Runs a program where both the environment and the list of accounts say that the home is the hostile one. */
  async function runAsAccount(program: string, args: readonly string[]): Promise<Ended> {
    const own = join(process.env.ARC_TEST_HOME ?? '', 'bin');
    const path = (process.env.PATH ?? '').split(delimiter).filter((each) => each !== own);
    const mounted = ['--mount', 'sh', '-c', 'mount --bind "$0" /etc/passwd && exec "$@"', accounts, program, ...args];
    const child = start('unshare', mounted, {
      cwd: root,
      env: {
        ...account.environment,
        PATH: path.join(delimiter),
        HOSTILE: '1',
        ARC_TEST_ACCOUNT: account.home,
        ARC_TEST_ACCOUNTS: accounts,
      },
    });
    onTestFinished(() => void child.kill());
    child.stdin.end();
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].on('data', (data: Buffer) => (texts[name] += data.toString()));
    await once(child, 'close');
    return { status: child.exitCode, ...texts };
  }

  test('would be noticed: a program that reads, writes or runs a file of theirs leaves a trace', async () => {
    const traces: Readonly<Record<string, readonly string[]>> = {
      'bash -lc exit': ['.bash_profile was run', '.bash_profile was read'],
      'bash -ic exit': ['.bashrc was run', '.bashrc was read'],
      'bash -c exit': ['.bash_env was run'],
      'env -u HOME bash -lc exit': ['.bash_profile was run'],
      'zsh -ic exit': ['.zshrc was run'],
      'fish -c exit': ['.config-fish-config.fish was run'],
      'tcsh -c exit': ['.tcshrc was run'],
      'env -i ssh -G nowhere': ['.ssh-config was run', '.ssh/config was read'],
      'git config --list': ['.gitconfig was read'],
      'env -i curl --version': ['.curlrc was read'],
      'ansible --version': ['.ansible.cfg was read'],
      'npm config list': ['.npmrc was read'],
      'touch .cache/new': ['.cache was written'],
      'ls .azure': ['.azure was read'],
    };
    for (const [command, expected] of Object.entries(traces)) {
      const [program = '', ...args] = command.replace(/ (?=\.)/, ` ${account.home}/`).split(' ');
      await runAsAccount(program, args);
      expect(account.touched(), command).toEqual(expect.arrayContaining([...expected]));
      account.forget();
    }
  });

  test('is left alone by every program that tests start', async () => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', '--config', 'test/vitest.config.mts', '--project', 'homes', '--reporter=dot'];
    const { status, stdout, stderr } = await runAsAccount(process.execPath, args);
    expect(status, `${stdout}\n${stderr}`).toBe(0);
    expect(account.touched()).toEqual([]);
  });
});
