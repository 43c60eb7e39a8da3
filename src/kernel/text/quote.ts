import * as l10n from '@vscode/l10n';
import { ArcError } from '../errors';

/**
 * The only quoting in the product, one function per shell: the shell evaluates the literal to exactly the text. NUL and
 * lone surrogates, which no program can be given, throw `InvalidInput`.
 */
export function bashLiteral(text: string): string {
  refuseUnspeakable(text);
  if (!misleadsReaders.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  return `$'${text.replace(/['\\]/g, '\\$&').replace(misleading, asBytes)}'`;
}

/** PowerShell treats typographic single quotes (U+2018 to U+201B) like `'`; each is doubled. */
export function powershellLiteral(text: string): string {
  refuseUnspeakable(text);
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** In double quotes, as in the portal’s scripts, if that is equivalent. */
export const bashDoubleQuoted = (text: string): string => (isPlain.test(text) ? `"${text}"` : bashLiteral(text));

export const powershellDoubleQuoted = (text: string): string =>
  isPlain.test(text) ? `"${text}"` : powershellLiteral(text);

export function jsonLiteral(text: string): string {
  refuseUnspeakable(text);
  return JSON.stringify(text);
}

/** A double-quoted scalar of YAML 1.1 and 1.2; everything a parser may reject or fold is escaped. */
export function yamlLiteral(text: string): string {
  refuseUnspeakable(text);
  return `"${text.replace(notPlainInYaml, asYamlEscape)}"`;
}

/** Without Jinja templates. */
export const ansibleLiteral = (text: string): string => `!unsafe ${yamlLiteral(text)}`;

/** One line for a comment, which it can’t end; without invisible characters. */
export const commentText = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('#>', '# >')
    .trim();

const isPlain = /^[\w/:.=()-]*$/;

// Line ends, which editors rewrite, control and format characters, and quotes that look like a shell’s.
const misleadsReaders = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u2018-\u201f]/u;
const misleading = new RegExp(misleadsReaders, 'gu');

const notPlainInYaml = /["\\\p{C}\p{Zl}\p{Zp}\u00a0]/gu;

function asYamlEscape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}

const asBytes = (character: string): string =>
  Array.from(new TextEncoder().encode(character), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

function refuseUnspeakable(text: string): void {
  if (!text.includes('\0') && !/\p{Surrogate}/u.test(text)) return;
  throw new ArcError(
    { code: 'InvalidInput', field: '' },
    l10n.t('A value contains a character that a script can’t contain (NUL or a lone surrogate). Remove it.'),
  );
}
