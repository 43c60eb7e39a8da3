import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { onPreparedNode } from './setup.mjs';
import { root } from './paths.mjs';
import { main, step } from './steps.mjs';

/**
 * Packages what dist/ holds now.
 *
 * @returns {Promise<string>} the .vsix's path
 */
export async function packageExtension() {
  const { createVSIX } = await import('@vscode/vsce');
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packagePath = join(root, `${name}-${version}.vsix`);
  await createVSIX({ cwd: root, packagePath, dependencies: false });
  return packagePath;
}

async function command() {
  await step('Build', () => bundle());
  const file = await packageExtension();
  console.log(`${basename(file)}, ${(statSync(file).size / 1000).toFixed(1)} kB`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(() => onPreparedNode('build', command));
}
