import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canInstall, findCommand, installPackages, missingPackages } from './debian.mjs';
import { kubernetesSteps } from './kubernetes.mjs';
import { nugetSteps } from './nuget.mjs';
import { codeServer, codeServerPackage, root, tools } from './paths.mjs';
import { attempt, run } from './run.mjs';
import { main, step } from './steps.mjs';

/** code-server runs on this major version of Node only; everything else wants 22 or newer. */
const codeServerNode = 24;
const oldestNode = 22;
const preparedNode = '24.21.0';

/**
 * What each purpose needs beyond a Node ≥ 22 and the root's packages. `build` needs nothing more.
 *
 * @type {Record<string, { codeServer?: boolean, packages?: string[], nuget?: boolean, kubernetes?: boolean }>}
 */
const purposes = {
  build: {},
  start: { codeServer: true },
  webview: { packages: ['browser'] },
  workbench: { codeServer: true, packages: ['browser'] },
  system: { packages: ['services'], nuget: true, kubernetes: true },
  test: { codeServer: true, packages: ['browser', 'services'], nuget: true, kubernetes: true },
};

/**
 * Brings what is missing for a purpose, and nothing when nothing is. Prints only the steps it had to take.
 *
 * @param {{ purpose: keyof typeof purposes }} options
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>} a Node ≥ 22 (24 where code-server is asked for), and an
 *   environment in which `node` and `npm` are that one
 */
export async function prepare({ purpose }) {
  const needs = purposes[purpose];
  if (needs.codeServer) refuseElsewhere();
  const node = await prepareNode(needs.codeServer ?? false);
  const env = environment(node);
  if (!isInstalled(root)) await step('Packages of the extension (npm ci)', () => npmCi(root, env));
  if (needs.packages) await prepareSystem(needs.packages);
  if (needs.nuget) await takeAll(nugetSteps());
  if (needs.kubernetes) await takeAll(kubernetesSteps(env));
  if (needs.codeServer && !hasCodeServer()) {
    await prepareSystem(['compile']);
    await step('VS Code as a server (npm ci in test/vscode, some minutes)', () => installCodeServer(node, env));
  }
  return { node, env };
}

/** Asks once for the system packages of several purposes. Where that fails, each purpose that needs them says it. */
export async function prepareMachine(named) {
  const needs = named.map((name) => purposes[name]);
  const compile = needs.some(({ codeServer }) => codeServer) && !hasCodeServer() ? ['compile'] : [];
  const groups = [...needs.flatMap(({ packages = [] }) => packages), ...compile];
  await prepareSystem(groups).catch((error) => console.error(error.message));
}

function refuseElsewhere() {
  if (process.platform === 'linux') return;
  throw new Error(
    'This runs VS Code as a server (code-server), which the npm registry carries for Linux only.\n' +
      'Here, use `npm start -- --desktop` to try the extension and `npm run test:electron` to test it in VS Code.',
  );
}

const major = () => Number(process.versions.node.split('.')[0]);

async function prepareNode(forCodeServer) {
  if (forCodeServer ? major() === codeServerNode : major() >= oldestNode) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = join(tools, 'node', 'node_modules', name);
  const node = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (await printsVersion(node)) return node;
  const args = [
    'install',
    '--no-save',
    '--no-package-lock',
    '--prefix',
    join(tools, 'node'),
    `${name}@${preparedNode}`,
  ];
  await step(`Node ${preparedNode}`, () => npm(args, { cwd: root, env: environment(process.execPath) }));
  return node;
}

async function printsVersion(node) {
  if (!existsSync(node)) return false;
  const { output } = await attempt(node, ['--version'], { quiet: true });
  return output.trim() === `v${preparedNode}`;
}

/** What an outer npm tells its scripts of itself and of our package, which would mislead the npm we start. */
const outerNpm =
  /^(npm_(package|lifecycle)_.*|npm_(command|execpath|node_execpath)|npm_config_(local_prefix|prefix|user_agent|npm_version|node_gyp)|NODE|INIT_CWD|NODE_OPTIONS)$/;

/** The caller's environment with this Node first. */
function environment(node) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outerNpm.test(name)));
  const path = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [path]: [dirname(node), env[path]].filter(Boolean).join(delimiter) };
}

/** npm under the first Node of `env`: by its script where npm started us, else by the npm on the PATH. */
function npm(args, { cwd, env }) {
  const outer = process.env.npm_execpath ?? '';
  const script = outer.endsWith('npm-cli.js') ? outer : npmBesideNode();
  if (!script) throw new Error('npm was not found. Install Node with npm, version 20 or newer.');
  return run('node', [script, ...args], { cwd, env, quiet: true });
}

function npmBesideNode() {
  const places = [
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  return places.find((path) => existsSync(path)) ?? (process.platform === 'win32' ? undefined : findCommand('npm'));
}

const npmCi = (cwd, env) => npm(['ci', '--no-audit', '--no-fund'], { cwd, env });

/**
 * Whether node_modules holds what the lock file asks for. npm writes down what it installed in a lock file of the same
 * shape; packages for other platforms are absent there.
 */
function isInstalled(folder) {
  const done = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(done)) return false;
  const installed = readPackages(done);
  const wanted = Object.entries(readPackages(join(folder, 'package-lock.json'))).filter(([path]) => path !== '');
  return wanted.every(([path, { version, optional }]) =>
    installed[path] ? installed[path].version === version : optional === true,
  );
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/** code-server installs VS Code's own modules in a script of its own; npm knows nothing of them. */
const hasCodeServer = () =>
  isInstalled(codeServerPackage) && existsSync(join(codeServer, 'lib', 'vscode', 'node_modules', '.package-lock.json'));

/** code-server compiles against its Node's headers, and needs its install scripts, which the root's .npmrc forbids. */
async function installCodeServer(node, env) {
  const headers = dirname(dirname(node));
  await npmCi(codeServerPackage, { ...env, npm_config_ignore_scripts: 'false', npm_config_nodedir: headers });
}

async function prepareSystem(groups) {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(groups, await canInstall());
  if (missing.length > 0) await step(`System packages: ${missing.join(', ')}`, () => installPackages(missing));
}

async function takeAll(steps) {
  for (const { name, take } of steps) await step(name, take);
}

/** Prepares for a purpose and does the work under the prepared Node: in this process, or in a new one of that Node. */
export async function onPreparedNode(purpose, work) {
  const prepared = await prepare({ purpose });
  if (prepared.node === process.execPath) return work(prepared);
  const { code } = await attempt(prepared.node, process.argv.slice(1), { env: prepared.env });
  process.exitCode = typeof code === 'number' ? code : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(() => prepare({ purpose: process.argv[2] in purposes ? process.argv[2] : 'test' }));
}
