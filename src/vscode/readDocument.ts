import { isRecord } from '../kernel/isRecord';
import * as l10n from '@vscode/l10n';
import { createScanner, parse, type ParseError, visit } from 'jsonc-parser';
import { parseJson } from '../kernel/json';
import { memoizeLast } from '../kernel/memo';
import { fail, ok, type Result } from '../kernel/result';
import { type FieldError, readSite, type SiteRead } from '../planning/site';

/** With field errors, or why it isn’t a site. */
export type SiteText =
  ({ readonly document: Readonly<Record<string, unknown>> } & SiteRead) | { readonly unreadable: string };

export function readSiteText(text: string): SiteText {
  const document = readDocument(text);
  if (!document.ok) return { unreadable: document.error };
  return { document: document.value, ...readSite(document.value, repeatedKeys(text)) };
}

/** Allows comments and trailing commas. An edit begins with the text that was read last. */
export const readDocument = /* @__PURE__ */ memoizeLast(parseDocument);

function parseDocument(text: string): Result<Readonly<Record<string, unknown>>, string> {
  if (isTooDeep(text)) return fail(l10n.t`This file has more than ${deepest} levels of nesting; a site file has five.`);
  const errors: ParseError[] = [];
  const strictly = readStrictly(text);
  const value: unknown = strictly.ok ? strictly.value : parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) {
    const line = text.slice(0, first.offset).split('\n').length;
    return fail(l10n.t`This file is not valid JSON: ${nameOfError(first)} in line ${line}.`);
  }
  if (!isRecord(value)) {
    return fail(l10n.t('This is not a site file: its top-level value must be a JSON object.'));
  }
  return ok(value);
}

/** A tenth of the other parser’s time. Fails on comments and trailing commas. */
const readStrictly = /* @__PURE__ */ memoizeLast((text: string) => parseJson(text, { depth: deepest }));

/** As `printParseErrorCode` names them, which is in one file with what edits and formats JSON. */
const errorNames = [
  'InvalidSymbol',
  'InvalidNumberFormat',
  'PropertyNameExpected',
  'ValueExpected',
  'ColonExpected',
  'CommaExpected',
  'CloseBraceExpected',
  'CloseBracketExpected',
  'EndOfFileExpected',
  'InvalidCommentToken',
  'UnexpectedEndOfComment',
  'UnexpectedEndOfString',
  'UnexpectedEndOfNumber',
  'InvalidUnicode',
  'InvalidEscapeCharacter',
  'InvalidCharacter',
];

export const nameOfError = ({ error }: Pick<ParseError, 'error'>): string => errorNames[error - 1] ?? '';

const deepest = 100;

/** The parser is recursive. */
function isTooDeep(text: string): boolean {
  if ((text.match(/[{[]/g)?.length ?? 0) <= deepest) return false;
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

/** JSON silently uses the last. */
function repeatedKeys(text: string): readonly FieldError[] {
  const strictly = readStrictly(text);
  // In strict JSON a quote before a colon ends a key, or is inside of a string: there are at least as many as keys.
  if (strictly.ok && text.match(/"\s*:/g)?.length === countKeys(strictly.value)) return [];
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

function countKeys(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + countKeys(each), 0);
  if (!isRecord(value)) return 0;
  const values = Object.values(value);
  return values.reduce<number>((sum, each) => sum + countKeys(each), values.length);
}

const repeated = (key: string, first: number, second: number): string =>
  l10n.t`Duplicate key “${key}” in lines ${first} and ${second}. Remove one.`;
