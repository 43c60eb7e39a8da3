import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryRun } from '../../../support/program';
import { pathological } from './pathological';

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

describe('the cost of a patch', () => {
  it('is tried with many kinds of text', () => {
    expect(Object.keys(pathological).length).toBeGreaterThan(90);
  });

  it.each(Object.keys(pathological))('grows with the size of %s, and stays below 300 MB', (kind) => {
    const { times, megabytes } = figuresOf(kind, 20_000, 40_000, 80_000, 1_000_000);
    const [small = 0, medium = 0, large = 0] = times;
    expect(megabytes).toBeLessThan(300);
    // A square would be 16; what takes no time is no measure.
    if (large > 60) expect(large / Math.max(small, medium / 2.5, 5)).toBeLessThan(8);
  });
});
