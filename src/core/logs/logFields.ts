import { parseJson } from '../json';

/** What a line of a log says, whatever its format: named values with names in lower case, and its free words. */
export interface LogFields {
  readonly values: ReadonlyMap<string, string>;
  readonly message: string;
}

/** Reads one line; undefined when it is of no known format. The formats are tried from the strictest to the loosest. */
export const readFields = (line: string): LogFields | undefined =>
  json(line) ?? accessLog(line) ?? logfmt(line) ?? plain(line);

const nameOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

function json(line: string): LogFields | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const read = parseJson(text);
  // Not JSON after all; the line stays, as one of another format or of none.
  if (!read.ok) return undefined;
  const values = new Map(flat(read.value));
  return { values, message: values.get('msg') ?? values.get('message') ?? '' };
}

/** Values two levels deep: `{"request": {"host": …}}` gives `host`. */
function flat(value: unknown, depth = 0): (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null || depth > 1) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'string' || typeof each === 'number' ? [[nameOf(key), `${each}`] as const] : flat(each, depth + 1),
  );
}

/** The access log of a squid: `1716.123 12 10.0.0.5 TCP_DENIED/403 3900 CONNECT host:443 - HIER_NONE/-`, or a part of it. */
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

const pair = /(?:^|[\s,{])([A-Za-z_][\w.-]{0,40}|[A-Z][a-z]{1,20} [A-Z][A-Za-z]{1,20})=("(?:[^"\\]|\\.)*"|[^\s"]*)/g;

/** `time=… level=info msg="…" host=…`; also with names of two words, as the agent writes them. */
function logfmt(line: string): LogFields | undefined {
  const values = new Map(
    [...line.matchAll(pair)].map(([, name = '', value = '']) => [nameOf(name), unquoted(value)] as const),
  );
  const isOurs = values.has('level') || values.has('msg') || values.has('time') || values.has('lvl');
  if (values.size < 2 || !isOurs) return undefined;
  return { values, message: `${values.get('msg') ?? ''} ${values.get('error') ?? ''}`.trim() };
}

const unquoted = (value: string): string =>
  value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;

const stamp =
  /^\s{0,9}[[(]?(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}|[A-Z][a-z]{2}\s{1,2}\d{1,2}\s\d\d:|\d\d:\d\d:\d\d)/;
const level = /^[^A-Za-z]{0,40}\b(trace|debug|info|notice|warn|warning|error|fatal|panic|verbose)\b/i;
const request = /\b(?:CONNECT|GET|HEAD|POST|PUT|PATCH|DELETE)\s{1,9}\S/;

/** A line with a time, a level or a request in it, as Go's own logger and most others write. */
function plain(line: string): LogFields | undefined {
  const [, word] = level.exec(line) ?? [];
  if (!stamp.test(line) && word === undefined && !request.test(line)) return undefined;
  return { values: new Map(word === undefined ? [] : [['level', word.toLowerCase()]]), message: line };
}
