import { inside, type Place, type Reader, report, text } from './reader';
import type { TextCheck } from '../../kernel/azureNames';

interface ListOptions {
  /** Said of an item that is empty: what to write instead. */
  readonly empty: string;
  readonly check: TextCheck;
  readonly normalise?: (text: string) => string;
}

/** A list of texts, each checked at its own place. Missing and empty are the same; nothing may stand twice. */
export const textList =
  ({ empty, ...options }: ListOptions): Reader<readonly string[]> =>
  (value, place) => {
    const items = itemsIn(value, place);
    if (items === undefined || items.length === 0) return undefined;
    const readItem = text(empty, options);
    const seen = new Set<string>();
    const read = items.map((item, index) => {
      const at = inside(place, `${index}`);
      const found = readItem(item, at);
      const key = found?.toLowerCase() ?? '';
      if (found !== undefined && seen.has(key))
        return report(at, 'This stands in the list twice. Remove one.', 'repeated');
      seen.add(key);
      return found;
    });
    return read.filter((item) => item !== undefined);
  };

/** A list of known words, each at most once; they come out in the order in which they are known. */
export const wordList =
  <T extends string>(words: readonly T[], message: string): Reader<readonly T[]> =>
  (value, place) => {
    const items = itemsIn(value, place);
    if (items === undefined || items.length === 0) return undefined;
    if (!items.every((item) => words.some((word) => word === item))) return report(place, message);
    if (new Set(items).size < items.length) return report(place, 'Name each of them once.', 'repeated');
    return words.filter((word) => items.includes(word));
  };

/** More than any site has; a longer list is no description of one. */
const longestList = 50_000;

/** A list of at most so many items; undefined where there is none. */
export function itemsIn(value: unknown, place: Place, most = longestList): readonly unknown[] | undefined {
  if (Array.isArray(value) && value.length > most)
    return report(place, `This list has ${value.length} items, and at most ${most} are read. Split the topology.`);
  if (value === undefined || Array.isArray(value)) return value;
  return report(place, 'Write this as a list in brackets: ["…"].');
}
