import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { enterOwnHome } from '../../build/ownHome.mjs';

/** The figures of `inventory/client.ts`, which says what they are: `node test/bench/inventory.mjs 1000 10000 50000`. */
const root = resolve(import.meta.dirname, '../..');
// Within the checkout, where the packages are found that are not bundled.
const scratch = join(root, '.scratch');
mkdirSync(scratch, { recursive: true });
const folder = mkdtempSync(join(scratch, 'bench-'));
const sizes = process.argv.slice(2);
// The Azure on loopback makes its certificate with openssl.
enterOwnHome();

await build({
  entryPoints: ['azure', 'client'].map((name) => join(root, 'test', 'bench', 'inventory', `${name}.ts`)),
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outdir: folder,
  outExtension: { '.js': '.mjs' },
});
try {
  const client = ['--expose-gc', join(folder, 'client.mjs'), join(folder, 'azure.mjs')];
  process.stdout.write(execFileSync(process.execPath, [...client, ...sizes], { stdio: ['ignore', 'pipe', 'inherit'] }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
