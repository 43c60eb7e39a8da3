import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryRun } from '../../../support/program';
import { pathological } from '../../../unit/patching/engine/pathological';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'arc-pathological-'));
  program = join(folder, 'run.cjs');
  await build({
    entryPoints: [resolve(import.meta.dirname, 'pathologicalRun.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: program,
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Figures {
  readonly times: readonly number[];
  readonly megabytes: number;
}

/** Patches in a process of its own, which has 128 MB for its objects. */
function figuresOf(kind: string, ...sizes: readonly number[]): Figures {
  const args = ['--max-old-space-size=128', program, kind, ...sizes.map(String)];
  const { status, stdout, stderr } = tryRun(process.execPath, 'nodejs', args);
  expect([kind, status, stderr]).toEqual([kind, 0, '']);
  return JSON.parse(stdout) as Figures;
}

/** A square would grow to 16. */
const most = 8;

/** How much longer four times the text takes; what takes no time is no measure. */
function growthOf([small = 0, medium = 0, large = 0]: readonly number[]): number {
  return large > 60 ? large / Math.max(small, medium / 2.5, 5) : 0;
}

describe('the cost of a patch', () => {
  it('is tried with many kinds of text', () => {
    expect(Object.keys(pathological).length).toBeGreaterThan(90);
  });

  it.each(Object.keys(pathological))('grows with the size of %s, and stays below 300 MB', (kind) => {
    const { times, megabytes } = figuresOf(kind, 20_000, 40_000, 80_000, 1_000_000);
    expect(megabytes).toBeLessThan(300);
    let growth = growthOf(times);
    // A process that has just begun is measured badly at times, and never too well three times.
    for (let round = 0; round < 2 && growth >= most; round++)
      growth = Math.min(growth, growthOf(figuresOf(kind, 20_000, 40_000, 80_000).times));
    expect(growth).toBeLessThan(most);
  });
});
