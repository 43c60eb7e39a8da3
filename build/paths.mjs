import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The places of the checkout that more than one script names. */
export const root = resolve(import.meta.dirname, '..');
export const dist = join(root, 'dist');
export const tools = join(root, '.tools');
export const codeServerPackage = join(root, 'test', 'vscode');
export const codeServer = join(codeServerPackage, 'node_modules', 'code-server');

/**
 * A path with forward slashes, which is how esbuild and vsce write theirs on every platform.
 *
 * @param {string} path
 */
export const posix = (path) => path.replaceAll('\\', '/');

/** What a build has written and a package holds, relative to the root; `.vscodeignore` says the same. */
export const builtFiles = () =>
  [
    ['dist', /\.js$/],
    ['dist/webview', /\.(js|css)$/],
  ].flatMap(([folder, packed]) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder)).flatMap((name) => (packed.test(name) ? [`${folder}/${name}`] : []))
      : [],
  );
