import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { shellScripts } from '../../../build/shellScripts.mjs';
import type { SshRunner } from '../../../src/remoteAccess';
import { Askpass } from '../../../src/remoteAccess/ssh/askpass';
import { run as runProgram, start } from '../../support/program';
import { skipUnless } from '../../support/skip';
import { mayReplaceFiles, withoutMounts } from '../../support/sshd';
import { failureOf, quiet } from '../../unit/azure/support';
import { expectGone, processesWith, script, target, until, useSsh } from '../../unit/remoteAccess/sshFixture';

const fixture = useSsh();
const passphrase = `pass'phrase "${process.pid}$x\\`;

/** A key that is protected by the passphrase and that the sshd admits. */
function protectedKey(): string {
  const { folder, sshd } = fixture();
  const path = join(folder, 'protected');
  runProgram('cp', 'coreutils', [sshd.clientKey, path]);
  runProgram('ssh-keygen', 'openssh-client', ['-q', '-p', '-P', '', '-N', passphrase, '-f', path]);
  return path;
}

/** A short folder for temporary files with a blank in its name. */
function spaced(folder: string): string {
  const path = join(folder, 'First Last');
  mkdirSync(path, { recursive: true });
  return path;
}

/** Types the same at each prompt; `seen` are the processes with it on their command lines meanwhile. */
function person(types: string) {
  const prompts: string[] = [];
  const seen: (readonly string[])[] = [];
  const ask = async (prompt: string) => {
    prompts.push(prompt);
    seen.push(processesWith(types));
    return types;
  };
  return { ask, prompts, seen };
}

describe('a passphrase', () => {
  test('is asked for by ssh’s own words, and never stands on a command line', async () => {
    const { client, hostLines, runnerWith } = fixture();
    const key = protectedKey();
    client.configure(...hostLines('web-01').slice(0, -1), `IdentityFile ${key}`);
    const { ask, prompts, seen } = person(passphrase);
    const runner = runnerWith({ find: ({ name }) => ({ address: { host: name }, ask }) });
    expect(await runner.run(target(), script('echo in'), quiet())).toMatchObject({ stdout: 'in\n' });
    expect(prompts).toEqual([`Enter passphrase for key '${key}': `]);
    expect(seen).toEqual([[]]);
    // The connection is shared, whatever runs at once: nothing is asked again.
    const again = script('sleep 0.3; echo again');
    for (const run of [again, again, { ...again, isElevated: true }].map((each) => runner.run(target(), each, quiet())))
      expect(await run).toMatchObject({ stdout: 'again\n' });
    expect(prompts).toHaveLength(1);
    const [, path = ''] = /ControlPath="([^"]+)"/.exec(runner.commandLine(target(), script('true'))) ?? [];
    expect(processesWith(`ssh: ${path}`)).toHaveLength(1);
    await runner.dispose();
    await expectGone(path);
    expect(existsSync(path)).toBe(false);
  });

  test('lets in once, but nobody comes in by a connection on which a script did not end in time', async () => {
    const { ask, prompts } = person(passphrase);
    const runner = fixture().runnerWith({ find: ({ name }) => ({ address: { host: name }, ask }) });
    // A number of seconds that no other process sleeps for.
    const nap = `sleep 3.00${process.pid}`;
    const other = runner.run(target(), script(`echo so far; ${nap}; echo fine`), quiet());
    await until(() => processesWith(nap).some((line) => !line.includes('echo')));
    const late = await failureOf(runner.run(target(), script('sleep 60', { timeoutMilliseconds: 500 }), quiet()));
    expect(late.failure).toMatchObject({ code: 'RemoteFailed', exitCode: 124 });
    expect(prompts).toHaveLength(1);
    expect(await runner.run(target(), script('echo next'), quiet())).toMatchObject({ stdout: 'next\n' });
    expect(prompts).toHaveLength(2);
    expect(await other).toMatchObject({ exitCode: 0, stdout: 'so far\nfine\n' });
  });

  test('lets nobody in any more once the window is gone, also when that is killed', async () => {
    const { folder, client } = fixture();
    const remote = join(folder, 'remote.cjs');
    await build({
      entryPoints: ['src/remoteAccess/index.ts'],
      outfile: remote,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      plugins: [shellScripts],
    });
    const window = join(folder, 'window.cjs');
    const options = `{ ssh: ${JSON.stringify(client.program)}, find: () => ({ address: { host: 'web-01' }, ask: async () => ${JSON.stringify(passphrase)} }) }`;
    const args = `{ name: 'web-01', os: 'linux' }, ${JSON.stringify(script('echo in'))}, new AbortController().signal`;
    writeFileSync(
      window,
      `const runner = require(${JSON.stringify(remote)}).createSshRunner(${options});
runner.run(${args}).then(({ stdout }) => console.log(stdout, /ControlPath="([^"]+)"/.exec(runner.commandLine(${args}))[1]));
setInterval(() => undefined, 1000);`,
    );
    const child = start(process.execPath, [window], { env: { ...process.env, TMPDIR: spaced(folder) } });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const path = said.toString().split('\n')[1]?.trim() ?? '';
    expect(path).toContain('/First Last/arc-');
    expect([existsSync(path), processesWith(`ssh: ${path}`).length]).toEqual([true, 1]);
    child.kill('SIGKILL');
    await until(() => !existsSync(dirname(path)));
    await until(() => processesWith(path).length === 0);
  });

  const asking = (answer: string | undefined): SshRunner =>
    fixture().runnerWith({ find: ({ name }) => ({ address: { host: name }, ask: async () => answer }) });

  test('that is wrong is a sign-in that was not accepted', async () => {
    const error = await failureOf(asking('wrong').run(target(), script('true'), quiet()));
    expect(error.failure).toEqual({ code: 'RemoteAuth', host: 'web-01' });
  });

  test('that is not given cancels', async () => {
    expect((await failureOf(asking(undefined).run(target(), script('true'), quiet()))).code).toBe('Canceled');
  });

  test('is not asked for where nobody chose that', async () => {
    const runner = fixture().runnerWith({});
    expect((await failureOf(runner.run(target(), script('true'), quiet()))).code).toBe('RemoteAuth');
  });
});

