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
/** Below this, a clock and a collector of garbage say more than the reader. */
const shortest = 60;
const tries = 6;
const limit = 2.3;

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
/** Of this thread alone: what else runs on the machine takes nothing away. */
const timed = (parse, text) => {
  const before = process.threadCpuUsage();
  parse(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};
const fastest = (parse, text, times) => Math.min(...Array.from({ length: times }, () => timed(parse, text)));

/** A ratio that is too high is measured again: what collects garbage chooses its own time. */
function judged(parse, texts) {
  let times = texts.map(() => Infinity);
  let ratio = Infinity;
  for (let round = 0; round < tries && ratio > limit; round++) {
    times = texts.map((text, index) => Math.min(times[index], fastest(parse, text, 3)));
    ratio = Math.max(times[1] / times[0], times[2] / times[1]);
  }
  return { ms: Math.round(times[2]), ratio };
}

const rows = [];
for (const [reader, parse] of Object.entries(foreignParsers)) {
  if (asked.length > 0 && !asked.includes(reader)) continue;
  for (const [shape, make] of Object.entries(hostileShapes)) {
    const texts = sizes.map(make);
    if (timed(parse, texts[2]) < shortest) continue;
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
