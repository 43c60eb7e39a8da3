import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

interface Outcome {
  title: string;
  milliseconds: number;
  error?: string;
}

/**
 * The entry that VS Code calls inside its extension host, the same for code-server and @vscode/test-electron.
 * `ARC_TEST_SUITE` names the folder of suites to run, `ARC_TEST_RESULTS` the file that takes the outcomes.
 */
export async function run(): Promise<void> {
  const { ARC_TEST_SUITE: suite = 'sample', ARC_TEST_RESULTS: results } = process.env;
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, forbidOnly: true, forbidPending: true });
  const folder = join(__dirname, suite);
  for (const file of readdirSync(folder)) if (file.endsWith('.test.js')) mocha.addFile(join(folder, file));
  const outcomes = await runAll(mocha);
  if (results) writeFileSync(results, JSON.stringify(outcomes));
  const failed = outcomes.filter(({ error }) => error !== undefined).length;
  if (failed > 0) throw new Error(`${failed} of ${outcomes.length} tests failed`);
}

function runAll(mocha: Mocha): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  return new Promise((done) => {
    mocha
      .run(() => done(outcomes))
      .on('pass', (test) => outcomes.push(outcomeOf(test)))
      .on('fail', (test, error: Error) => outcomes.push({ ...outcomeOf(test), error: error.stack ?? String(error) }));
  });
}

const outcomeOf = (test: Mocha.Runnable): Outcome => ({ title: test.fullTitle(), milliseconds: test.duration ?? 0 });
