import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import { shellScripts } from '../../build/shellScripts.mjs';
import { enterOwnHome } from '../../build/ownHome.mjs';

/**
 * Times reading one file on 100 hosts, 50 at once, by our runner and by Ansible (raw), parallel-ssh and clush, in
 * milliseconds, medians of the rounds: first without any connection, then once more right after. parallel-ssh and clush
 * keep no connection, so that each of their passes is both. The hosts are names of one sshd on loopback; every tool uses
 * the same ssh with the same configuration. `node test/bench/remote.mjs`.
 */
const hosts = Array.from({ length: 100 }, (_, number) => `host-${number}`);
const parallel = 50;
const rounds = 5;
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));

async function load() {
  const outfile = join(folder, 'parts.cjs');
  const contents = `export { createSshRunner } from './src/remoteAccess';
    export { Semaphore } from './src/throttling';
    export { startSshd } from './test/support/sshd';
    export { sshClient } from './test/support/sshClient';`;
  const stdin = { contents, resolveDir: root, loader: 'ts' };
  await build({
    stdin,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'silent',
    plugins: [shellScripts],
  });
  return createRequire(import.meta.url)(outfile);
}

enterOwnHome();
const { createSshRunner, Semaphore, startSshd, sshClient } = await load();
const show = join(folder, 'show.json');
writeFileSync(show, JSON.stringify({ status: 'Connected', padding: 'x'.repeat(2500) }));
const sshd = await startSshd(folder, {}, ['MaxStartups 500']);
const client = sshClient(folder, readFileSync(sshd.knownHosts, 'utf8'));
client.configure(
  'Host host-*',
  'HostName 127.0.0.1',
  `Port ${sshd.port}`,
  `User ${sshd.user}`,
  `IdentityFile ${sshd.clientKey}`,
);
const list = join(folder, 'hosts');
writeFileSync(list, `${hosts.join('\n')}\n`);

/** Runs a tool whose `ssh` is ours by its PATH; it must succeed on every host. */
const tool = (env, program, ...args) =>
  new Promise((done, fail) => {
    const path = `${join(folder, 'ssh-client')}:${process.env.PATH}`;
    const child = spawn(program, args, {
      env: { ...process.env, ...env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('error', fail);
    child.once('close', (code) => {
      const answers = output.split('"Connected"').length - 1;
      if (code === 0 && answers === hosts.length) done();
      else fail(new Error(`${program} ended with ${code} and ${answers} answers:\n${output.slice(-2000)}`));
    });
  });

function ours() {
  const runner = createSshRunner({ ssh: client.program, find: ({ name }) => ({ address: { host: name } }) });
  const signal = new AbortController().signal;
  const script = {
    title: 'read',
    shell: 'bash',
    text: `cat ${show}`,
    isElevated: false,
    timeoutMilliseconds: 60_000,
    outputLimit: 64 * 1024,
  };
  return {
    async run() {
      const slots = new Semaphore(parallel);
      const outcomes = await Promise.all(
        hosts.map((name) => slots.run(() => runner.run({ name, os: 'linux' }, script, signal), signal)),
      );
      if (!outcomes.every(({ stdout }) => stdout.includes('"Connected"'))) throw new Error('An answer is missing.');
    },
    end: () => runner.dispose(),
  };
}

function ansible(round) {
  const control = mkdtempSync(join(tmpdir(), 'acp-'));
  mkdirSync(join(folder, `ansible-${round}`));
  const env = {
    ANSIBLE_SSH_CONTROL_PATH_DIR: control,
    ANSIBLE_SSH_ARGS: '-o ControlMaster=auto -o ControlPersist=30s',
    ANSIBLE_PYTHON_INTERPRETER: 'none',
  };
  return {
    run: () => tool(env, 'ansible', 'all', '-i', list, '-m', 'raw', '-a', `cat ${show}`, '-f', String(parallel)),
    end: async () => rmSync(control, { recursive: true, force: true }),
  };
}

const nothing = async () => undefined;
const tools = {
  ours,
  parallelSsh: () => ({
    run: () => tool({}, 'parallel-ssh', '-i', '-h', list, '-p', String(parallel), '-t', '0', `cat ${show}`),
    end: nothing,
  }),
  clush: () => ({
    run: () =>
      tool({}, 'clush', '--hostfile', list, '-w', hosts.join(','), '-f', String(parallel), '-S', `cat ${show}`),
    end: nothing,
  }),
  ansible,
};

const timed = async (work) => {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
};
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const keepsNothing = ['parallelSsh', 'clush'];
const samples = Object.fromEntries(
  Object.keys(tools).map((name) => {
    const cold = [];
    return [name, { cold, second: keepsNothing.includes(name) ? cold : [] }];
  }),
);

try {
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes from round to round.
    const names = Object.keys(tools);
    for (const name of [...names.slice(round), ...names.slice(0, round)]) {
      const { run, end } = tools[name](round);
      samples[name].cold.push(await timed(run));
      samples[name].second.push(await timed(run));
      await end();
      // What is left to do for one tool is not the next one's.
      while (sshd.connections() > 0) await delay(50);
    }
  }
  const of = (pass) => Object.fromEntries(Object.entries(samples).map(([name, each]) => [name, median(each[pass])]));
  console.log(JSON.stringify({ hosts: hosts.length, cold: of('cold'), second: of('second'), samples }));
} finally {
  await sshd[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
}
