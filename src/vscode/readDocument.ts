import { createScanner, parse, type ParseError, printParseErrorCode, visit } from 'jsonc-parser';
import { fail, ok, type Result } from '../kernel/result';
import { type FieldError, readSite, type SiteRead } from '../planning/site';

/** A text as a site as far as it can be read, with what is wrong at each field; or why it cannot be read at all. */
export type SiteText =
  ({ readonly document: Readonly<Record<string, unknown>> } & SiteRead) | { readonly unreadable: string };

export function readSiteText(text: string): SiteText {
  const document = readDocument(text);
  if (!document.ok) return { unreadable: document.error };
  return { document: document.value, ...readSite(document.value, repeatedKeys(text)) };
}

/** The document's text as a JSON object, or the reason why it is none. Comments and trailing commas are tolerated. */
export function readDocument(text: string): Result<Readonly<Record<string, unknown>>, string> {
  if (isTooDeep(text)) return fail(`This file is nested deeper than ${deepest} levels; a topology has five.`);
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) {
    const line = text.slice(0, first.offset).split('\n').length;
    return fail(`This file is not valid JSON: ${printParseErrorCode(first.error)} in line ${line}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('This file holds no topology: its outermost value has to be a JSON object.');
  }
  return ok(value as Readonly<Record<string, unknown>>);
}

const deepest = 100;

/** The parser calls itself for each level, so the levels are counted before. */
function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length && depth <= deepest) {
    scanner.scan();
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth++;
    if (first === '}' || first === ']') depth--;
  }
  return depth > deepest;
}

/** Keys that stand twice in one object: JSON takes the last one, and a person may mean the first. */
function repeatedKeys(text: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const seen: Map<string, number>[] = [];
  visit(text, {
    onObjectBegin: () => {
      seen.push(new Map());
    },
    onObjectEnd: () => {
      seen.pop();
    },
    onObjectProperty: (key, _offset, _length, line, _character, pathOf) => {
      const keys = seen.at(-1);
      const first = keys?.get(key);
      if (first === undefined) keys?.set(key, line);
      else {
        const path = [...pathOf(), key].join('.');
        errors.push({ path, code: 'repeated', message: repeated(key, first + 1, line + 1) });
      }
    },
  });
  return errors;
}

const repeated = (key: string, first: number, second: number): string =>
  `“${key}” stands twice, in line ${first} and in line ${second}. Remove one.`;
