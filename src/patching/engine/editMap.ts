import type { PatchEdit } from './patched';
import { countWhile } from './spans';
import type { Span } from './syntaxTree';

/** Edits are in order and don't overlap. */
export interface EditMap {
  /** The span in the patched text, without insertions at its edges. */
  moved(span: Span): Span;
  /** Offset in the original; inside a replacement, the start of the edit. */
  origin(offset: number): number;
  /** True if an edit overlaps the span; insertions at its edges don't count. */
  isChanged(span: Span): boolean;
  /** Excludes insertions. */
  replacing(span: Span): PatchEdit | undefined;
  inserting(span: Span): PlacedEdit | undefined;
}

/** With the span of its replacement in the patched text. */
export interface PlacedEdit extends Span {
  readonly edit: PatchEdit;
}

export function editMap(edits: readonly PatchEdit[]): EditMap {
  let shift = 0;
  const placed = edits.map((edit): PlacedEdit => {
    const start = edit.start + shift;
    shift += edit.replacement.length - (edit.end - edit.start);
    return { edit, start, end: start + edit.replacement.length };
  });
  const shiftAfter = (count: number): number => {
    const last = placed[count - 1];
    return last === undefined ? 0 : last.end - last.edit.end;
  };
  return {
    moved({ start, end }) {
      const before = countWhile(placed, ({ edit }) => edit.end <= start);
      const within = countWhile(placed, ({ edit }) => edit.start < end);
      return { start: start + shiftAfter(before), end: end + shiftAfter(within) };
    },
    origin(offset) {
      const count = countWhile(placed, (each) => each.end <= offset);
      const around = placed[count];
      return around && around.start <= offset ? around.edit.start : offset - shiftAfter(count);
    },
    isChanged({ start, end }) {
      const edit = placed[countWhile(placed, (each) => each.edit.end <= start)]?.edit;
      return edit !== undefined && edit.start < end;
    },
    replacing({ start, end }) {
      const edit = placed[countWhile(placed, (each) => each.edit.end < end)]?.edit;
      return edit && edit.start <= start && edit.start < edit.end ? edit : undefined;
    },
    inserting({ start, end }) {
      const around = placed[countWhile(placed, (each) => each.end < end)];
      return around && around.start <= start ? around : undefined;
    },
  };
}
