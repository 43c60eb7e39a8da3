import { commentText } from '../../../kernel/text/quote';

/** Escapes quotes, backslashes, interpolation and control characters. */
export function bicepString(text: string): string {
  const escaped = text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\\']|\$(?=\{)/g, '\\$&')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return `'${escaped}'`;
}

export const bicepComment = (text: string): string => `// ${commentText(text)}\n`;

export const indented = (text: string, spaces: number): string => text.replace(/^(?=.)/gm, ' '.repeat(spaces));
