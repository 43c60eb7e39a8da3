import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Times every reader of foreign text with every shape that costs the most where a reader goes back, at three sizes up to 1 MB:
 * how many times as long twice the text takes, at worst. `node test/bench/parsers.mjs [reader …]`.
 */
const sizes = [250_000, 500_000, 1_000_000];
/** Milliseconds for the longest text, below which no ratio is asked for. */
const shortest = 60;
/** Milliseconds that a figure is the mean of: the clock of a thread may tick every four. */
const span = 120;
const mostRuns = 100;
const tries = 6;
const limit = 2.3;

// What a reader leaves behind is collected between two measurements and never within one: a collection in the middle costs
// what is alive at that moment, which is no property of the reader.
if (globalThis.gc === undefined) {
  const flags = ['--expose-gc', '--min-semi-space-size=1024', '--max-semi-space-size=1024'];
  const { status } = spawnSync(process.execPath, [...flags, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

const root = resolve(import.meta.dirname, '../..');
const support = join(root, 'test', 'support');
const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const bundle = join(folder, 'parsers.cjs');
await build({
  stdin: {
    contents: `export * from './foreignParsers'; export * from './foreignTexts';`,
    resolveDir: support,
    loader: 'ts',
  },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  define: { 'import.meta.dirname': JSON.stringify(support) },
  outfile: bundle,
});
const { foreignParsers, hostileShapes } = createRequire(import.meta.url)(bundle);
rmSync(folder, { recursive: true, force: true });

const asked = process.argv.slice(2);
/** Of this thread alone, and without the kernel, which clears fresh pages: what else runs on the machine takes nothing away. */
const timed = (parse, text) => {
  const before = process.threadCpuUsage();
  parse(text);
  return process.threadCpuUsage(before).user / 1000;
};

/** The mean of as many runs as fill the span. */
function meanTime(parse, text) {
  let total = 0;
  let runs = 0;
  for (; total < span && runs < mostRuns; runs++) {
    globalThis.gc();
    total += timed(parse, text);
  }
  return total / runs;
}

/** A ratio that is too high is measured again: other work on the machine takes caches away. */
function judged(parse, texts) {
  let times = texts.map(() => Infinity);
  let ratio = Infinity;
  for (let round = 0; round < tries && ratio > limit; round++) {
    times = texts.map((text, index) => Math.min(times[index], meanTime(parse, text)));
    ratio = Math.max(times[1] / times[0], times[2] / times[1]);
  }
  return { ms: Math.round(times[2]), ratio };
}

const rows = [];
for (const [reader, parse] of Object.entries(foreignParsers)) {
  if (asked.length > 0 && !asked.includes(reader)) continue;
  for (const [shape, make] of Object.entries(hostileShapes)) {
    const texts = sizes.map(make);
    if (timed(parse, texts[2]) < shortest || meanTime(parse, texts[2]) < shortest) continue;
    const row = judged(parse, texts);
    if (row.ms < shortest) continue;
    Object.assign(row, { reader, shape });
    rows.push(row);
    console.error(reader, '|', shape, row.ms, row.ratio.toFixed(2));
  }
}
const worst = rows.sort((a, b) => b.ratio - a.ratio)[0] ?? { reader: 'none', shape: 'none', ms: 0, ratio: 0 };
const slowest = rows.toSorted((a, b) => b.ms - a.ms)[0] ?? worst;
const count = Object.keys(foreignParsers).length * Object.keys(hostileShapes).length;
console.log(JSON.stringify({ count, worst, slowest, above: rows.filter(({ ratio }) => ratio > limit).length }));
