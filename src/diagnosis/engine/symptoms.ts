import { systemIn, withServices } from '../../kernel/knowledge/agentServices';
import type { OperatingSystem } from '../../kernel/resources';
import type { Severity } from '../../kernel/finding';
import { translated } from '../../kernel/text/phrases';
import data from './data/symptoms.json';
import type { CatalogMatch } from './catalogMatch';
import { type Meaning, mostLines } from './diagnosis';
import { findSigns, type LineHit } from './search/findSigns';
import { hostsIn } from './search/hostsIn';
import type { SearchText } from './search/searchTexts';
import { WordIndex } from './search/wordIndex';
import { firstAtLeast } from './search/sorted';

interface Symptom {
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  /** Any of these; lower-case texts that occur in one line. */
  readonly signs?: readonly (readonly string[])[];
  /**
   * Any of these; regular expressions of linear time. A group `proxy` is a host that must not be the one that the line
   * asks for.
   */
  readonly patterns: readonly RegExp[];
  readonly severity?: string;
  /** More specific symptoms that replace this one, wherever they are. */
  readonly unless?: readonly string[];
  /** More specific symptoms; a line that shows one of them does not count. */
  readonly unlessInLine?: readonly string[];
  /** A line that contains one of these does not count. */
  readonly harmless?: readonly string[];
  /** Whether the host that a line names is the one to open. */
  readonly namesHost?: boolean;
}

interface FoundSymptom {
  readonly symptom: Symptom;
  readonly source: string;
  readonly hits: readonly LineHit[];
}

type SymptomEntry = Omit<Symptom, 'patterns'> & { readonly patterns?: readonly string[] };

const written: readonly {
  readonly source: string;
  readonly asOf: string;
  readonly entries: readonly SymptomEntry[];
}[] = data;

const groups = written.map(({ source, asOf, entries }) => ({
  source: `${source} (${asOf})`,
  entries: entries.map(({ patterns = [], ...entry }): Symptom => ({
    ...entry,
    patterns: patterns.map((pattern) => new RegExp(pattern, 'g')),
  })),
}));

let index: WordIndex | undefined;

/** Of the words of all signs; made at the first use. */
const indexOfSigns = (): WordIndex =>
  (index ??= new WordIndex([
    ...new Set(groups.flatMap(({ entries }) => entries.flatMap(({ signs = [] }) => signs.flat()))),
  ]));

/** `isExplained`: whether the line at an offset of the original text is explained otherwise. */
export function findSymptoms(
  texts: readonly SearchText[],
  isExplained: (offset: number) => boolean = () => false,
): CatalogMatch[] {
  const os = systemIn(texts[0]?.text ?? '');
  const searched = texts.map((text) => ({ text, words: indexOfSigns().wordsIn(text.text) }));
  const all = groups.flatMap(({ source, entries }) =>
    entries.flatMap((symptom): readonly FoundSymptom[] => {
      const hits = searched
        .flatMap(({ text, words }) => findSigns(text, words, symptom))
        .filter(({ start }) => !isExplained(start))
        .sort((a, b) => a.start - b.start);
      return hits.length > 0 ? [{ symptom, source, hits }] : [];
    }),
  );
  const inLines = all.flatMap((found) => withoutExplainedLines(found, all));
  const ids = new Set(inLines.map(({ symptom }) => symptom.id));
  return inLines
    .filter(({ symptom }) => !(symptom.unless ?? []).some((id) => ids.has(id)))
    .map((found) => matchOf(found, os));
}

function withoutExplainedLines(found: FoundSymptom, all: readonly FoundSymptom[]): readonly FoundSymptom[] {
  const { unlessInLine = [] } = found.symptom;
  if (unlessInLine.length === 0) return [found];
  const better = all
    .filter(({ symptom }) => unlessInLine.includes(symptom.id))
    .flatMap(({ hits }) => hits.map(({ start }) => start))
    .sort((a, b) => a - b);
  const hits = found.hits.filter(({ from, to }) => {
    const next = better[firstAtLeast(better, from)];
    return next === undefined || next >= to;
  });
  return hits.length > 0 ? [{ ...found, hits }] : [];
}

const mostHosts = 10;

function matchOf({ symptom, source, hits }: FoundSymptom, os: OperatingSystem | undefined): CatalogMatch {
  const hosts = symptom.namesHost === true ? [...new Set(hits.flatMap(({ line }) => hostsIn(line)))] : [];
  const { title, severity, meaning } = textsOf(symptom, source, os);
  return {
    id: symptom.id,
    title,
    severity,
    meanings: [meaning],
    start: hits[0]?.start ?? 0,
    end: hits[0]?.end ?? 0,
    places: hits.slice(0, mostLines).map(({ from }) => from),
    rank: 1000 + Math.max(...hits.map(({ rank }) => rank)),
    ...(hosts.length > 0 ? { hosts: hosts.slice(0, mostHosts) } : {}),
  };
}

interface SymptomTexts {
  readonly title: string;
  readonly severity: Severity;
  readonly meaning: Meaning;
}

/** Of a symptom that is found by other means than its signs. */
export const symptomTexts = (id: string): SymptomTexts | undefined =>
  groups
    .flatMap(({ source, entries }) =>
      entries.filter((symptom) => symptom.id === id).map((symptom) => textsOf(symptom, source, undefined)),
    )
    .at(0);

const textsOf = (
  { title, cause, fix, severity }: Symptom,
  source: string,
  os: OperatingSystem | undefined,
): SymptomTexts => ({
  title: translated(title),
  severity: severity === 'warning' || severity === 'info' ? severity : 'error',
  meaning: { cause: withServices(translated(cause), os), fix: withServices(translated(fix), os), source },
});
