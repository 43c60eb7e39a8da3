import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, launchBrowser } from '../../../build/browser.mjs';
import { createSshRunner, localRunner } from '../../../src/remoteAccess';
import { ansiblePlay } from '../../support/ansible';
import { powershell, runPowershell, withoutPowershell } from '../../support/powershell';
import { run, tryRun } from '../../support/program';
import { skipUnless } from '../../support/skip';
import { startSquid } from '../../support/squid';
import { type Sshd, startSshd } from '../../support/sshd';
import { sshClient } from '../../support/sshClient';
import { quiet } from '../../unit/azure/support';
import { script, target } from '../../unit/remoteAccess/sshFixture';

// Every kind of program that tests start, the way they start it. The test beside this file runs this where the account's
// home is a hostile one, and judges by what is left of that home.

const folder = mkdtempSync(join(tmpdir(), 'arc-homes-'));
const { ARC_TEST_ACCOUNT: account = '', ARC_TEST_ACCOUNTS: accounts = '' } = process.env;
let sshd: Sshd;

beforeAll(async () => {
  expect(userInfo().homedir).toBe(account);
  sshd = await startSshd(folder);
});
afterAll(async () => {
  await sshd[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

test('this process has a home of its own', () => {
  expect(homedir()).not.toBe(account);
  expect(Object.entries(process.env).filter(([name, value]) => name.includes('HOSTILE') || value === account)).toEqual([
    ['ARC_TEST_ACCOUNT', account],
  ]);
});

/** Makes it the shell of every session that begins from now on. */
function setLoginShell(name: string): void {
  const path = run('sh', 'dash', ['-c', `command -v ${name}`]);
  const { username } = userInfo();
  const line = new RegExp(`^(${username}:.*:)[^:]*$`, 'm');
  writeFileSync(accounts, readFileSync(accounts, 'utf8').replace(line, `$1${path.toString().trim()}`));
}

const shells = ['bash', 'dash', 'zsh', 'fish', 'tcsh'] as const;

test.each(shells)('sessions of sshd behind %s: of a command, of a login, and in a terminal', (shell) => {
  setLoginShell(shell);
  const client = sshClient(mkdtempSync(join(folder, 'client-')), readFileSync(sshd.knownHosts, 'utf8'));
  client.configure('Host web-01', 'HostName 127.0.0.1', `Port ${sshd.port}`, `IdentityFile ${sshd.clientKey}`);
  const ssh = (args: readonly string[], input = ''): string =>
    run(client.program, 'openssh-client', args, input).toString().replaceAll('\r', '');
  const home = `${join(folder, 'sshd', 'home')}\n`;
  expect(ssh(['web-01', 'printenv HOME'])).toBe(home);
  expect(ssh(['-T', 'web-01'], 'printenv HOME; curl --version\n')).toContain(home);
  expect(ssh(['-tt', 'web-01', `${shell} -ic 'printenv HOME'`])).toContain(home);
});

describe('with bash as the login shell', () => {
  beforeAll(() => {
    setLoginShell('bash');
    copyFileSync(sshd.clientKey, join(homedir(), '.ssh/id_ed25519'));
  });

  test('the ssh that a person has, whose host key is learned', async () => {
    const address = { host: '127.0.0.1', port: sshd.port, user: sshd.user };
    const runner = createSshRunner({ find: () => ({ address }) });
    const offer = await runner.learnHostKey(target(), quiet());
    await offer.accept();
    expect(readFileSync(join(homedir(), '.ssh/known_hosts'), 'utf8')).toContain(`:${sshd.port} `);
    expect(await runner.run(target(), script('echo in'), quiet())).toMatchObject({ stdout: 'in\n' });
    await runner.dispose();
    const from = join(folder, 'from');
    writeFileSync(from, 'text');
    for (const [name, args] of [
      ['scp', ['-P', `${sshd.port}`, from, `${sshd.user}@127.0.0.1:${join(folder, 'to')}`]],
      ['sftp', ['-P', `${sshd.port}`, '-b', '-', `${sshd.user}@127.0.0.1`]],
    ] as const)
      run(name, 'openssh-client', ['-q', ...args], '');
    expect(readFileSync(join(folder, 'to'), 'utf8')).toBe('text');
  });

  test('Ansible, here and over SSH', async () => {
    const ssh = `-o UserKnownHostsFile=${sshd.knownHosts} -F none`;
    const remote = `ansible_host=127.0.0.1 ansible_port=${sshd.port} ansible_user=${sshd.user} ansible_ssh_private_key_file=${sshd.clientKey} ansible_ssh_common_args='${ssh}'`;
    writeFileSync(join(folder, 'inventory'), `here ansible_connection=local\nthere ${remote}\n`);
    const tasks = [
      { 'ansible.builtin.copy': { content: 'text', dest: join(folder, 'copied-{{ inventory_hostname }}') } },
    ];
    writeFileSync(
      join(folder, 'play.yml'),
      JSON.stringify([{ hosts: 'all', become: true, gather_facts: false, tasks }]),
    );
    const { code, output } = await ansiblePlay(folder, ['--inventory', 'inventory', 'play.yml'], {
      ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
    });
    expect(code, output).toBe(0);
    expect(existsSync(join(folder, 'copied-there'))).toBe(true);
  });

  test('the product’s runner of scripts on this machine', async () => {
    expect(await localRunner.run(target(), script('bash -lic "echo here" 2>/dev/null'), quiet())).toMatchObject({
      stdout: 'here\n',
    });
  });
});

test.each([
  ...shells.map((shell) => [shell, ['-ic', 'exit']] as const),
  ...['bash', 'zsh', 'fish'].map((shell) => [shell, ['-lc', 'exit']] as const),
  ['bash', ['-c', 'printf "%s\\n" ~/*; exit']],
  ['git', ['config', '--global', 'user.name', 'Somebody']],
  ['git', ['config', '--list']],
  ['npm', ['config', 'list']],
  ['python3', ['-c', 'import site, pathlib; print(site.getusersitepackages(), pathlib.Path.home())']],
  ['curl', ['--version']],
  ['openssl', ['rand', '-hex', '4']],
] as const)('%s %j', (program, args) => {
  for (const options of [{}, { env: { PATH: process.env.PATH } }]) {
    expect(tryRun(program, program, args, options)).toMatchObject({ status: 0 });
  }
});

test('PowerShell, by its helper and by itself', skipUnless(powershell, withoutPowershell), async () => {
  const home = join(folder, 'powershell');
  mkdirSync(home);
  expect(await runPowershell(['-Command', '$HOME'], { home })).toMatchObject({ code: 0, stdout: `${home}\n` });
  expect(run(powershell ?? '', 'powershell', ['-Command', '$HOME']).toString()).toBe(`${homedir()}\n`);
});

test('squid', async () => {
  await (await startSquid(folder, {}))[Symbol.asyncDispose]();
});

test('the browser', skipUnless(findBrowser(), 'There is no browser.'), async () => {
  await (await launchBrowser()).close();
});
