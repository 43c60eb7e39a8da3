import { withoutEnd } from '../scan';
import { Cuts, isRemoved } from './cut';
import { isName, isPlainWord, sayings, secretName, settings } from './names';
import { lineEnd, type Quote, quoteAt, quotedEnd, wordEnd } from './values';

interface Named {
  readonly text: string;
  readonly name: string;
  /** Of the word that ends with the name. */
  readonly wordStart: number;
  readonly end: number;
}

/** Scanning continues at `to`. */
interface Value {
  readonly from: number;
  readonly to: number;
}

/** Maximum characters between a name and its `value`. */
const reach = 160;

export function withoutNamedValues(text: string): string {
  const cuts = new Cuts(text);
  secretName.lastIndex = 0;
  for (let found = secretName.exec(text); found; found = secretName.exec(text)) {
    const [name] = found;
    const named = { text, name, wordStart: wordStart(text, found.index), end: secretName.lastIndex };
    if (!isName(text, found.index, name)) continue;
    const value = valueOf(named);
    if (!value) continue;
    if (value.to > value.from && !isRemoved(text, value.from)) cuts.cut(value.from, value.to);
    secretName.lastIndex = Math.max(value.to, named.end);
  }
  return cuts.result;
}

const longestName = 64;

function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < longestName && /[\w.:-]/.test(text.charAt(start - 1))) start--;
  return start;
}

