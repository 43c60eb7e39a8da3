import { applyEdits, type FormattingOptions, modify, parse, type ParseError, printParseErrorCode } from 'jsonc-parser';
import type { FieldEdit } from '../contract/wizard';
import { fail, ok, type Result } from '../core';

const formatting: FormattingOptions = { insertSpaces: true, tabSize: 2, insertFinalNewline: true };

/** The document's text as a JSON object, or the reason why it is none. Comments and trailing commas are tolerated. */
export function readDocument(text: string): Result<Readonly<Record<string, unknown>>, string> {
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

/** Applies edits of single fields; comments, order and layout of everything else stay as they are. */
export function editDocument(text: string, edits: readonly FieldEdit[]): string {
  return edits.reduce(
    (edited, { path, value }) => applyEdits(edited, modify(edited, path, value, { formattingOptions: formatting })),
    text,
  );
}
