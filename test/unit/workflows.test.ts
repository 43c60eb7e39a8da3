import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.github', 'workflows');

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly permissions?: unknown;
}
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = readdirSync(folder).map((name) => ({
  name,
  workflow: parse(readFileSync(join(folder, name), 'utf8')) as Workflow,
}));
const jobsOf = ({ jobs }: Workflow): readonly Job[] => Object.values(jobs);

/** The commands of a job, once for each value of its matrix. */
const commandsOf = ({ steps, strategy }: Job): readonly string[] =>
  steps.flatMap(({ run = '' }) => {
    const [, name = ''] = /\$\{\{ matrix\.(\w+) \}\}/.exec(run) ?? [];
    const values = strategy?.matrix[name] ?? [];
    return values.length === 0 ? [run] : values.map((value) => run.replace(`\${{ matrix.${name} }}`, value));
  });

describe('the workflows', () => {
  it.each(workflows)('$name may do no more than read, and takes actions by their commits alone', ({ workflow }) => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const used = jobsOf(workflow).flatMap(({ steps, permissions }) => {
      expect(permissions).toBeUndefined();
      return steps.flatMap(({ uses }) => uses ?? []);
    });
    expect(used.length).toBeGreaterThan(0);
    for (const each of used) expect(each).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it.each(workflows)('$name puts nothing that others write into a command', ({ workflow }) => {
    const runs = jobsOf(workflow).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    for (const run of runs) expect(run).not.toMatch(/\$\{\{(?! matrix\.)/);
  });

  it('run every stage of the tests', () => {
    const ci = workflows.find(({ name }) => name === 'ci.yml');
    const commands = ci ? jobsOf(ci.workflow).flatMap(commandsOf) : [];
    const text = readFileSync(join(root, 'build', 'test.mjs'), 'utf8');
    const stages = [...text.matchAll(/name: '(\w+)',\s*purpose:/g)].map(([, name]) => name);
    expect(stages).toEqual(expect.arrayContaining(['types', 'unit', 'e2e']));
    for (const stage of stages) expect(commands).toContain(`npm test -- ${stage}`);
  });

  it('run the suites of the extension host in desktop VS Code, all of them', async () => {
    const { default: config } = (await import(join(root, '.vscode-test.mjs'))) as {
      readonly default: readonly { readonly label: string; readonly files: string }[];
    };
    const suites = readdirSync(join(root, 'test', 'host'), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    expect(config.map(({ label }) => label).sort()).toEqual(suites.map(({ name }) => name).sort());
    for (const { label, files } of config) expect(files).toBe(`dist/test/host/${label}/*.test.js`);
    const ci = workflows.find(({ name }) => name === 'ci.yml');
    const runs = ci ? jobsOf(ci.workflow).flatMap(commandsOf) : [];
    expect(runs).toEqual(expect.arrayContaining(['npm run test:electron', 'xvfb-run -a npm run test:electron']));
  });
});
