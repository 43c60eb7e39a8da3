import type { Severity } from '../../kernel/finding';
import type { NoteContent } from './notes';
import type { RefusalReason } from './refusals';
import type { EditKind, PatchEdit, PatchNote, Refusal } from './patched';
import type { Span } from './syntaxTree';

/** Drops duplicates. */
export class PatchBuilder {
  readonly edits: PatchEdit[] = [];
  readonly notes: PatchNote[] = [];
  readonly refusals: Refusal[] = [];
  private readonly lineStarts: readonly number[];
  private readonly known = new Set<string>();
  private readonly refusedLines = new Set<number>();
  private readonly notedLines = new Set<number>();
  private readonly notedCodes = new Set<NoteContent['code']>();

  constructor(readonly text: string) {
    this.lineStarts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ index, 0: end }) => index + end.length)];
  }

  replace({ start, end }: Span, replacement: string, kind: EditKind, explanation: string): void {
    if (this.text.slice(start, end) === replacement) return;
    if (this.isNew('edit', start, end, replacement))
      this.edits.push({ start, end, replacement, line: this.lineOf(start), explanation, kind });
  }

  insert(at: number, text: string, kind: EditKind, explanation: string): void {
    this.replace({ start: at, end: at }, text, kind, explanation);
  }

  note(at: number, severity: Severity, content: NoteContent): void {
    const line = this.lineOf(at);
    if (!this.isNew('note', line, content)) return;
    this.notes.push({ ...content, severity, line });
    this.notedLines.add(line);
    this.notedCodes.add(content.code);
  }

  refuse(at: number, reason: RefusalReason): void {
    const line = this.lineOf(at);
    if (!this.isNew('refusal', line, reason)) return;
    this.refusals.push({ ...reason, line });
    this.refusedLines.add(line);
  }

  isRefused(at: number): boolean {
    return this.refusedLines.has(this.lineOf(at));
  }

  isNoted(at: number): boolean {
    return this.notedLines.has(this.lineOf(at));
  }

  hasNote(code: NoteContent['code']): boolean {
    return this.notedCodes.has(code);
  }

  /** Lines count from 1. */
  startOf(line: number): number {
    return this.lineStarts[line - 1] ?? 0;
  }

  private isNew(...parts: readonly unknown[]): boolean {
    const size = this.known.size;
    return this.known.add(JSON.stringify(parts)).size > size;
  }

  lineOf(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}
