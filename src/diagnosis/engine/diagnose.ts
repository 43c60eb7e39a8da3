import { type CatalogMatch, mergeMatches } from './catalogMatch';
import { findBareCode } from './bareCodes';
import { findCodes } from './codes';
import { type Diagnosis, mostLines } from './diagnosis';
import { lineAround } from './lineAround';
import { findObservations } from './observations';
import { findPods } from './pods/findPods';
import { normalize } from './search/normalize';
import { searchTexts } from './search/searchTexts';
import { findSymptoms } from './symptoms';
import { findWindowsNumbers } from './windowsCodes';

/** The known errors in a message, output, or log, each once, the most specific first. Linear time; never throws. */
export function diagnose(text: string): readonly Diagnosis[] {
  const found = mergeMatches(findAll(text));
  const lineOf = lineNumbers(
    text,
    found.flatMap(({ start, places }) => [start, ...places]),
  );
  return [...found].sort((a, b) => b.rank - a.rank || a.start - b.start).map((each) => diagnosisOf(text, each, lineOf));
}

function findAll(text: string): readonly CatalogMatch[] {
  const bare = findBareCode(text);
  if (bare.length > 0) return bare;
  const normalized = normalize(text);
  const pods = findPods(normalized);
  const texts = searchTexts(normalized);
  return [
    ...pods.found,
    ...findSymptoms(texts, pods.isRow),
    ...texts.slice(0, 1).flatMap(findObservations),
    ...findCodes(texts),
    ...findWindowsNumbers(texts),
  ];
}

function diagnosisOf(
  text: string,
  { id, title, severity, meanings, hosts, places, start, end }: CatalogMatch,
  lineOf: ReadonlyMap<number, number>,
): Diagnosis {
  const { from, to } = lineAround(text, start, end);
  const lines = new Set(places.map((place) => lineOf.get(place)));
  return {
    id,
    title,
    severity,
    meanings,
    ...(hosts ? { hosts } : {}),
    lines: Math.min(mostLines, lines.size),
    location: { line: lineOf.get(start) ?? 1, start, end, excerpt: text.slice(from, to) },
  };
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
