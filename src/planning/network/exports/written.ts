import type { Finding } from '../../../kernel/finding';
import { type PageId, pageSource } from '../../../kernel/knowledge/pages';
import { inEnglish, translated } from '../../../kernel/text/phrases';
import notes from '../data/exportNotes.json';
import type { Endpoint } from '../endpoint';

/** A file in one format, and what it can’t express. */
export interface Written {
  readonly text: string;
  readonly notes: readonly ExportNote[];
}

export type Writer = (endpoints: readonly Endpoint[]) => Written;

/** Something that a file can’t express, or expresses more widely than needed. */
export interface ExportNote {
  readonly id: keyof typeof notes;
  readonly values: Readonly<Record<string, string>>;
}

interface NoteTexts {
  readonly severity: string;
  /** The note’s id if absent. */
  readonly code?: string;
  readonly message: string;
  readonly fix?: string;
  readonly page?: string;
}

/** A note in the display language. */
export function noteFinding({ id, values }: ExportNote): Finding {
  const { severity, code = id, message, fix, page }: NoteTexts = notes[id];
  return {
    code: `export.${code}`,
    severity: severity as Finding['severity'],
    path: '',
    message: translated(message, values),
    ...(fix === undefined ? {} : { fix: translated(fix, values) }),
    ...(page === undefined ? {} : { source: pageSource(page as PageId) }),
  };
}

/** A note in English, for a comment in the file. */
export const noteComment = ({ id, values }: ExportNote): string => inEnglish(notes[id].message, values);
