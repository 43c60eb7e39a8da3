import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Times reading what agents say, in milliseconds: 10,000 answers of `azcmagent show`, of every age and format there is a
 * fixture of; the median of five passes. `node test/bench/verify.mjs`.
 */
const answers = 10_000;
const root = resolve(import.meta.dirname, '../..');
const fixtures = join(root, 'test', 'fixtures', 'verify');
const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const bundle = join(folder, 'core.cjs');
await build({
  entryPoints: [join(root, 'src', 'core', 'index.ts')],
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
});
const { parseShow } = createRequire(import.meta.url)(bundle);
rmSync(folder, { recursive: true, force: true });

const texts = readdirSync(fixtures)
  .filter((name) => name.startsWith('show-'))
  .map((name) => readFileSync(join(fixtures, name), 'utf8'));
const passes = Array.from({ length: 5 }, () => {
  const started = performance.now();
  let fields = 0;
  for (let number = 0; number < answers; number++) {
    // A text of its own each time, as it would come from a machine.
    fields += Object.keys(parseShow(`${texts[number % texts.length]}\n# ${number}`)).length;
  }
  return { ms: performance.now() - started, fields };
}).sort((a, b) => a.ms - b.ms);
console.log(JSON.stringify({ answers, show: Number(passes[2].ms.toFixed(1)), fields: passes[2].fields }));
