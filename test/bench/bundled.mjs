import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { enterOwnHome } from '../../build/ownHome.mjs';

const root = resolve(import.meta.dirname, '../..');

/** The scripts of `build` name the places of the checkout from where they stand. */
const leaveBuildScripts = {
  name: 'leave-build-scripts',
  setup({ onResolve }) {
    onResolve({ filter: /\/build\/\w+\.mjs$/ }, ({ path }) => ({
      path: join(root, 'build', basename(path)),
      external: true,
    }));
  },
};

/**
 * Bundles files of this folder as `name.mjs`, does the work with the folder that holds them, and removes it. It lies in the
 * checkout, where the packages are found that are not bundled, and the process has a home of its own.
 */
export async function withBundled(entries, work) {
  const scratch = join(root, '.scratch');
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, 'bench-'));
  enterOwnHome();
  try {
    await build({
      entryPoints: entries.map((entry) => join(import.meta.dirname, entry)),
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      plugins: [leaveBuildScripts],
      outdir: folder,
      outExtension: { '.js': '.mjs' },
    });
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
