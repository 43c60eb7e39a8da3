import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  extensionsFolder,
  isFree,
  isStopping,
  readUserSettings,
  startCodeServer,
  stopOnSignals,
  writeUserSettings,
} from './codeServer.mjs';
import { findCommand } from './debian.mjs';
import { root, tools } from './paths.mjs';
import { run } from './run.mjs';
import { prepare } from './setup.mjs';
import { main, step } from './steps.mjs';

const defaultPort = 8421;
const usage = `Usage: npm start [-- options]

Builds the extension and opens it in a real VS Code in your browser, on the sample tenant.

  --port N    listen on this loopback port (${defaultPort} unless told)
  --desktop   open it in your own desktop VS Code instead; needs \`code\` on the PATH
  --help      show this`;

const readme = `# Try the Azure Arc gateway extension

This folder belongs to \`npm start\`; change what you like. The sidebar shows a **sample tenant** that lives in memory:
nothing you do here reaches Azure.

1. Click **Azure Arc** in the activity bar and open a gateway to see what goes through it.
2. Press F1 and run **Azure Arc: Onboard server with Arc gateway**. Describe a network; the script appears as you type.
3. Open \`branch-berlin.arc.json\`: a finished description of a branch office.
4. Right-click a machine below a gateway and choose **Detach from gateway**.
5. To come back to your own Azure, run **Azure Arc: Leave the sample tenant**.
`;

function readArguments() {
  const options = { port: { type: 'string' }, desktop: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };
  try {
    const { values } = parseArgs({ options });
    return { ...values, port: readPort(values.port) };
  } catch (error) {
    throw new Error(`${error.message}\n\n${usage}`);
  }
}

function readPort(text) {
  if (text === undefined) return defaultPort;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`--port must be a number from 1 to 65535, not "${text}".`);
}

async function start() {
  const { help, desktop, port } = readArguments();
  if (help) return console.log(usage);
  return desktop ? startDesktop() : startServer(port);
}

async function startServer(port) {
  await checkPort(port);
  const { node, env } = await prepare({ purpose: 'start' });
  await build(node, env);
  const workspace = prepareWorkspace('workspace');
  const profile = join(tools, 'profile');
  stopOnSignals(0);
  const server = await step('Start VS Code', async () => {
    await prepareProfile(profile);
    return startCodeServer({ node, profile, port });
  });
  invite(`http://127.0.0.1:${port}/?folder=${encodeURI(workspace)}`);
  await server.exited;
  if (!isStopping()) throw new Error(`VS Code ended by itself; its log is ${server.log}`);
}

async function checkPort(port) {
  if (await isFree(port)) return;
  throw new Error(
    `Port ${port} is in use. Stop what listens there, or choose another: npm start -- --port ${port + 1}`,
  );
}

/** The user's own settings survive from start to start; the tenant is the sample one each time. */
async function prepareProfile(profile) {
  const { installUnpacked } = await import('./install.mjs');
  writeUserSettings(profile, {
    'workbench.startupEditor': 'readme',
    ...readUserSettings(profile),
    'arcGateway.environment': 'sample',
  });
  mkdirSync(extensionsFolder(profile), { recursive: true });
  installUnpacked(extensionsFolder(profile));
}

function invite(url) {
  console.log(`
Open ${url}

  1. Click Azure Arc in the activity bar: gateways, machines and clusters of a sample tenant.
  2. F1, "Onboard server with Arc gateway": describe a network, watch the script.
  3. Right-click a machine below a gateway: Detach from gateway.
  4. Nothing here reaches Azure. Ctrl-C ends it all.
`);
}

async function startDesktop() {
  const code = findCommand('code');
  if (!code) {
    throw new Error(
      'There is no `code` on the PATH. In VS Code, run "Shell Command: Install \'code\' command in PATH",\n' +
        'or leave out --desktop to open the extension in your browser (Linux).',
    );
  }
  const { node, env } = await prepare({ purpose: 'build' });
  await build(node, env);
  const workspace = prepareWorkspace('desktop', { 'arcGateway.environment': 'sample' });
  await step('Open VS Code', () => openDesktop(code, workspace));
}

/** On Windows `code` is a batch file, which only a shell runs; both paths are quoted for it. */
function openDesktop(code, workspace) {
  const args = [`--extensionDevelopmentPath=${root}`, workspace];
  if (process.platform !== 'win32') return run(code, args);
  return run('cmd.exe', ['/d', '/s', '/c', `"${[code, ...args].map((arg) => `"${arg}"`).join(' ')}"`], {
    verbatim: true,
  });
}

const build = (node, env) =>
  step('Build the extension', () => run(node, [join(root, 'build', 'bundle.mjs'), '--dev'], { env, quiet: true }));

/** Makes the example workspace; what is already there stays. */
function prepareWorkspace(name, settings) {
  const folder = join(tools, name);
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, 'README.md'), readme);
  if (settings) writeFileSync(join(folder, '.vscode', 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
  const example = join(root, 'media', 'example.arc.json');
  const copy = join(folder, 'branch-berlin.arc.json');
  if (existsSync(example) && !existsSync(copy)) cpSync(example, copy);
  return folder;
}

await main(start);
