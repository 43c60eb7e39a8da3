import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { root } from './paths.mjs';
import { attempt } from './run.mjs';
import { prepare } from './setup.mjs';
import { duration, main } from './steps.mjs';

/**
 * What became of a test. `file` is what it stands in, where that can be run by itself; `why` is the first line of what
 * failed; `before` is why it failed at the first of two attempts.
 *
 * @typedef {{ name: string, passed: boolean, file?: string, why?: string, before?: string }} Outcome
 * @typedef {(node: string, env: NodeJS.ProcessEnv) => Promise<Outcome[]>} Run
 * @typedef {{ name: string, purpose: string, run: Run }} Stage
 */

const tool = (...path) => join(root, 'node_modules', ...path);
const tsc = tool('typescript', 'bin', 'tsc');
const projects = ['.', 'src/core', 'webview', 'test/webview'];
const bundleScript = join(root, 'build', 'bundle.mjs');
/** With more files than these, something is wrong that a second attempt will not mend. */
const mostFilesAgain = 3;

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
  { name: 'system', purpose: 'system', run: twice(vitest('test/vitest.system.config.mts')) },
  { name: 'webview', purpose: 'webview', run: built(twice(vitest('test/vitest.webview.config.mts'))) },
  { name: 'host', purpose: 'workbench', run: hostTests },
  { name: 'e2e', purpose: 'test', run: built(twice(vitest('test/vitest.e2e.config.mts'))) },
];

/** Each command is one test: it passes when it ends with 0. */
function checks(commands) {
  return async (node, env) => {
    const outcomes = [];
    for (const [script, ...args] of commands) {
      const { code } = await attempt(node, [script, ...args], { cwd: root, env });
      outcomes.push({ name: [basename(script), ...args].join(' '), passed: code === 0, why: `ended with ${code}` });
    }
    return outcomes;
  };
}

function built(run) {
  return async (node, env) => {
    const { code } = await attempt(node, [bundleScript], { cwd: root, env });
    return code === 0 ? run(node, env) : [{ name: 'the build', passed: false, why: `ended with ${code}` }];
  };
}

function vitest(config) {
  return (node, env, files = []) =>
    withResults(async (results) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
      const args = ['run', '--config', config, ...reporters, ...files];
      const { code } = await attempt(node, [tool('vitest', 'vitest.mjs'), ...args], {
        cwd: root,
        env: { ...env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
      });
      return whole(readJson(results)?.testResults.flatMap(outcomesOf) ?? [], code);
    });
}

/** What became of each test of a file that ran, as not all can everywhere; a file that could not be run is one failure. */
function outcomesOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const ran = assertionResults.filter((test) => test.status === 'passed' || test.status === 'failed');
  const outcomes = ran.map((test) => ({
    name: test.fullName,
    file,
    passed: test.status === 'passed',
    why: firstLine(test.failureMessages[0]),
  }));
  const isWhole = status !== 'failed' || outcomes.some(({ passed }) => !passed);
  return isWhole ? outcomes : [...outcomes, { name: file, file, passed: false, why: firstLine(message) }];
}

/**
 * Runs the files with failures once more. Where real programs, clocks and windows judge, a busy machine can fail a test
 * that is right; a product that is wrong fails it twice. What needed the second attempt is named at the end of the run.
 */
function twice(run) {
  return async (node, env) => {
    const first = await run(node, env);
    const failures = first.filter(({ passed }) => !passed);
    const files = [...new Set(failures.map(({ file }) => file))];
    if (files.length === 0 || files.length > mostFilesAgain || files.includes(undefined)) return first;
    console.log(`\nOnce more: ${files.join(', ')}`);
    const second = await run(node, env, files);
    const before = new Map(failures.map(({ file, name, why }) => [`${file} ${name}`, why]));
    return [
      ...first.filter(({ file }) => !files.includes(file)),
      ...second.map((outcome) => ({ ...outcome, before: before.get(`${outcome.file} ${outcome.name}`) })),
    ];
  };
}

function hostTests(node, env) {
  return withResults(async (results) => {
    const script = join(root, 'build', 'hostTests.mjs');
    const { code } = await attempt(node, [script], { cwd: root, env: { ...env, ARC_TEST_RESULTS: results } });
    const outcomes = (readJson(results) ?? []).map(({ title, error }) => ({
      name: title,
      passed: error === undefined,
      why: firstLine(error),
    }));
    return whole(outcomes, code);
  });
}

/** A stage that ran no test, or ended badly though every test passed, has one more failure. */
function whole(outcomes, code) {
  if (outcomes.some(({ passed }) => !passed) || (outcomes.length > 0 && code === 0)) return outcomes;
  return [...outcomes, { name: 'the run itself', passed: false, why: `ended with ${code}` }];
}

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
      return [{ name: 'the run itself', passed: false, why: firstLine(error.message) }];
    });
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  return { name, outcomes, passed, failed: outcomes.length - passed, ms: performance.now() - started };
}

function printTable(results) {
  const line = (...cells) => console.log(cells.map((cell, i) => (i ? cell.padStart(12) : cell.padEnd(10))).join(''));
  console.log();
  line('stage', 'passed', 'failed', 'time');
  for (const { name, passed, failed, ms } of results) line(name, `${passed}`, `${failed}`, duration(ms));
}

function printNamed(title, results, whyOf) {
  const lines = results.flatMap(({ name: stage, outcomes }) =>
    outcomes.flatMap((outcome) => {
      const why = whyOf(outcome);
      return why === undefined ? [] : [`  ${stage}: ${outcome.name}\n    ${why}`];
    }),
  );
  if (lines.length > 0) console.log(['', title, ...lines].join('\n'));
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
  printNamed('Passed only at the second attempt:', results, ({ passed, before }) => (passed ? before : undefined));
  printNamed('Failed:', results, ({ passed, why }) => (passed ? undefined : why));
  printTable(results);
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  if (total('failed') > 0) process.exitCode = 1;
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
}

await main(test);
