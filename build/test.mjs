import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { root } from './paths.mjs';
import { attempt } from './run.mjs';
import { prepare } from './setup.mjs';
import { duration, main } from './steps.mjs';

/**
 * What became of a test; `why` is the first line of what failed. One that cannot run on this machine is skipped.
 *
 * @typedef {{ name: string, state: 'passed' | 'failed' | 'skipped', why?: string }} Outcome
 * @typedef {(node: string, env: NodeJS.ProcessEnv) => Promise<Outcome[]>} Run
 * @typedef {{ name: string, purpose: string, run: Run }} Stage
 */

const tool = (...path) => join(root, 'node_modules', ...path);
const tsc = tool('typescript', 'bin', 'tsc');
const projects = ['.', 'src/core', 'webview', 'test/webview'];
const bundleScript = join(root, 'build', 'bundle.mjs');

/** @type {Stage[]} */
const stages = [
  { name: 'types', purpose: 'build', run: checks(projects.map((project) => [tsc, '-p', project])) },
  {
    name: 'lint',
    purpose: 'build',
    run: checks([
      [tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'],
      [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.', '!test/fixtures/**'],
    ]),
  },
  { name: 'unit', purpose: 'build', run: vitest('test/vitest.config.mts') },
  { name: 'system', purpose: 'system', run: vitest('test/vitest.system.config.mts') },
  { name: 'webview', purpose: 'webview', run: built(vitest('test/vitest.webview.config.mts')) },
  { name: 'host', purpose: 'workbench', run: hostTests },
  { name: 'e2e', purpose: 'test', run: built(vitest('test/vitest.e2e.config.mts')) },
];

/** Each command is one test: it passes when it ends with 0. */
function checks(commands) {
  return async (node, env) => {
    const outcomes = [];
    for (const [script, ...args] of commands) {
      const { code } = await attempt(node, [script, ...args], { cwd: root, env });
      outcomes.push(ended([basename(script), ...args].join(' '), code));
    }
    return outcomes;
  };
}

function built(run) {
  return async (node, env) => {
    const { code } = await attempt(node, [bundleScript], { cwd: root, env });
    return code === 0 ? run(node, env) : [ended('the build', code)];
  };
}

function vitest(config) {
  return (node, env) =>
    withResults(async (results) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
      const args = ['run', '--config', config, ...reporters];
      const { code } = await attempt(node, [tool('vitest', 'vitest.mjs'), ...args], {
        cwd: root,
        env: { ...env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
      });
      return whole(readJson(results)?.testResults.flatMap(outcomesOf) ?? [], code);
    });
}

/** What became of each test of a file; a file that could not be run is one failure. */
function outcomesOf({ name, status, message, assertionResults }) {
  const outcomes = assertionResults.map((test) => ({
    name: test.fullName,
    state: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
    why: firstLine(test.failureMessages[0]),
  }));
  if (status !== 'failed' || outcomes.some(isFailed)) return outcomes;
  return [...outcomes, { name: relative(root, name), state: 'failed', why: firstLine(message) }];
}

function hostTests(node, env) {
  return withResults(async (results) => {
    const script = join(root, 'build', 'hostTests.mjs');
    const { code } = await attempt(node, [script], { cwd: root, env: { ...env, ARC_TEST_RESULTS: results } });
    const outcomes = (readJson(results) ?? []).map(({ title, error }) => ({
      name: title,
      state: error === undefined ? 'passed' : 'failed',
      why: firstLine(error),
    }));
    return whole(outcomes, code);
  });
}

/** A stage that ran no test, or ended badly though every test passed, has one more failure. */
function whole(outcomes, code) {
  if (outcomes.some(isFailed) || (code === 0 && outcomes.some(({ state }) => state === 'passed'))) return outcomes;
  return [...outcomes, { ...ended('the run itself', code), state: 'failed' }];
}

const ended = (name, code) => ({ name, state: code === 0 ? 'passed' : 'failed', why: `ended with ${code}` });
const isFailed = ({ state }) => state === 'failed';

const firstLine = (text = '') => text.trimStart().split('\n')[0];

async function withResults(work) {
  const folder = mkdtempSync(join(tmpdir(), 'arc-test-'));
  try {
    return await work(join(folder, 'results.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

async function runStage({ name, purpose, run }) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const started = performance.now();
  const outcomes = await prepare({ purpose })
    .then(({ node, env }) => run(node, env))
    .catch((error) => {
      console.error(error.message);
      return [{ name: 'the run itself', state: 'failed', why: firstLine(error.message) }];
    });
  const count = (state) => outcomes.filter((outcome) => outcome.state === state).length;
  const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  return { name, failures: outcomes.filter(isFailed), ...counts, ms: performance.now() - started };
}

function printTable(results) {
  const line = (...cells) => console.log(cells.map((cell, i) => (i ? cell.padStart(12) : cell.padEnd(10))).join(''));
  console.log();
  line('stage', 'passed', 'failed', 'skipped', 'time');
  for (const { name, passed, failed, skipped, ms } of results)
    line(name, `${passed}`, `${failed}`, `${skipped}`, duration(ms));
}

/** Once more at the end, where a long log is read from. */
function printFailures(results) {
  const lines = results.flatMap(({ name: stage, failures }) =>
    failures.map(({ name, why }) => `  ${stage}: ${name}\n    ${why}`),
  );
  if (lines.length > 0) console.log(['', 'Failed:', ...lines].join('\n'));
}

async function test() {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown)
    throw new Error(`There is no stage "${unknown}". There are: ${stages.map(({ name }) => name).join(', ')}`);
  const results = [];
  for (const stage of stages) {
    if (named.length === 0 || named.includes(stage.name)) results.push(await runStage(stage));
  }
  printFailures(results);
  printTable(results);
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  if (total('failed') > 0) process.exitCode = 1;
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
}

await main(test);
