import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { posix, root } from './paths.mjs';
import { attempt } from './run.mjs';
import { prepare, prepareMachine } from './setup.mjs';
import { duration, main } from './steps.mjs';

/**
 * What became of a test; `why` is the first line of what failed, or the reason why it cannot run on this machine. `file`
 * (a suite, in the host) and `ms` say what it cost.
 *
 * @typedef {{ name: string, state: 'passed' | 'failed' | 'skipped', why?: string, file?: string, ms?: number }} Outcome
 * @typedef {(line: string) => void} Say
 * @typedef {(node: string, env: NodeJS.ProcessEnv, files: string[], say: Say) => Promise<Outcome[]>} Run `say` prints, or
 *   keeps for later what would stand among the lines of another stage
 * @typedef {{ name: string, purpose: string, run: Run, isExtra?: boolean, isBeside?: boolean }} Stage
 */

/**
 * A stage that `isBeside` runs beside the one before it: each of the two waits for most of its time, and has the
 * processors that the other leaves.
 */

const tool = (...path) => join(root, 'node_modules', ...path);
const tsc = tool('typescript', 'bin', 'tsc');
const projects = ['.', 'src/tsconfig.pure.json', 'webview', 'test/webview'];
const bundleScript = join(root, 'build', 'bundle.mjs');
const system = ['programs', 'machines'];
/** How many of a stage's files are told for what they cost. */
const slowestShown = 8;

