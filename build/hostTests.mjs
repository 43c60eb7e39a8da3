import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runs } from '../test/host/runs.mjs';
import { launchBrowser } from './browser.mjs';
import { bundle, bundleHostTests } from './bundle.mjs';
import { freePort, startCodeServer, writeUserSettings } from './codeServer.mjs';
import { onPreparedNode } from './setup.mjs';
import { enterOwnHome, furnishHome } from './ownHome.mjs';
import { dist, root } from './paths.mjs';
import { duration, main } from './steps.mjs';

const runLimit = 240_000;
/** Milliseconds from which a test's time is told. */
const slow = 1000;

/**
 * Runs code inside the extension host of a real VS Code: the test entry of a development extension, the way
 * `@vscode/test-electron` does it, in code-server and Chromium.
 *
 * @param {{ node: string, extension: string, tests: string, settings?: object, env?: Record<string, string>,
 *   prepareProfile?: (profile: string) => void }} options `extension` and `tests` are absolute paths
 * @returns {Promise<void>} rejects when the entry's `run` did, or never came back
 */
export async function runInHost({ node, extension, tests, settings = {}, env = {}, prepareProfile }) {
  const folder = mkdtempSync(join(tmpdir(), 'arc-host-'));
  const workspace = join(folder, 'workspace');
  const profile = join(folder, 'profile');
  mkdirSync(workspace);
  writeUserSettings(profile, settings);
  furnishHome(profile);
  prepareProfile?.(profile);
  const port = await freePort();
  const args = ['--vscode-option', 'enable-smoke-test-driver'];
  const server = await startCodeServer({ node, profile, port, args, env });
  try {
    await drive(automationUrl({ port, workspace, extension, tests }));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function automationUrl({ port, workspace, extension, tests }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('folder', workspace);
  url.searchParams.set(
    'payload',
    JSON.stringify([
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(tests)],
    ]),
  );
  return url.href;
}

/** The workbench calls these two functions in automation; they must stand before its first script runs. */
async function drive(url) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const log = [];
    const ended = new Promise((done) => void page.exposeFunction('codeAutomationExit', done));
    await page.exposeFunction('codeAutomationLog', (type, [text]) => log.push(`${type}: ${text}`));
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    const code = await Promise.race([ended, new Promise((done) => setTimeout(done, runLimit, 'no end').unref())]);
    if (code !== 0)
      throw new Error(`The extension host ended with ${code}. The workbench said last:\n${log.slice(-20).join('\n')}`);
  } finally {
    await browser.close();
  }
}

/** Runs one set of suites and returns what became of each test; a run without any is one failure. */
async function runSuite({ suite, settings }, node) {
  const folder = mkdtempSync(join(tmpdir(), 'arc-results-'));
  const results = join(folder, 'results.json');
  const env = { ARC_TEST_SUITE: suite, ARC_TEST_RESULTS: results };
  const problem = await runInHost({
    node,
    extension: root,
    tests: join(dist, 'test', 'host', 'index'),
    settings,
    env,
  }).then(
    () => undefined,
    (error) => error.message,
  );
  const outcomes = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : [];
  rmSync(folder, { recursive: true, force: true });
  if (problem && !outcomes.some(({ error }) => error)) outcomes.push({ title: `${suite} runs`, error: problem });
  return outcomes.length > 0 ? outcomes : [{ title: `${suite} runs`, error: 'It ran no test.' }];
}

function report(suite, outcomes) {
  console.log(`\n${suite}`);
  for (const { title, milliseconds, error } of outcomes) {
    const took = milliseconds >= slow ? ` (${duration(milliseconds)})` : '';
    console.log(`  ${error ? '✗' : '✓'} ${title}${took}`);
    if (error) console.log(error.replaceAll(/^/gm, '      '));
  }
}

/**
 * Runs the suites named on the command line, or all, with `--built` in the build that is there; the outcomes go to the file
 * `ARC_TEST_RESULTS` names, if any.
 */
async function command({ node }) {
  const { values, positionals: named } = parseArgs({ options: { built: { type: 'boolean' } }, allowPositionals: true });
  const chosen = runs.filter(({ suite }) => named.length === 0 || named.includes(suite));
  if (chosen.length === 0)
    throw new Error(`There is no such suite. There are: ${runs.map(({ suite }) => suite).join(', ')}`);
  enterOwnHome();
  if (!values.built) await bundle({ dev: true });
  await bundleHostTests();
  const all = [];
  for (const run of chosen) {
    const outcomes = await runSuite(run, node);
    report(run.suite, outcomes);
    all.push(...outcomes.map((outcome) => ({ ...outcome, suite: `test/host/${run.suite}` })));
  }
  const failed = all.filter(({ error }) => error).length;
  console.log(`\n${all.length - failed} passed, ${failed} failed`);
  if (process.env.ARC_TEST_RESULTS) writeFileSync(process.env.ARC_TEST_RESULTS, JSON.stringify(all));
  if (failed > 0) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(() => onPreparedNode('workbench', command));
}
