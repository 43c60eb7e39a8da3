import { isRecord } from '../../../kernel/isRecord';
import { parseJson } from '../../../kernel/json';
import { stringEnds } from '../../../kernel/scan';

/** Values by lower-case name, and the free text. */
export interface LogFields {
  readonly values: ReadonlyMap<string, string>;
  readonly message: string;
}

const readCharacters = 4000;
/** Around a line of Guest Configuration. */
const tags = /<\/?gclog>/gi;
const escapes = /(?:\u001b|←)\[[0-9;?]{0,20}[A-Za-z]/g;

/** Undefined for an unknown format. Formats are tried from strict to loose. */
export function readFields(whole: string): LogFields | 'blank' | undefined {
  const line = whole.slice(0, readCharacters).replace(escapes, '').replace(tags, '');
  if (line.trim() === '') return 'blank';
  return json(line) ?? accessLog(line) ?? logfmt(line) ?? plain(line);
}

const nameOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

function json(line: string): LogFields | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const read = parseJson(text);
  if (!read.ok) return undefined;
  const values = new Map(flat(read.value));
  return { values, message: values.get('msg') ?? values.get('message') ?? '' };
}

/** Values up to two levels deep: `{"request": {"host": …}}` gives `host`. */
function flat(value: unknown, depth = 0): (readonly [string, string])[] {
  if (!(isRecord(value) || Array.isArray(value)) || depth > 1) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'string' || typeof each === 'number' ? [[nameOf(key), `${each}`] as const] : flat(each, depth + 1),
  );
}

/** The access log of squid: `1716.123 12 10.0.0.5 TCP_DENIED/403 3900 CONNECT host:443 - HIER_NONE/-`, or a part of it. */
function accessLog(line: string): LogFields | undefined {
  const [, action, status, method, target] =
    /(?:^|\s)((?:TCP|UDP|NONE)[A-Z_]{0,36})\/(\d{3})\s(?:\d{1,15}\s)?([A-Z]{3,10})\s(\S{1,300})/.exec(line) ?? [];
  if (action === undefined || status === undefined || target === undefined) return undefined;
  const values = new Map([
    ['status', status],
    ['host', target],
    ['result', action],
    ['via', 'proxy'],
  ]);
  return { values, message: `${method} ${target}` };
}

const bareWord = /[^\s"]*/y;

/** `time=… level=info msg="…" host=…`; the agent also writes names of two words. */
function logfmt(line: string): LogFields | undefined {
  const ends = line.includes('="') ? stringEnds(line) : undefined;
  const values = new Map<string, string>();
  let from = 0;
  for (let equals = line.indexOf('='); equals >= 0; equals = line.indexOf('=', from)) {
    const name = nameBefore(line, equals, from);
    from = equals + 1;
    if (name === undefined) continue;
    const end = line[from] === '"' ? (ends?.[from + 1] ?? -1) : -1;
    bareWord.lastIndex = from;
    const value = end < 0 ? (bareWord.exec(line)?.[0] ?? '') : line.slice(from + 1, end).replace(/\\(.)/g, '$1');
    values.set(nameOf(name), value);
    from = end < 0 ? from + value.length : end + 1;
  }
  const isOurs = values.has('level') || values.has('msg') || values.has('time') || values.has('lvl');
  if (values.size < 2 || !isOurs) return undefined;
  return { values, message: `${values.get('msg') ?? ''} ${values.get('error') ?? ''}`.trim() };
}

const longestName = 41;
const isBoundary = (character: string | undefined): boolean => character === undefined || /[\s,{]/.test(character);

/** One word, or two capitalized words, at `from` or later. */
function nameBefore(line: string, equals: number, from: number): string | undefined {
  const start = wordStart(line, equals, from);
  const word = line.slice(start, equals);
  if (!/^[A-Za-z_]/.test(word) || !isBoundary(line[start - 1])) return undefined;
  const first = line[start - 1] === ' ' ? wordStart(line, start - 1, from) : start;
  const before = line.slice(first, Math.max(first, start - 1));
  const isOfTwo = /^[A-Z][a-z]+$/.test(before) && /^[A-Z][A-Za-z]+$/.test(word) && isBoundary(line[first - 1]);
  return isOfTwo ? `${before} ${word}` : word;
}

function wordStart(line: string, end: number, from: number): number {
  let start = end;
  while (start > from && end - start < longestName && /[\w.-]/.test(line.charAt(start - 1))) start--;
  return start;
}

const stamp =
  /^\s{0,9}[[(]?(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}|[A-Z][a-z]{2}\s{1,2}\d{1,2}\s\d\d:|\d\d:\d\d:\d\d)/;
const level = /^[^A-Za-z]{0,40}\b(trace|debug|info|notice|warn|warning|error|fatal|panic|verbose)\b/i;
const levelInBrackets = /\[(trace|debug|info|notice|warn|warning|error|fatal|panic|verbose)\]/i;
/** What stands before a message: time, process, component, level. */
const headCharacters = 200;
const request = /\b(?:CONNECT|GET|HEAD|POST|PUT|PATCH|DELETE)\s{1,9}\S/;

/** A line with a time, a level or a request, as Go's logger and most others write it. */
function plain(line: string): LogFields | undefined {
  const [, word] = level.exec(line) ?? levelInBrackets.exec(line.slice(0, headCharacters)) ?? [];
  if (!stamp.test(line) && word === undefined && !request.test(line)) return undefined;
  return { values: new Map(word === undefined ? [] : [['level', word.toLowerCase()]]), message: line };
}
