import { createScanner, parse, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { fail, ok, type Result } from '../core';

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