/** @type {Stage[]} */
const stages = [
  { name: 'types', purpose: 'build', run: checks(projects.map((project) => [tsc, '-p', project])) },
  {
    name: 'lint',
    purpose: 'build',
    run: checks([
      [tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'],
      [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.', '!test/fixtures/**'],
      [join(root, 'build', 'patterns.mjs')],
      [tool('cspell', 'bin.mjs'), 'lint', '--config', 'build/cspell.json', '--no-progress', '--no-summary'],
      [tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), '--config', 'build/rooms.mjs', 'src', 'webview'],
    ]),
  },
  { name: 'unit', purpose: 'build', run: vitest(['unit', 'translated']) },
  { name: 'system', purpose: 'system', run: vitest(system) },
  { name: 'webview', purpose: 'webview', run: built(vitest(['webview'])) },
  { name: 'host', purpose: 'workbench', run: built(hostTests), isBeside: true },
  { name: 'e2e', purpose: 'test', run: built(vitest(['e2e'])) },
  // Every combination of what the others try in pairs; it takes its time, and runs only where it is named.
  {
    name: 'full',
    purpose: 'system',
    isExtra: true,
    run: vitest(system, ['targets/servers/windows.table'], { ARC_TEST_FULL: '1' }),
  },
];

/** Each command is one test: it passes when it ends with 0. They run side by side; what one says is kept together. */
function checks(commands) {
  return (node, env) =>
    Promise.all(
      commands.map(async ([script, ...args]) => {
        const { code, output } = await attempt(node, [script, ...args], { cwd: root, env, quiet: true });
        if (output.trim() !== '') console.log(output.trimEnd());
        return ended([basename(script), ...args].join(' '), code);
      }),
    );
}

/** The build that all stages share. */
let build;

function built(run) {
  return async (node, env, ...rest) => {
    build ??= attempt(node, [bundleScript], { cwd: root, env });
    const { code } = await build;
    return code === 0 ? run(node, env, ...rest) : [ended('the build', code)];
  };
}

/** Runs the files of these projects of `test/vitest.config.mts`. */
function vitest(projects, always = [], more = {}) {
  return (node, env, files, say) =>
    withResults(async (results) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
      const named = projects.flatMap((name) => ['--project', name]);
      const args = ['run', '--config', 'test/vitest.config.mts', ...named, ...reporters, ...always, ...files];
      const { code } = await spoken(say, node, [tool('vitest', 'vitest.mjs'), ...args], {
        cwd: root,
        env: { ...env, ...more, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
      });
      return whole(readJson(results)?.testResults.flatMap(outcomesOf) ?? [], code);
    });
}

/** What became of each test of a file; a file that could not be run is one failure. */
function outcomesOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const outcomes = assertionResults.map((test) => ({
    name: test.fullName,
    state: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
    why: test.status === 'failed' ? firstLine(test.failureMessages[0]) : test.meta?.skippedBecause,
    file,
    ms: test.duration ?? 0,
  }));
  if (status !== 'failed' || outcomes.some(isFailed)) return outcomes;
  return [...outcomes, { name: file, state: 'failed', why: firstLine(message) }];
}

function hostTests(node, env, files, say) {
  return withResults(async (results) => {
    const script = join(root, 'build', 'hostTests.mjs');
    // A suite has one window, and runs as a whole.
    const suites = new Set(files.map((file) => file.split('/')[2]));
    const { code } = await spoken(say, node, [script, '--built', ...suites], {
      cwd: root,
      env: { ...env, ARC_TEST_RESULTS: results },
    });
    const outcomes = (readJson(results) ?? []).map(({ suite, title, error, milliseconds = 0 }) => ({
      name: title,
      state: error === undefined ? 'passed' : 'failed',
      why: firstLine(error),
      file: suite,
      ms: milliseconds,
    }));
    return whole(outcomes, code);
  });
}

/** Runs a program that prints as it goes, or, where what is said is kept for later, at its end. */
async function spoken(say, command, args, options) {
  const quiet = say !== console.log;
  const result = await attempt(command, args, { ...options, quiet });
  if (quiet) say(result.output.trimEnd());
  return result;
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

async function runStage({ name, purpose, run }, files, say) {
  say(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const started = performance.now();
  const outcomes = await prepare({ purpose })
    .then(({ node, env }) => run(node, env, files, say))
    .catch((error) => {
      say(error.message);
      return [{ name: 'the run itself', state: 'failed', why: firstLine(error.message) }];
    });
  const inState = (state) => outcomes.filter((outcome) => outcome.state === state);
  const [passed, failures, skips] = ['passed', 'failed', 'skipped'].map(inState);
  const counts = { passed: passed.length, failed: failures.length, skipped: skips.length };
  const ms = performance.now() - started;
  printSlowest(outcomes, ms, say);
  return { name, failures, skips, ...counts, ms };
}

/** The files that cost most, with their share of the stage; those that run side by side can cost more than it in all. */
function printSlowest(outcomes, ms, say) {
  const costs = new Map();
  for (const { file, ms: cost = 0 } of outcomes) if (file) costs.set(file, (costs.get(file) ?? 0) + cost);
  const slowest = [...costs].sort(([, a], [, b]) => b - a).slice(0, slowestShown);
  const lines = slowest
    .filter(([, cost]) => cost >= 1000)
    .map(([file, cost]) => `${duration(cost).padStart(12)}  ${Math.round((100 * cost) / ms)} %  ${file}`);
  if (lines.length > 0) say(['', 'What cost most:', ...lines].join('\n'));
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

/** How many were skipped for which reason. */
function printSkips(results) {
  const reasons = results.flatMap(({ name: stage, skips }) =>
    skips.map(({ why }) => `${stage}: ${why || 'It does not say why.'}`),
  );
  const lines = [...new Set(reasons)].map(
    (reason) => `${`${reasons.filter((other) => other === reason).length}`.padStart(5)}  ${reason}`,
  );
  if (lines.length > 0) console.log(['', 'Skipped:', ...lines].join('\n'));
}

/** What an argument names: a stage, or a file in the folder of one (`test/unit/ids.test.ts`). */
function stageOf(argument) {
  const file = posix(relative(root, resolve(argument)));
  const stage = /^test\/(\w+)\/.+/.exec(file)?.[1] ?? argument;
  if (stages.some(({ name }) => name === stage)) return { stage, file: stage === argument ? undefined : file };
  const known = stages.map(({ name }) => name).join(', ');
  throw new Error(`There is no stage "${argument}", and no stage runs a file of that name. There are: ${known}`);
}

/** The stages in order, those together that run side by side. */
function sideBySide(chosen) {
  const groups = [];
  for (const stage of chosen) {
    if (stage.isBeside && groups.length > 0) groups.at(-1).push(stage);
    else groups.push([stage]);
  }
  return groups;
}

async function test() {
  const asked = process.argv.slice(2).map(stageOf);
  const filesOf = (name) => asked.flatMap(({ stage, file }) => (stage === name && file ? [file] : []));
  const isAsked = ({ name, isExtra }) => (asked.length === 0 ? !isExtra : asked.some(({ stage }) => stage === name));
  const chosen = stages.filter(isAsked);
  const results = [];
  await prepareMachine(chosen.map(({ purpose }) => purpose));
  for (const [first, ...beside] of sideBySide(chosen)) {
    const kept = [];
    const run = (stage, say) => runStage(stage, filesOf(stage.name), say);
    const all = [run(first, console.log), ...beside.map((stage) => run(stage, (line) => kept.push(line)))];
    results.push(...(await Promise.all(all)));
    for (const line of kept) console.log(line);
  }
  printSkips(results);
  printFailures(results);
  printTable(results);
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  if (total('failed') > 0) process.exitCode = 1;
  const counts = ['passed', 'failed', 'skipped'].map((state) => `${total(state)} ${state}`);
  console.log(`\n${counts.join(', ')}`);
}

await main(test);
