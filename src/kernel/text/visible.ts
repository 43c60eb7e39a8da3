/** Fast path: printable ASCII, single spaces. */
const isPlain = /^(?! )(?:[!-~]| (?! |$))*$/;

const blanks = /[\s\u0085\u001c-\u001f]+/gu;

/**
 * Controls, characters that reorder or hide text (bidi, zero width, tags, variation selectors, fillers), lone
 * surrogates, private use, empty Braille.
 */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?<=\p{M}{4})\p{M}/gu;

const asCode = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** `⟨U+202E⟩`; also line ends. */
export const withCodes = (text: string): string => text.replace(invisible, asCode);

export const visibleLine = (text: string): string =>
  isPlain.test(text) ? text : withCodes(text.replace(blanks, ' ').trim());

/** UTF-16 units, with an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(most - 2)) && /[\udc00-\udfff]/.test(text.charAt(most - 1));
  return `${text.slice(0, isSplit ? most - 2 : most - 1)}…`;
}

const lineEnds = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

/** Tabs remain. */
export const visibleLines = (text: string): readonly string[] =>
  text.split(lineEnds).map((line) => line.split('\t').map(withCodes).join('\t'));
