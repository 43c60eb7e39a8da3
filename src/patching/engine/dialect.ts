import { bashDoubleQuoted, bashLiteral, powershellDoubleQuoted, powershellLiteral } from '../../kernel/text/quote';
import type { Quote } from './model';
import type { ShellLanguage } from './syntaxTree';

/** How a shell writes a value, as the text around it does. */
export interface Dialect {
  /** The value as one word, in the quotes asked for where they can hold it. */
  quoted(text: string, quote: Quote): string;
  /** The variable as one word, written like another reference. */
  reference(name: string, like: string): string;
  /** Ends of lines that a command goes on after. */
  readonly continuation: RegExp;
}

const bash: Dialect = {
  quoted: (text, quote) => (quote === "'" ? bashLiteral(text) : bashDoubleQuoted(text)),
  reference: (name, like) => (like.includes('${') ? `"\${${name}}"` : `"$${name}"`),
  continuation: /^(?:[ \t]|\\\r?\n)+$/,
};

const powershell: Dialect = {
  quoted: (text, quote) => (quote === "'" ? powershellLiteral(text) : powershellDoubleQuoted(text)),
  reference: (name, like) => (like.startsWith('"') ? `"${name}"` : name),
  continuation: /^(?:[ \t]|`\r?\n)+$/,
};

export const dialects: Readonly<Record<ShellLanguage, Dialect>> = { bash, powershell };
