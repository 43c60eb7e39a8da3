import { unspeakableText } from './errors';

/** All shell quoting is in this file. NUL and lone surrogates throw `InvalidInput`, because no program accepts them. */
export function bashLiteral(text: string): string {
  refuseUnspeakable(text);
  if (!misleadsReaders.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  return `$'${text.replace(/['\\]/g, '\\$&').replace(misleading, asBytes)}'`;
}

/** PowerShell treats U+2018 to U+201B as single quotes. */
export function powershellLiteral(text: string): string {
  refuseUnspeakable(text);
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** In double quotes, as in the portal’s scripts, when equivalent. */
export const bashDoubleQuoted = (text: string): string => (isPlain.test(text) ? `"${text}"` : bashLiteral(text));

export const powershellDoubleQuoted = (text: string): string =>
  isPlain.test(text) ? `"${text}"` : powershellLiteral(text);

/**
 * One word without quotes, for bash, PowerShell, cmd, and texts of command lines that Windows splits at blanks.
 * Undefined if it needs quotes.
 */
export const bareWord = (text: string): string | undefined => (isBare.test(text) ? text : undefined);

export function jsonLiteral(text: string): string {
  refuseUnspeakable(text);
  return JSON.stringify(text);
}

/** YAML 1.1 and 1.2, double-quoted. */
export function yamlLiteral(text: string): string {
  refuseUnspeakable(text);
  return `"${text.replace(notPlainInYaml, asYamlEscape)}"`;
}

/** A line of a systemd unit: `Environment="NAME=VALUE"`, in which `%` begins a specifier (systemd.syntax). */
export function systemdEnvironment(name: string, value: string): string {
  refuseUnspeakable(value);
  const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('%', '%%').replace(misleading, asBytes);
  return `Environment="${name}=${escaped}"`;
}

/** Prevents Jinja templates. */
export const ansibleLiteral = (text: string): string => `!unsafe ${yamlLiteral(text)}`;

/** For a one-line comment. */
export const commentText = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('#>', '# >')
    .trim();

const isBare = /^\w[\w/:.-]*$|^\/[\w/.-]+$/;
const isPlain = /^[\w/:.=()-]*$/;

// Line ends, control and format characters, and look-alike quotes.
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
  if (!/[\0\p{Surrogate}]/u.test(text)) return;
  throw unspeakableText();
}
