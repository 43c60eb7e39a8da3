import { join } from 'node:path';
import { root } from './paths.mjs';

const browserL10n = join(root, 'node_modules', '@vscode', 'l10n', 'dist', 'browser.js');

/** What `l10n.t` is in the extension host: VS Code's own, which also takes a template. */
const ofHost = `
import { l10n } from 'vscode';
const messageOf = (own) => own.reduce((message, literal, index) => message + '{' + (index - 1) + '}' + literal);
export const t = (first, ...args) => l10n.t(Array.isArray(first) ? messageOf(first) : first, ...args);
`;

const ofPseudo = async () => `
import { config as configure, t } from ${JSON.stringify(browserL10n)};
configure({ contents: ${JSON.stringify(await pseudoBundle())} });
export const config = () => undefined;
export { t };
`;

/**
 * Where the strings of a build come from: in the extension host from VS Code, in a page from what the host puts there, and
 * in a pseudo build from the English ones themselves, longer, accented and in brackets.
 *
 * @param {{ host: boolean, pseudo?: boolean }} options
 * @returns {import('esbuild').Plugin}
 */
export const l10nFrom = ({ host, pseudo: isPseudo = false }) => ({
  name: 'l10n',
  setup(build) {
    if (!host && !isPseudo) return;
    build.onResolve({ filter: /^@vscode\/l10n$/ }, () => ({ path: 'l10n', namespace: 'l10n' }));
    build.onLoad({ filter: /.*/, namespace: 'l10n' }, async () => ({
      contents: isPseudo ? await ofPseudo() : ofHost,
      resolveDir: root,
      loader: 'js',
    }));
  },
});

/** What is left as it is in a pseudo string: placeholders, links' addresses, icons, code and settings. */
const kept = /(\{\w+\}|\]\([^)]*\)|\$\([^)]*\)|`[^`]*`|#[\w.]+#|https?:\S+|\n|%\w+%)/;

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = [...'ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ'];
/** Every vowel twice: a third longer, as German is. */
const accent = (letter) => (accented[plain.indexOf(letter)] ?? letter).repeat('aeiou'.includes(letter) ? 2 : 1);

const pseudo = (text) =>
  text
    .split(kept)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[a-z]/gi, accent)))
    .join('');

/**
 * English messages, longer and accented, in brackets: what is cut lacks its bracket, what is not translated its accents.
 *
 * @param {Record<string, string | { message: string }>} messages
 */
export const pseudoOf = (messages) =>
  Object.fromEntries(
    Object.entries(messages).map(([key, value]) => {
      const text = typeof value === 'string' ? value : value.message;
      return [key, text === 'en' ? text : `[${pseudo(text)}]`];
    }),
  );

/** The pseudo translation of all strings that the code has now, whatever the checked-in bundle has. */
export async function pseudoBundle() {
  // On demand: only this needs the compiler.
  const { collectStrings } = await import('./strings.mjs');
  return pseudoOf(collectStrings());
}
