import { findCodes } from './codes';
import type { Diagnosis } from './diagnosis';
import type { Found } from './finding';
import { findObservations } from './observations';
import { lineAround } from './reach';
import { findSymptoms } from './symptoms';

/**
 * What is known of the errors in a text: a message, the output of a command, or a log. The most exact comes first, each
 * once; an empty list means that nothing in it is known. Takes time in proportion to the text.
 */
export function diagnose(text: string): readonly Diagnosis[] {
  const lower = lowerCase(text);
  const found = [...findSymptoms(lower), ...findObservations(lower), ...findCodes(text)];
  const lineOf = lineNumbers(
    text,
    found.map(({ start }) => start),
  );
  return found
    .sort((a, b) => b.rank - a.rank || a.start - b.start)
    .map((each) => diagnosisOf(text, each, lineOf.get(each.start) ?? 1));
}

function diagnosisOf(
  text: string,
  { id, title, severity, meanings, lines, start, end }: Found,
  line: number,
): Diagnosis {
  const { from, to } = lineAround(text, start, end);
  return { id, title, severity, meanings, lines, place: { line, start, end, excerpt: text.slice(from, to) } };
}

/** Lower case at the same offsets: a few letters of some languages would grow. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The line of each offset, in one walk through the text. */
function lineNumbers(text: string, offsets: readonly number[]): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  let line = 1;
  let next = text.indexOf('\n');
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    while (next >= 0 && next < offset) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    lines.set(offset, line);
  }
  return lines;
}
