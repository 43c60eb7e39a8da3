import type { Endpoint } from '..';
import type { Finding } from '../../../kernel/finding';
import { type PageId, pageSource } from '../../../kernel/knowledge/pages';
import { inEnglish, translated } from '../../../kernel/text/phrases';
import notes from './data/exportNotes.json';

export interface Written {
  readonly text: string;
  readonly notes: readonly ExportNote[];
}

export type Writer = (endpoints: readonly Endpoint[]) => Written;

/** Omitted, or wider than needed. */
export interface ExportNote {
  readonly id: keyof typeof notes;
  readonly values: Readonly<Record<string, string>>;
}

interface NoteTexts {
  readonly severity: string;
  /** Default: `id`. */
  readonly code?: string;
  readonly message: string;
  readonly fix?: string;
  readonly page?: string;
}

/** In the display language. */
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

/** For generated files. */
export const noteComment = ({ id, values }: ExportNote): string => inEnglish(notes[id].message, values);
