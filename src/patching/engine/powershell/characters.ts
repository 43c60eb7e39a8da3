/**
 * PowerShell's character classes, by UTF-16 code unit. Source: CharTraits.cs and tokenizer.cs of PowerShell 7.6; same
 * in Windows PowerShell 5.1.
 */
export const isDash = (c: string): boolean => c === '-' || c === '–' || c === '—' || c === '―';
export const isSingleQuote = (c: string): boolean => c === "'" || (c >= '\u2018' && c <= '\u201b');
export const isDoubleQuote = (c: string): boolean => c === '"' || (c >= '\u201c' && c <= '\u201e');
export const isNewline = (c: string): boolean => c === '\n' || c === '\r';

export function isBlank(c: string): boolean {
  if (c < '\x80') return c === ' ' || c === '\t' || c === '\v' || c === '\f';
  return c === '\u0085' || /^[\p{Zs}\p{Zl}\p{Zp}]$/u.test(c);
}

/** Also true at the end of the text. */
export const endsWord = (c: string): boolean =>
  c < '\x80' ? c === '' || c === '\0' || ' \t\v\f\n\r&(),;{|}'.includes(c) : isBlank(c);

export const endsNumber = (c: string): boolean => endsWord(c) || '!#%*+-./<=>]'.includes(c);

export const isDigit = (c: string): boolean => c >= '0' && c <= '9';

export const isIdentifierStart = (c: string): boolean =>
  c < '\x80' ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c === '_' : /^\p{L}$/u.test(c);

export const isIdentifierPart = (c: string): boolean => isIdentifierStart(c) || isDecimal(c);

/** For names without braces, including `$?`, `$^`, `$$`, and `$:`. */
export const startsVariable = (c: string): boolean =>
  c !== '' && (isIdentifierPart(c) || c === '$' || c === '?' || c === '^' || c === ':');

const isDecimal = (c: string): boolean => (c < '\x80' ? isDigit(c) : /^\p{Nd}$/u.test(c));
