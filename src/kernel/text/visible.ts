/** Printable ASCII with single blanks: what nearly every text is, told at once. */
const isPlain = /^(?! )(?:[!-~]| (?! |$))*$/;

// Blanks of every language and what ends a line anywhere.
const blanks = /[\s\u0085\u001c-\u001f]+/gu;

/**
 * Characters without a shape of their own: controls, what reorders or hides text (bidi, zero width, tags, variation
 * selectors, fillers), halves of characters, private use, and the empty Braille pattern.
 */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?<=\p{M}{4})\p{M}/gu;

const asCode = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** Shows each invisible character as its code, such as `⟨U+202E⟩`. Line ends are among them. */
export const withCodes = (text: string): string => text.replace(invisible, asCode);

/** One line in which nothing is hidden: invisible characters stand as their codes, runs of blanks are one blank. */
export const visibleLine = (text: string): string =>
  isPlain.test(text) ? text : withCodes(text.replace(blanks, ' ').trim());

/** The beginning of a text, of at most so many UTF-16 units, and an ellipsis where something is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(most - 2)) && /[\udc00-\udfff]/.test(text.charAt(most - 1));
  return `${text.slice(0, isSplit ? most - 2 : most - 1)}…`;
}

const lineEnds = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

/** Several lines in which nothing is hidden: invisible characters stand as their codes; tabs stay. */
export const visibleLines = (text: string): readonly string[] =>
  text.split(lineEnds).map((line) => line.split('\t').map(withCodes).join('\t'));