const separator = /(\\{0,15}["'`”’]?\]?|%22)([ \t]{0,40})(=>|->|→|:=|==?|:|%3D|%3A)/iy;
const gap = /[ \t]{0,40}/y;
const element = /(?:\s[^<>\n]{0,200})?>/y;

function valueOf(named: Named): Value | undefined {
  const { text, end } = named;
  if (text[named.wordStart - 1] === '<') return elementValue(named);
  const [whole, quote = '', , sign = ''] = matchAt(separator, text, end) ?? [];
  if (whole === undefined) return optionValue(named) ?? distantValue(named);
  const after = end + whole.length;
  if (sign.startsWith('%')) return encodedValue(text, after);
  const start = after + (matchAt(gap, text, after)?.[0].length ?? 0);
  return assignedValue(named, { start, isQuotedName: quote !== '', isColon: sign === ':', isSpaced: start > after });
}

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Property lists use a separate element. */
function elementValue({ text, end }: Named): Value | undefined {
  const [open] = matchAt(element, text, end) ?? [];
  if (open === undefined) return undefined;
  const from = end + open.length;
  if (open.endsWith('/>')) return undefined;
  const to = text.indexOf('</', from);
  return { from, to: to < 0 ? text.length : to };
}

/** `%22password%22%3A%22…%22`, `client_secret%3D…%26`. */
function encodedValue(text: string, from: number): Value {
  const isQuoted = text.startsWith('%22', from);
  const start = isQuoted ? from + 3 : from;
  let to = start;
  while (to < text.length && /[\w.~+%*!'()-]/.test(text.charAt(to)) && !text.startsWith(isQuoted ? '%22' : '%26', to))
    // Escaped quote.
    to += /^%5C%/i.test(text.slice(to, to + 4)) ? 6 : 1;
  return { from: start, to: Math.min(to, text.length) };
}

interface Assignment {
  readonly start: number;
  readonly isQuotedName: boolean;
  readonly isColon: boolean;
  readonly isSpaced: boolean;
}

function assignedValue(named: Named, assignment: Assignment): Value | undefined {
  const { text, end } = named;
  const start = assignment.isQuotedName ? skipLines(text, assignment.start) : assignment.start;
  if (text[start] === undefined || text[start] === '\n' || text[start] === '\r') return undefined;
  if (/[{[(]/.test(text.charAt(start)) && !text.startsWith('{', end + 1)) return distantValue(named);
  const block = assignment.isColon ? blockValue(named, start) : undefined;
  if (block) return block;
  const quote = quoteAt(text, start);
  if (quote) return quotedValue(text, start, quote);
  // ODBC: `Pwd={a;b}`.
  if (text[start] === '{') return { from: start + 1, to: bracedEnd(text, start + 1) };
  return bareValue(named, start, assignment);
}

const lines = /\s{0,200}/y;
const skipLines = (text: string, at: number): number => at + (matchAt(lines, text, at)?.[0].length ?? 0);

function quotedValue(text: string, start: number, quote: Quote): Value {
  const end = quotedEnd(text, quote);
  if (end === undefined) return { from: quote.start, to: lineEnd(text, quote.start) };
  // Shells join adjacent strings.
  const to = quote.backslashes === 0 ? wordEnd(text, start) : end;
  return to > end + 1 ? { from: start, to } : { from: quote.start, to: end };
}

function bracedEnd(text: string, from: number): number {
  for (
    let at = text.indexOf('}', from), limit = lineEnd(text, from);
    at >= 0 && at < limit;
    at = text.indexOf('}', at + 2)
  )
    if (text[at + 1] !== '}') return at;
  return lineEnd(text, from);
}

const blockSign = /[|>][+-]?\d?[ \t]{0,40}\r?\n/y;

/** Deeper-indented lines below a YAML key. */
function blockValue({ text, wordStart }: Named, start: number): Value | undefined {
  const [sign] = matchAt(blockSign, text, start) ?? [];
  if (sign === undefined) return undefined;
  const from = start + sign.length;
  const depth = indentOf(text, text.lastIndexOf('\n', wordStart - 1) + 1);
  let to = from;
  while (to < text.length && (indentOf(text, to) > depth || /[\r\n]/.test(text.charAt(to)))) to = lineEnd(text, to) + 1;
  return { from, to: Math.min(to, text.length) };
}

const indent = /[ \t-]{0,200}/y;
const indentOf = (text: string, at: number): number => matchAt(indent, text, at)?.[0].length ?? 0;

/** Of a query, connection string or list. */
const nextPart = /[&;,][ \t]{0,3}["']?[\w.\- ]{1,40}["']?[ \t]{0,3}[=:]|[&;,]?["')\]}>]{0,4}(?:\s|$)/y;

function bareValue(named: Named, start: number, { isColon, isSpaced }: Assignment): Value | undefined {
  const { text, name } = named;
  const to = bareEnd(text, start, isColon);
  const word = text.slice(start, Math.min(to, start + 40));
  const isProse = isColon && isSpaced;
  const known = isProse ? sayings : settings;
  if (/^[*•.…]+$/.test(word) || known.has(withoutEnd(word, '.,;:!?)').toLowerCase())) return undefined;
  if (isProse && !startsLine(named) && isPlainWord(name) && /^[A-Za-z]{1,20}$/.test(word) && followsWord(text, to))
    return undefined;
  // May contain spaces.
  if (isProse && startsLine(named)) return { from: start, to: trimmedEnd(text, start) };
  return { from: start, to };
}

/** Keeps only an obvious next part. */
function bareEnd(text: string, start: number, isColon: boolean): number {
  let at = start;
  for (; at < text.length && !/\s/.test(text.charAt(at)); at++) {
    if (/[&;,"')\]}>]/.test(text.charAt(at)) && matchAt(nextPart, text, at)) break;
    if (isColon && text[at] === '"') break;
  }
  return at;
}

const trimmedEnd = (text: string, start: number): number => {
  let end = lineEnd(text, start);
  while (end > start && /[\s,]/.test(text.charAt(end - 1))) end--;
  return end;
};

/** Ignores list and log markers. */
function startsLine({ text, wordStart }: Named): boolean {
  let at = wordStart;
  while (at > 0 && wordStart - at < longestName && /[ \t$>#*-]/.test(text.charAt(at - 1))) at--;
  return at === 0 || /[\r\n]/.test(text.charAt(at - 1));
}

const followsWord = (text: string, at: number): boolean => /^ \w/.test(text.slice(at, at + 2));

/** `--password x`, `-Password x`, `/pass x`; in prose, only values that don’t look like words. */
function optionValue(named: Named): Value | undefined {
  const { text, name, wordStart: first, end } = named;
  const start = end + (matchAt(gap, text, end)?.[0].length ?? 0);
  if (start === end || start >= text.length || /[\r\n]/.test(text.charAt(start))) return undefined;
  const isOption = /[-/]/.test(text.charAt(first)) && !/\w/.test(text[first - 1] ?? '');
  const to = wordEnd(text, start);
  const word = text.slice(start, Math.min(to, start + 200));
  if (isOption) return /^(?:--?[A-Za-z]|[|;&>]|«)/.test(word) ? undefined : { from: start, to };
  const saysSo = isLogin(text, first) || (!isPlainWord(name) && looksMade(word));
  return saysSo && !sayings.has(word.toLowerCase()) ? { from: start, to } : undefined;
}

/** .netrc: `login arc password x`; `setx DB_PASSWORD x`. */
const isLogin = (text: string, at: number): boolean =>
  /(?:\b(?:login|user)[ \t]{1,4}\S{1,64}|\bsetx(?:\.exe)?(?:[ \t]{1,4}\/m)?)[ \t]{1,4}$/i.test(
    text.slice(Math.max(0, at - 90), at),
  );

const looksMade = (word: string): boolean =>
  word.length >= 6 && /\d/.test(word) && /[A-Za-z]/.test(word) && !/^\w+\.\w+$|^[\w.]+\(/.test(word);

const valueKey = /["']?\bvalue\\{0,15}["']?[ \t]{0,20}[=:]\s{0,40}|-(?:value|SecretText)[ \t]{1,20}|<string>/i;

/**
 * The name is itself a value: `"name": "adminPassword", "value": "…"`, `-Name password -Value …`, or an enclosing
 * object.
 */
function distantValue({ text, end }: Named): Value | undefined {
  const call = setCall(text, end);
  if (call !== undefined) return call;
  const found = valueKey.exec(text.slice(end, end + reach));
  if (!found) return undefined;
  const start = end + found.index + found[0].length;
  if (found[0] === '<string>') {
    const to = text.indexOf('<', start);
    return { from: start, to: to < 0 ? text.length : to };
  }
  const quote = quoteAt(text, start);
  return quote ? quotedValue(text, start, quote) : { from: start, to: wordEnd(text, start) };
}

/** `SetEnvironmentVariable('DB_PASSWORD', '…')`. */
function setCall(text: string, end: number): Value | undefined {
  if (
    !/["']/.test(text[end] ?? '') ||
    !/SetEnvironmentVariable\(\s{0,4}["'][\w.-]{0,64}$/i.test(text.slice(Math.max(0, end - 100), end))
  )
    return undefined;
  const [comma] = matchAt(/["'][ \t]{0,8},\s{0,8}/y, text, end) ?? [];
  const quote = comma === undefined ? undefined : quoteAt(text, end + comma.length);
  return quote && quotedValue(text, end + (comma ?? '').length, quote);
}
