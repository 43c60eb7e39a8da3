import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { fail, ok, type Result } from '../../kernel/result';
import { describedBy, type Words, wordsOf } from './fields';
import { inside, type Issue, issueOf } from './issues';
import { type About, faulty, type Read, readingBy, type Schema } from './schema';

interface ListOptions<T> {
  readonly about: About | undefined;
  /** Must be unique; lower case. */
  readonly keyOf: (item: T) => string;
  /** The item’s member that `keyOf` uses; default: the item. */
  readonly keyAt?: string;
  readonly repeated: string;
  readonly most?: number;
  /** Error for an empty list, if items are required. */
  readonly empty?: string;
}

/** No site has this many. */
const longestList = 50_000;

/** Errors are reported per item. An empty list counts as missing. A list like the last is not read again. */
export function list<T>(
  item: Schema<T>,
  { about, keyOf, keyAt, repeated, empty, most = longestList }: ListOptions<T>,
): Schema<T[]> {
  const bounds = { maxItems: most, ...(empty === undefined ? {} : { minItems: 1 }) };
  const schema = v.pipe(v.array(item), v.metadata({ ...bounds, ...about }));
  let last: { readonly json: string; readonly read: Read } | undefined;
  return readingBy(schema, (value, next) => {
    const json = JSON.stringify(value);
    if (json !== undefined && json === last?.json) return last.read;
    const items = itemsIn(value, most);
    if (!items.ok) return faulty('invalid', items.error);
    if (items.value.length === 0) return empty === undefined ? { value: undefined } : readAsEmpty(empty);
    const seen = new Set<string>();
    const issues: Issue[] = [];
    const found = items.value.map((each, index) => {
      const read = next(item, each);
      for (const issue of read.issues ?? []) issues.push(inside(issue, `${index}`));
      if (read.issues?.length) return read.value;
      const key = keyOf(read.value as T);
      if (seen.has(key)) {
        const issue = issueOf('repeated', repeated);
        issues.push(inside(keyAt === undefined ? issue : inside(issue, keyAt), `${index}`));
      }
      seen.add(key);
      return read.value;
    });
    if (issues.length === 0) last = { json, read: { value: found } };
    return { value: found, issues };
  });
}

const readAsEmpty = (message: string): Read => ({ value: [], issues: [issueOf('missing', message)] });

export const textList = (item: Schema<string>, about: About | undefined): Schema<string[]> =>
  list(item, {
    about,
    keyOf: (each) => each.toLowerCase(),
    repeated: l10n.t('This is in the list twice. Remove one.'),
  });

interface WordListOptions {
  readonly about: About | undefined;
  readonly wrong: string;
  readonly repeated: string;
  readonly noList?: string;
  /** Error for an empty list, if items are required. */
  readonly empty?: string;
}

/** Known words, each once; returned in the known order. */
export function wordList<const T extends string>(
  words: Words<T>,
  { about, wrong, repeated, noList, empty }: WordListOptions,
): Schema<T[]> {
  const known = wordsOf(words);
  const places = new Map<unknown, number>(known.map((word, index) => [word, index]));
  const bounds = { uniqueItems: true, ...(empty === undefined ? {} : { minItems: 1 }) };
  const item = v.pipe(v.picklist(known), v.metadata({ ...describedBy(words) }));
  const schema = v.pipe(v.array(item), v.metadata({ ...bounds, ...about }));
  return readingBy(schema, (value) => {
    if (value === undefined && empty !== undefined) return faulty('missing', empty);
    const read = itemsIn(value, longestList, noList);
    if (!read.ok) return faulty('invalid', read.error);
    const items = read.value;
    if (items.length === 0) return empty === undefined ? { value: undefined } : faulty('missing', empty);
    if (!items.every((each) => places.has(each))) return faulty('invalid', wrong);
    const chosen = new Set(items);
    if (chosen.size < items.length) return faulty('repeated', repeated);
    return { value: known.filter((word) => chosen.has(word)) };
  });
}

/** Fails unless a list of at most `most` items. */
function itemsIn(
  value: unknown,
  most: number,
  noList = l10n.t('Write this as a list in brackets: ["…"].'),
): Result<readonly unknown[], string> {
  if (!Array.isArray(value)) return fail(noList);
  if (value.length <= most) return ok(value);
  return fail(l10n.t`This list has ${value.length} items, and at most ${most} are read. Split the site file.`);
}
