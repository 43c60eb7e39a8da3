import type { Severity } from '../topology/topology';
import type { EditKind, PatchEdit, PatchNote, Refusal } from './patched';
import type { Span } from './syntaxTree';

/** Collects what the rules find, each with its line. The same edit or note asked for twice is one. */
export class Draft {
  readonly edits: PatchEdit[] = [];
  readonly notes: PatchNote[] = [];
  readonly refusals: Refusal[] = [];
  private readonly lineStarts: readonly number[];

  constructor(readonly text: string) {
    this.lineStarts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ index, 0: end }) => index + end.length)];
  }

  replace({ start, end }: Span, replacement: string, kind: EditKind, explanation: string): void {
    if (this.text.slice(start, end) === replacement) return;
    if (this.edits.some((each) => each.start === start && each.end === end && each.replacement === replacement)) return;
    this.edits.push({ start, end, replacement, line: this.lineOf(start), explanation, kind });
  }

  insert(at: number, text: string, kind: EditKind, explanation: string): void {
    this.replace({ start: at, end: at }, text, kind, explanation);
  }

  note(at: number, severity: Severity, code: string, message: string): void {
    const line = this.lineOf(at);
    if (!this.notes.some((each) => each.line === line && each.code === code && each.message === message))
      this.notes.push({ code, severity, line, message });
  }

  refuse(at: number, reason: string): void {
    const line = this.lineOf(at);
    if (!this.refusals.some((each) => each.line === line && each.reason === reason))
      this.refusals.push({ line, reason });
  }

  isRefused(at: number): boolean {
    const line = this.lineOf(at);
    return this.refusals.some((each) => each.line === line);
  }

  /** Where a line begins; lines count from 1. */
  startOf(line: number): number {
    return this.lineStarts[line - 1] ?? 0;
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
