import { isOlderAgent } from '../../kernel/knowledge/agentVersion';
import { addressKind } from './precheck/addressKind';
import data from './data/observations.json';
import { mostLines } from './diagnosis';
import type { Found } from './finding';

/** What follows from values in a text, where no words of it say so. */
export const findObservations = (lower: string): Found[] => [
  ...found(data.oldExtension, oldExtensions(lower)),
  ...found(data.publicAnswer, publicAnswers(lower)),
];

interface Place {
  readonly start: number;
  readonly end: number;
}

type Known = typeof data.publicAnswer;

// Below words that say what failed, above bare numbers.
const rank = 250;

function found({ id, title, cause, fix, source, asOf }: Known, places: readonly Place[]): Found[] {
  const [first] = places;
  if (!first) return [];
  const meanings = [{ cause, fix, source: `${source} (${asOf})` }];
  return [{ id, title, severity: 'warning', meanings, lines: Math.min(mostLines, places.length), rank, ...first }];
}

const extension = /\bconnectedk8s\b/g;
/** As `az version` writes it, and `az extension list` as a table and as JSON, behind the name. */
const versionBehind = /^["']?[ \t:"']*(?:(?:true|false)[ \t]+)?(\d+\.\d+\.\d+)\b/;
const versionInObject = /^["']?[,\s][^{}]*?"version": "(\d+\.\d+\.\d+)"/;
const extensionReach = 400;

const oldExtensions = (lower: string): readonly Place[] =>
  [...lower.matchAll(extension)].flatMap(({ index, 0: name }) => {
    const end = index + name.length;
    const behind = lower.slice(end, end + extensionReach);
    const [whole, version] = versionBehind.exec(behind) ?? versionInObject.exec(behind) ?? [];
    if (whole === undefined || version === undefined || !isOlderAgent(version, data.oldExtension.since)) return [];
    return [{ start: index, end: end + whole.length }];
  });

// An answer of a resolver is short; what stands farther away belongs to another one.
const answerLines = 8;
const reach = 1000;
const privateName = /(?<=[\w-])\.privatelink\.[\w.-]{1,200}/g;
const address = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)/g;
/** Who answered: the first line of nslookup, whose address stands in the next, and nearly the last of dig. */
const server = /^\s*(?:;; )?server:/;

/** Private names whose answer has addresses, and none of them private. */
function publicAnswers(lower: string): readonly Place[] {
  const places = [...lower.matchAll(privateName)].slice(0, mostLines).map(placeOf);
  return places.filter((place) => {
    const kinds = [...answerAround(lower, place).matchAll(address)].map(([text]) => addressKind(text));
    return kinds.length > 0 && kinds.every((kind) => kind === 'public');
  });
}

/** The lines around a place, as far as one answer goes, without the address of who gave it. */
function answerAround(text: string, { start, end }: Place): string {
  const before = text
    .slice(Math.max(0, start - reach), start)
    .split('\n')
    .slice(-answerLines);
  const after = text
    .slice(end, end + reach)
    .split('\n')
    .slice(0, answerLines);
  const first = before.findLastIndex((line) => server.test(line));
  const last = after.findIndex((line) => server.test(line));
  return [...before.slice(first < 0 ? 0 : first + 2), ...after.slice(0, last < 0 ? undefined : last)].join('\n');
}

const placeOf = (match: RegExpExecArray): Place => ({ start: match.index, end: match.index + match[0].length });
