import type { CatalogMatch } from './catalogMatch';
import type { SearchText } from './search/searchTexts';
import { findSymptoms } from './symptoms';

/** More distinct numbers are a list, not an error. */
const mostNumbers = 20;

/** A signed `HRESULT`; an error of WinHTTP, WinINET or Windows Sockets beside a word that says that it is one. */
const numbers =
  /(?<![\w.-])-(21\d{8})(?!\w)|\b(?:winhttp\w{0,40}|wininet\w{0,40}|error(?: code)?|failed|hresult|result)(?: error)?[ :=(#]{1,4}(?:(1[0-2]\d{3})|0x(2[ef][\da-f]{2}))(?![\w.])/g;

/** Errors of Windows that are written as decimal numbers, found by their signs in hexadecimal. */
export const findWindowsNumbers = (texts: readonly SearchText[]): readonly CatalogMatch[] =>
  texts.flatMap(({ text, originalSpan }) => {
    const found = new Map<string, CatalogMatch['places'][number][]>();
    const spans = new Map<string, { readonly start: number; readonly end: number }>();
    for (const match of text.matchAll(numbers)) {
      const code = hexadecimal(match);
      const span = originalSpan(match.index, match.index + match[0].length);
      const places = found.get(code);
      if (places) places.push(span.start);
      else if (found.size < mostNumbers) {
        found.set(code, [span.start]);
        spans.set(code, span);
      }
    }
    return [...found].flatMap(([code, places]) => {
      const span = spans.get(code) ?? { start: 0, end: 0 };
      return findSymptoms([{ text: code, originalSpan: () => span }]).map((each) => ({ ...each, places }));
    });
  });

const hexadecimal = ([, signed, decimal, short]: RegExpExecArray): string =>
  signed === undefined
    ? ofWindows(short === undefined ? Number(decimal) : Number.parseInt(short, 16))
    : unsigned(-Number(signed));

/** Of an error of Windows: `0x80072ee7`. */
export const ofWindows = (number: number): string => `0x8007${number.toString(16).padStart(4, '0')}`;

/** Of a signed 32-bit number. */
export const unsigned = (number: number): string => `0x${(number + 2 ** 32).toString(16)}`;
