import { systemIn, withServices } from '../../kernel/knowledge/agentServices';
import type { OperatingSystem } from '../../kernel/resources';
import type { Severity } from '../../kernel/finding';
import { translated } from '../../kernel/text/phrases';
import data from './data/symptoms.json';
import type { CatalogMatch } from './catalogMatch';
import { mostLines } from './diagnosis';
import { lineAround } from './lineAround';

interface Symptom {
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  /** Any of these; lower-case texts that occur in one line. */
  readonly signs: readonly (readonly string[])[];
  readonly severity?: string;
  /** More specific symptoms that replace this one. */
  readonly unless?: readonly string[];
  /** A line that contains one of these does not count. */
  readonly harmless?: readonly string[];
}

interface SymptomHit {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
  readonly rank: number;
}

const groups: readonly { readonly source: string; readonly asOf: string; readonly entries: readonly Symptom[] }[] =
  data;

/** `lower` has the offsets of the original text. */
export function findSymptoms(lower: string): CatalogMatch[] {
  const os = systemIn(lower);
  const found = groups.flatMap(({ source, asOf, entries }) =>
    entries.flatMap((symptom) => {
      const hit = firstHit(lower, symptom);
      return hit ? [{ symptom, found: foundOf(symptom, hit, `${source} (${asOf})`, os) }] : [];
    }),
  );
  const ids = new Set(found.map(({ symptom }) => symptom.id));
  return found
    .filter(({ symptom }) => !(symptom.unless ?? []).some((id) => ids.has(id)))
    .map(({ found: each }) => each);
}

const foundOf = (
  { id, title, cause, fix, severity }: Symptom,
  hit: SymptomHit,
  source: string,
  os: OperatingSystem | undefined,
): CatalogMatch => ({
  id,
  title: translated(title),
  severity: severityOf(severity),
  meanings: [{ cause: withServices(translated(cause), os), fix: withServices(translated(fix), os), source }],
  ...hit,
});

const severityOf = (severity: string | undefined): Severity =>
  severity === 'warning' || severity === 'info' ? severity : 'error';

function firstHit(lower: string, { signs, harmless = [] }: Symptom): SymptomHit | undefined {
  const hits = signs.flatMap((sign) => linesWith(lower, sign, harmless) ?? []);
  const [first] = [...hits].sort((a, b) => a.start - b.start);
  if (!first) return undefined;
  return {
    ...first,
    lines: Math.min(
      mostLines,
      hits.reduce((sum, { lines }) => sum + lines, 0),
    ),
    rank: 1000 + Math.max(...hits.map(({ rank }) => rank)),
  };
}

/** Searches for the longest text of the sign, which is the rarest, then for the others in its line. */
function linesWith(lower: string, sign: readonly string[], harmless: readonly string[]): SymptomHit | undefined {
  const [word = '', ...others] = [...sign].sort((a, b) => b.length - a.length);
  let first: number | undefined;
  let lines = 0;
  let at = lower.indexOf(word);
  while (at >= 0 && lines < mostLines) {
    const { from, to } = lineAround(lower, at, at + word.length);
    const line = lower.slice(from, to);
    if (others.every((other) => line.includes(other)) && !harmless.some((other) => line.includes(other))) {
      first ??= at;
      lines++;
    }
    at = lower.indexOf(word, to);
  }
  if (first === undefined) return undefined;
  return { start: first, end: first + word.length, lines, rank: sign.join('').length };
}
