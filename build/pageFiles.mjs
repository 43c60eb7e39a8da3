import { readFile } from 'node:fs/promises';

/** A token that no control of the page uses is dropped. Without the mark, making it counts as an effect. */
const pureTokens = (text) =>
  text.replace(/^(export const \w+ =) (create\(.*\));$/gm, '$1 /* @__PURE__ */ (() => $2)();');

const keyCodes = /^export var KeyCodes;\n\(function \(KeyCodes\) \{\n[^}]*\}\)\(KeyCodes \|\| \(KeyCodes = \{\}\)\);$/m;

const withoutKeyCodes = (text) => text.replace(keyCodes, '');

/** `renderIcon` gives all icons the same frame. A hundredth of a pixel is not seen. */
const plainDrawing = (text) =>
  text
    .replace(/ xmlns="[^"]*"| fill="currentColor"(?=>)| width="16" height="16" viewBox="0 0 16 16"/g, '')
    .replace(/\d+\.\d{3,}/g, (number) => Number(number).toFixed(2));

const withoutSources = (text) =>
  JSON.stringify(JSON.parse(text, (key, value) => (/^(source|asOf)$/.test(key) ? undefined : value)));

/**
 * What a page has of these files and doesn't use. Each is expected to be found: the build fails if a new version of a package
 * has none of it.
 */
const files = [
  { filter: /webview-ui-toolkit[\\/]dist[\\/]design-tokens\.js$/, without: pureTokens, loader: 'js' },
  { filter: /fast-web-utilities[\\/]dist[\\/]key-codes\.js$/, without: withoutKeyCodes, loader: 'js' },
  { filter: /codicons[\\/]src[\\/]icons[\\/][\w-]+\.svg$/, without: plainDrawing, loader: 'text' },
  // A page names versions, never where they are from.
  { filter: /kernel[\\/]knowledge[\\/]data[\\/]agentFeatures\.json$/, without: withoutSources, loader: 'json' },
];

/** @type {import('esbuild').Plugin} */
export const leanFiles = {
  name: 'lean-files',
  setup(build) {
    for (const { filter, without, loader } of files) {
      build.onLoad({ filter }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const contents = without(text);
        return contents === text ? { errors: [{ text: `${path} is not as expected.` }] } : { contents, loader };
      });
    }
  },
};
