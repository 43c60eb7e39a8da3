import type { PatchEdit } from './patched';
import { countWhile } from './spans';
import type { Span } from './syntaxTree';

/** Where the places of a text are after edits, which are in order and do not overlap. */
export interface EditMap {
  /** Where a stretch is in the patched text; what is inserted at its edges is not part of it. */
  moved(span: Span): Span;
  /** Where an offset of the patched text was; inside a replacement, where that begins. */
  origin(offset: number): number;
  /** Whether an edit replaces a part of a stretch, or is made in the midst of it. */
  isChanged(span: Span): boolean;
  /** The edit that replaces the whole stretch, and is not only an insertion. */
  replacing(span: Span): PatchEdit | undefined;
  /** The edit whose replacement holds a stretch of the patched text. */
  inserting(span: Span): PlacedEdit | undefined;
}

/** An edit, and where its replacement stands in the patched text. */
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
  /** How far what follows the first `count` edits has moved. */
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
