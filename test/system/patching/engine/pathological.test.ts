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
  readonly kind: string;
  readonly times: readonly number[];
  readonly megabytes: number;
}

/** Patches in a process of their own, which has 128 MB for its objects; the last size is for the memory alone. */
function measured(kinds: readonly string[], sizes: readonly number[]): readonly Figures[] {
  const args = ['--max-old-space-size=128', program, JSON.stringify({ kinds, sizes })];
  const { status, stdout, stderr } = tryRun(process.execPath, 'nodejs', args);
  const figures = stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Figures);
  expect([kinds[figures.length], status, stderr]).toEqual([undefined, 0, '']);
  return figures;
}

const kinds = Object.keys(pathological);
/** So many share a process, whose start costs more than most of them. */
const together = 8;
const known = new Map<string, Figures>();

function figuresOf(kind: string): Figures {
  if (!known.has(kind)) {
    const first = kinds.indexOf(kind);
    const figures = measured(kinds.slice(first, first + together), [20_000, 40_000, 80_000, 1_000_000]);
    for (const each of figures) known.set(each.kind, each);
  }
  const found = known.get(kind);
  if (!found) throw new Error(`${kind} was not measured.`);
  return found;
}

/** A square would grow to 16. */
const most = 8;

/** How much longer four times the text takes; what takes no time is no measure. */
function growthOf([small = 0, medium = 0, large = 0]: readonly number[]): number {
  return large > 60 ? large / Math.max(small, medium / 2.5, 5) : 0;
}

describe('the cost of a patch', () => {
  it('is tried with many kinds of text', () => {
    expect(kinds.length).toBeGreaterThan(90);
  });

  it.each(kinds)('grows with the size of %s, and stays below 300 MB', (kind) => {
    const { times, megabytes } = figuresOf(kind);
    expect(megabytes).toBeLessThan(300);
    let growth = growthOf(times);
    // A process that has just begun is measured badly at times, and never too well three times.
    for (let round = 0; round < 2 && growth >= most; round++) {
      const [again] = measured([kind], [20_000, 40_000, 80_000, 80_000]);
      growth = Math.min(growth, growthOf(again?.times ?? []));
    }
    expect(growth).toBeLessThan(most);
  });
});
