import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { attempt } from './run.mjs';
import { prepare } from './setup.mjs';
import { duration, main } from './steps.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {{ name: string, purpose: string, run: (node: string, env: NodeJS.ProcessEnv) => Promise<Count> }} Stage
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
    const count = { passed: 0, failed: 0 };
    for (const [script, ...args] of commands) {
      const { code } = await attempt(node, [script, ...args], { cwd: root, env });
      count[code === 0 ? 'passed' : 'failed'] += 1;
    }
    return count;
  };
}

function built(run) {
  return async (node, env) => {
    const { code } = await attempt(node, [bundleScript], { cwd: root, env });
    return code === 0 ? run(node, env) : { passed: 0, failed: 1 };
  };
}

function vitest(config) {
  return (node, env) =>
    withResults(async (results) => {
      const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
      const { code } = await attempt(node, [tool('vitest', 'vitest.mjs'), ...args], {
        cwd: root,
        env: { ...env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
      });
      return count(readJson(results)?.testResults.flatMap(outcomesOf) ?? [], code);
    });
}

/** Whether each test of a file passed; a file that could not be run is one failure. */
function outcomesOf({ status, assertionResults }) {
  const outcomes = assertionResults.map((test) => test.status === 'passed');
  return status === 'failed' && outcomes.every(Boolean) ? [...outcomes, false] : outcomes;
}

function hostTests(node, env) {
  return withResults(async (results) => {
    const script = join(root, 'build', 'hostTests.mjs');
    const { code } = await attempt(node, [script], { cwd: root, env: { ...env, ARC_TEST_RESULTS: results } });
    return count(
      (readJson(results) ?? []).map(({ error }) => error === undefined),
      code,
    );
  });
}

/** A stage that ran no test, or ended badly though every test passed, counts as one more failure. */
function count(outcomes, code) {
  const passed = outcomes.filter(Boolean).length;
  const failed = outcomes.length - passed;
  return { passed, failed: failed === 0 && (passed === 0 || code !== 0) ? 1 : failed };
}

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
  const { passed, failed } = await prepare({ purpose })
    .then(({ node, env }) => run(node, env))
    .catch((error) => {
      console.error(error.message);
      return { passed: 0, failed: 1 };
    });
  return { name, passed, failed, ms: performance.now() - started };
}

function printTable(results) {
  const line = (...cells) => console.log(cells.map((cell, i) => (i ? cell.padStart(10) : cell.padEnd(10))).join(''));
  console.log();
  line('stage', 'passed', 'failed', 'time');
  for (const { name, passed, failed, ms } of results) line(name, `${passed}`, `${failed}`, duration(ms));
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
  printTable(results);
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  if (total('failed') > 0) process.exitCode = 1;
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
}

await main(test);
