import type { CatalogMatch } from './catalogMatch';
import { findCodes } from './codes';
import type { Diagnosis } from './diagnosis';
import { lineAround } from './lineAround';
import { findObservations } from './observations';
import { findSymptoms } from './symptoms';

/** The known errors in a message, output, or log, each once, the most specific first. Linear time. */
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
  { id, title, severity, meanings, lines, start, end }: CatalogMatch,
  line: number,
): Diagnosis {
  const { from, to } = lineAround(text, start, end);
  return { id, title, severity, meanings, lines, location: { line, start, end, excerpt: text.slice(from, to) } };
}

/** Keeps all offsets; some letters outside ASCII would become longer. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** One pass over the text. */
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
