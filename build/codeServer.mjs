import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeServer } from './paths.mjs';

const startLimit = 60_000;
const stopLimit = 4_000;

/** What keeps a workbench quiet, offline and the same on every start. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  // Whatever else begins to listen on this machine would be offered in a notification.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Writes the user settings of a profile: the quiet ones, then those asked for. Keeps no others. */
export function writeUserSettings(profile, settings) {
  const file = join(profile, 'data', 'User', 'settings.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`);
}

/** The user settings a profile has now, or none when they cannot be read as plain JSON. */
export function readUserSettings(profile) {
  try {
    return JSON.parse(readFileSync(join(profile, 'data', 'User', 'settings.json'), 'utf8'));
  } catch {
    return {};
  }
}

/**
 * A loopback port nobody listens on.
 *
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((done, failed) => {
    const probe = net.createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Whether this loopback port can be listened on. */
export function isFree(port) {
  return new Promise((done) => {
    const probe = net.createServer().once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

/** How to stop each server that runs; no way out of the process leaves one behind. */
const running = new Set();
process.once('exit', () => running.forEach((stop) => stop.now()));

/** Stops every server this process started, also one that is still starting. */
const stopAll = () => Promise.all([...running].map((stop) => stop()));

let exitCode;

/** From now on a signal stops the servers and then ends this process with `code`. The first caller's code counts. */
export function stopOnSignals(code) {
  if (exitCode !== undefined) return;
  exitCode = code;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stopping = true;
      void stopAll().then(() => process.exit(exitCode));
    });
  }
}

let stopping = false;

/** Whether a signal has come. */
export const isStopping = () => stopping;

export const extensionsFolder = (profile) => join(profile, 'extensions');

/**
 * Starts VS Code as a server on loopback, in a process group of its own, and waits until it answers.
 *
 * @param {{ node: string, profile: string, port: number, args?: string[], env?: NodeJS.ProcessEnv, asksForTrust?: boolean }}
 *   options `profile` is a folder that holds everything the server writes; `node` must be version 24; `asksForTrust`: a
 *   workspace is trusted only after the person has said so
 * @returns {Promise<{ port: number, pid: number, log: string, exited: Promise<void>, stop: () => Promise<void> }>} `stop`
 *   ends the whole group, extension hosts and terminals included
 */
export async function startCodeServer({ node, profile, port, args = [], env = {}, asksForTrust = false }) {
  stopOnSignals(130);
  mkdirSync(extensionsFolder(profile), { recursive: true });
  const config = join(profile, 'config.yaml');
  const log = join(profile, 'server.log');
  writeFileSync(config, 'auth: none\n');
  const sockets = mkdtempSync(join(tmpdir(), 'arc-'));
  const output = openSync(log, 'w');
  const child = spawn(node, commandLine({ profile, port, config, args, asksForTrust }), {
    env: serverEnvironment({ node, profile, sockets, env }),
    stdio: ['ignore', output, output],
    detached: true,
  });
  const exited = new Promise((done) => child.once('exit', () => done()));
  const stop = async () => {
    await stopGroup(child.pid, exited);
    running.delete(stop);
    rmSync(sockets, { recursive: true, force: true });
  };
  stop.now = () => signalGroup(child.pid, 'SIGKILL');
  running.add(stop);
  try {
    await untilHealthy(port, child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, pid: child.pid, log, exited, stop };
}

function commandLine({ profile, port, config, args, asksForTrust }) {
  return [
    join(codeServer, 'out', 'node', 'entry.js'),
    ...['--config', config],
    ...['--user-data-dir', join(profile, 'data')],
    ...['--extensions-dir', extensionsFolder(profile)],
    ...['--auth', 'none'],
    ...['--bind-addr', `127.0.0.1:${port}`],
    '--disable-telemetry',
    '--disable-update-check',
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    '--disable-getting-started-override',
    ...args,
  ];
}

/**
 * The server gets a home of its own, no gallery, and nothing of a VS Code or code-server that started us. A socket's path
 * may have 107 bytes only, so those lie in a short folder however deep the checkout is.
 */
function serverEnvironment({ node, profile, sockets, env }) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PORT|PASSWORD|HASHED_PASSWORD|NODE_OPTIONS|CODE_SERVER_.*|VSCODE_.*|npm_.*|VITEST.*)$/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: profile,
    XDG_CONFIG_HOME: join(profile, 'config'),
    XDG_DATA_HOME: join(profile, 'share'),
    XDG_RUNTIME_DIR: sockets,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    PATH: `${dirname(node)}:${process.env.PATH}`,
    ...env,
  };
}

async function untilHealthy(port, child, log) {
  const limit = Date.now() + startLimit;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > limit) {
      const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
      throw new Error(`code-server did not start on port ${port}. Its log, ${log}, ends with:\n${tail}`);
    }
    await pause(100);
  }
}

const answers = (port) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Asks the group to end, waits until none of it is left, and after a while makes it. */
async function stopGroup(pid, exited) {
  signalGroup(pid, 'SIGTERM');
  const limit = Date.now() + stopLimit;
  while (signalGroup(pid, 0)) {
    if (Date.now() > limit) signalGroup(pid, 'SIGKILL');
    await pause(50);
  }
  await exited;
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
