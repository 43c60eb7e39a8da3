import { ArcError } from '../errors';

/**
 * Text to code, one function a shell: the only quoting of the product. Whatever the text holds, the shell evaluates the
 * literal to exactly that text. NUL (no program can be given one) and a half of a surrogate pair (UTF-8 cannot write
 * one) throw `InvalidInput`.
 */
export function bashLiteral(text: string): string {
  refuseUnspeakable(text);
  if (!misleadsReaders.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  return `$'${text.replace(/['\\]/g, '\\$&').replace(misleading, asBytes)}'`;
}

/** PowerShell reads the typographic single quotes (U+2018 to U+201B) as it reads `'`; each is doubled. */
export function powershellLiteral(text: string): string {
  refuseUnspeakable(text);
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/**
 * In double quotes where that means the same, for scripts that are written so (the portal's are); otherwise the literal.
 */
export const bashDoubleQuoted = (text: string): string => (isPlain.test(text) ? `"${text}"` : bashLiteral(text));

/** The same for PowerShell. */
export const powershellDoubleQuoted = (text: string): string =>
  isPlain.test(text) ? `"${text}"` : powershellLiteral(text);

export function jsonLiteral(text: string): string {
  refuseUnspeakable(text);
  return JSON.stringify(text);
}

/** A double-quoted scalar of YAML 1.1 and 1.2; what a reader of YAML may refuse or fold is escaped. */
export function yamlLiteral(text: string): string {
  refuseUnspeakable(text);
  return `"${text.replace(notPlainInYaml, asYamlEscape)}"`;
}

/** The same for Ansible, which then takes no braces in it for a template of its own. */
export const ansibleLiteral = (text: string): string => `!unsafe ${yamlLiteral(text)}`;

/** One line of plain text for a comment: nothing in it can end the comment or change how the line is shown. */
export const commentText = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('#>', '# >')
    .trim();

const isPlain = /^[\w/:.=()-]*$/;

// Line ends (an editor may rewrite them), control and formatting characters, and quotes that look like a shell's own.
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
    'A value holds a character that no script can carry (NUL, or half of a surrogate pair). Remove it.',
  );
}
