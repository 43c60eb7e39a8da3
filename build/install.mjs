import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { builtFiles, root } from './paths.mjs';

const manifest = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The id VS Code knows the extension by. */
export function extensionId() {
  const { publisher, name } = manifest();
  return `${publisher}.${name}`;
}

/** What of the checkout is packed, beside what is built: `.vscodeignore` says the same, and a test packs both. */
const packed = /^(?:package\.json|package\.nls(?:\..+)?\.json|README\.md|CHANGELOG\.md|LICENSE|l10n|media)$/;

/**
 * Puts what was built into an extensions folder the way VS Code itself unpacks an extension. A copy, so that a later
 * build changes nothing under a running workbench.
 */
export function installUnpacked(extensionsFolder) {
  const target = join(extensionsFolder, `${extensionId()}-${manifest().version}`);
  rmSync(target, { recursive: true, force: true });
  for (const path of [...readdirSync(root).filter((name) => packed.test(name)), ...builtFiles()]) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(target, path), { recursive: true });
  }
  return target;
}
