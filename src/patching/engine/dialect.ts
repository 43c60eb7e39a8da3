import { bashDoubleQuoted, bashLiteral, powershellDoubleQuoted, powershellLiteral } from '../../kernel/text/quote';
import type { Quote } from './model';

export interface Dialect {
  /** One word, in the requested quotes if possible. */
  quoted(text: string, quote: Quote): string;
  /** One word, in the style of another reference. */
  reference(name: string, like: string): string;
  readonly continuation: RegExp;
  /** Between words that are the items of a list in a document. */
  readonly listSeparator?: string;
}

export const bash: Dialect = {
  quoted: (text, quote) => (quote === "'" ? bashLiteral(text) : bashDoubleQuoted(text)),
  reference: (name, like) => (like.includes('${') ? `"\${${name}}"` : `"$${name}"`),
  continuation: /^(?:[ \t]|\\\r?\n)+$/,
};

export const powershell: Dialect = {
  quoted: (text, quote) => (quote === "'" ? powershellLiteral(text) : powershellDoubleQuoted(text)),
  reference: (name, like) => (like.startsWith('"') ? `"${name}"` : name),
  continuation: /^(?:[ \t]|`\r?\n)+$/,
};
