import { applyEdits, type FormattingOptions, modify } from 'jsonc-parser';
import type { FieldEdit } from '../contract/wizard';

const formatting: FormattingOptions = { insertSpaces: true, tabSize: 2, insertFinalNewline: true };

/** Applies edits of single fields; comments, order and layout of everything else stay as they are. */
export function editDocument(text: string, edits: readonly FieldEdit[]): string {
  return edits.reduce(
    (edited, { path, value }) => applyEdits(edited, modify(edited, path, value, { formattingOptions: formatting })),
    text,
  );
}