const password = `pass'word "${process.pid}$y\\ü`;

describe.each([
  ['by ssh itself', ['AuthenticationMethods password', 'UsePAM no'], /^\w+@127\.0\.0\.1's password: $/],
  ['by the machine', ['AuthenticationMethods keyboard-interactive', 'UsePAM yes'], /^\(\w+@127\.0\.0\.1\) Password: $/],
])('a password that is asked for %s', skipUnless(mayReplaceFiles(), withoutMounts), (_, lines, prompt) => {
  const machine = useSsh({}, ['PermitRootLogin yes', ...lines], password);
  const runWith = (typed: string) => {
    const { ask, ...noticed } = person(typed);
    const runner = machine().runnerWith({ find: ({ name }) => ({ address: { host: name }, ask }) });
    return { ...noticed, outcome: runner.run(target(), script('echo in'), quiet()) };
  };

  test('lets in who types it, and never stands on a command line', async () => {
    const { prompts, seen, outcome } = runWith(password);
    expect(await outcome).toMatchObject({ exitCode: 0, stdout: 'in\n' });
    expect(prompts).toEqual([expect.stringMatching(prompt)]);
    expect(seen).toEqual([[]]);
    expect(machine().sshd.log()).toMatch(/Accepted (password|keyboard-interactive\/pam) for/);
  });

  test('that is wrong is asked for once, and is a sign-in that was not accepted', async () => {
    const { prompts, outcome } = runWith('wrong');
    expect((await failureOf(outcome)).failure).toEqual({ code: 'RemoteAuth', host: 'web-01' });
    expect(prompts).toHaveLength(1);
  });
});

/** Plays the part of ssh that asks: hands a prompt to the helper, and prints what it gets. */
function asksFor(prompt: string): string {
  const folder = join(fixture().folder, `asks-${prompt.length}`);
  mkdirSync(folder);
  const program = join(folder, 'ssh');
  writeFileSync(join(folder, 'prompt'), prompt);
  writeFileSync(
    program,
    `#!/bin/sh\n"$SSH_ASKPASS" "$(cat '${folder}/prompt')" >&2 || echo 'no answer' >&2\nexit 255\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

describe('a prompt', () => {
  const runWith = (prompt: string) => {
    const asked: string[] = [];
    const ask = async (text: string) => {
      asked.push(text);
      return 'typed';
    };
    const runner = fixture().runnerWith({ ssh: asksFor(prompt), find: () => ({ address: { host: 'a' }, ask }) });
    return { asked, error: failureOf(runner.run(target(), script('true'), quiet())) };
  };

  test('for a password gets what was typed', async () => {
    const { asked, error } = runWith("admin@web-01's password: ");
    expect((await error).failure).toMatchObject({ tail: 'typed' });
    expect(asked).toEqual(["admin@web-01's password: "]);
  });

  test.each(['not a message', '{"key":', '[]', 'null', '{"key":1,"prompt":2}', '{"key":"x","prompt":"y"}'])(
    'that is no message of ours (%s) closes the connection and nothing else',
    async (text) => {
      const folder = mkdtempSync(join(tmpdir(), 'arc-ask-'));
      const askpass = new Askpass(folder);
      const { env } = await askpass.environmentFor(async () => 'typed');
      const socket = connect(String(env.ARC_ASKPASS_SOCKET), () => socket.write(`${text}\n`));
      let answer = '';
      socket.on('data', (data: Buffer) => (answer += data.toString()));
      await once(socket, 'close');
      expect(answer).toBe('');
      await askpass.dispose();
      rmSync(folder, { recursive: true });
    },
  );

  test('whether to trust a host key gets no answer', async () => {
    const { asked, error } = runWith('Are you sure you want to continue connecting (yes/no/[fingerprint])? ');
    expect((await error).failure).toMatchObject({ tail: 'no answer' });
    expect(asked).toEqual([]);
  });
});
