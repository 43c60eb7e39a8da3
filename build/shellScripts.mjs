import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** A line that the next one goes on with. */
const isOpen = /(?:[{(&|]|\b(?:do|then|else))$/;

/**
 * A shell script as one line that any login shell takes in single quotes: without comments and indents.
 *
 * @param {string} text commands that end where their lines do; no single quote, here-document or comment behind a command
 * @returns {string}
 */
export function oneLine(text) {
  const lines = linesOf(text);
  const strange = lines.find((line) => /'|<<|\s#\s|\\$/.test(line));
  if (strange !== undefined) throw new Error(`This line cannot be joined with others: ${strange}`);
  return lines.reduce((whole, line) => whole + (isOpen.test(whole) ? ' ' : '; ') + line);
}

/**
 * A PowerShell script without comments and indents.
 *
 * @param {string} text
 * @returns {string}
 */
export const stripped = (text) => linesOf(text).join('\n');

/** @param {string} text */
const linesOf = (text) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const packed = async (path) => (path.endsWith('.sh') ? oneLine : stripped)(await readFile(path, 'utf8'));

/**
 * Scripts that the code imports, for esbuild.
 *
 * @type {import('esbuild').Plugin}
 */
export const shellScripts = {
  name: 'shell-scripts',
  setup(build) {
    build.onLoad({ filter: /\.(sh|ps1)$/ }, async ({ path }) => ({ contents: await packed(path), loader: 'text' }));
  },
};

/** The same for vitest. */
export const shellScriptsInTests = {
  name: 'shell-scripts',
  enforce: /** @type {const} */ ('pre'),
  load: async (id) =>
    /\.(sh|ps1)$/.test(basename(id)) ? `export default ${JSON.stringify(await packed(id))};` : undefined,
};
