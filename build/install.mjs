import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputs } from './bundle.mjs';
import { root } from './paths.mjs';

const manifest = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The id VS Code knows the extension by. */
export function extensionId() {
  const { publisher, name } = manifest();
  return `${publisher}.${name}`;
}

/**
 * Puts what was built into an extensions folder the way VS Code itself unpacks an extension. A copy, so that a later
 * build changes nothing under a running workbench.
 */
export function installUnpacked(extensionsFolder) {
  const target = join(extensionsFolder, `${extensionId()}-${manifest().version}`);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const path of ['package.json', 'package.nls.json', 'l10n', 'README.md', 'CHANGELOG.md', 'media', ...outputs]) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(target, path), { recursive: true });
  }
  return target;
}
