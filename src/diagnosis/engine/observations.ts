import { isOlderAgent } from '../../kernel/knowledge/agentVersion';
import { translated } from '../../kernel/text/phrases';
import { addressKind } from '../../kernel/knowledge/addressKind';
import data from './data/observations.json';
import type { CatalogMatch } from './catalogMatch';
import { mostLines } from './diagnosis';
import type { SearchText } from './search/searchTexts';

export const findObservations = (search: SearchText): CatalogMatch[] => [
  ...found(search, data.oldExtension, oldExtensions(search.text)),
  ...found(search, data.publicAnswer, publicAnswers(search.text)),
];

interface TextSpan {
  readonly start: number;
  readonly end: number;
}

type ObservationEntry = typeof data.publicAnswer;

// Less specific than known failures, more than bare exit codes.
const rank = 250;

function found(
  { originalSpan }: SearchText,
  { id, title, cause, fix, source, asOf }: ObservationEntry,
  spans: readonly TextSpan[],
): CatalogMatch[] {
  const places = spans.slice(0, mostLines).map(({ start, end }) => originalSpan(start, end));
  const [first] = places;
  if (!first) return [];
  const meanings = [{ cause: translated(cause), fix: translated(fix), source: `${source} (${asOf})` }];
  return [
    {
      id,
      title: translated(title),
      severity: 'warning',
      meanings,
      places: places.map(({ start }) => start),
      rank,
      ...first,
    },
  ];
}

const extension = /\bconnectedk8s\b/g;
/** After the name: in the output of `az version`, and of `az extension list` as a table. */
const versionBehind = /^["']?[ \t:"']*(?:(?:true|false)[ \t]+)?(\d+\.\d+\.\d+)\b/;
/** In the JSON of `az extension list`. */
const versionInObject = /^["']?[,\s][^{}]*?"version": "(\d+\.\d+\.\d+)"/;
const extensionReach = 400;

const oldExtensions = (lower: string): readonly TextSpan[] =>
  [...lower.matchAll(extension)].flatMap(({ index, 0: name }) => {
    const end = index + name.length;
    const behind = lower.slice(end, end + extensionReach);
    const [whole, version] = versionBehind.exec(behind) ?? versionInObject.exec(behind) ?? [];
    if (whole === undefined || version === undefined || !isOlderAgent(version, data.oldExtension.since)) return [];
    return [{ start: index, end: end + whole.length }];
  });

// A resolver's answer is short; lines farther away belong to another answer.
const answerLines = 8;
const reach = 1000;
const privateName = /(?<=[\w-])\.privatelink\.[\w.-]{1,200}/g;
const address = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)/g;
/** The resolver: the first line of nslookup, with the address in the next line; near the end in dig. */
const server = /^\s*(?:;; )?server:/;

/** Private link names that resolve to public addresses only. */
function publicAnswers(lower: string): readonly TextSpan[] {
  const places = [...lower.matchAll(privateName)].slice(0, mostLines).map(placeOf);
  return places.filter((place) => {
    const kinds = [...answerAround(lower, place).matchAll(address)].map(([text]) => addressKind(text));
    return kinds.length > 0 && kinds.every((kind) => kind === 'public');
  });
}

/** Without the resolver's own address. */
function answerAround(text: string, { start, end }: TextSpan): string {
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

const placeOf = (match: RegExpExecArray): TextSpan => ({ start: match.index, end: match.index + match[0].length });
