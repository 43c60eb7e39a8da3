import { lookUp } from '../../../kernel/lookUp';
import { lastAtMost } from './sorted';
import { isWindowsPath } from './windowsPath';

/** A copy of a text for searching, and the way back from its offsets. */
export interface NormalizedText {
  /**
   * Lower case; straight quotes and hyphens; one blank for a run of them; no escape sequences, invisible characters, or
   * indents; escapes of JSON and HTML decoded. Lines end with LF.
   */
  readonly text: string;
  readonly lines: readonly NormalizedLine[];
  /** Of the character at an offset of `text`. */
  readonly originalStart: (offset: number) => number;
  /** Behind the character before an offset of `text`. */
  readonly originalEnd: (offset: number) => number;
}

export interface NormalizedLine {
  readonly start: number;
  readonly end: number;
  /** Two blanks or a tab stand between its words, as in tables. */
  readonly hasColumns: boolean;
  /** Its last character was the last before the line break, and the next line has no indent. */
  readonly endsHard: boolean;
}

const blank = '[ \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]';
const lineBreak = '\\r\\n?|[\\n\\u000b\\u000c\\u0085\\u2028\\u2029]';
const escape = '(?:\\u001b|\\u2190|\\^\\[|\\\\{1,4}(?:u001b|x1b|033|e))';

/** Each alternative takes its whole run, so the search never goes back. */
const special = new RegExp(
  [
    `(?<color>${escape}\\[[0-9;?]{0,20}[A-Za-z]|\\u001b\\][^\\u0007\\u001b\\r\\n]*(?:\\u0007|\\u001b\\\\)?)`,
    `(?<line>${lineBreak})(?:${blank}|>)*`,
    `(?<blanks>${blank}+)`,
    '(?<slashes>\\\\+)(?:(?<unit>u[0-9a-fA-F]{4})|(?<escaped>["\'/nrt]))?',
    '&(?<entity>quot|apos|lt|gt|amp|nbsp|#\\d{1,5}|#[xX][0-9a-fA-F]{1,4});',
    '(?<single>[\\u2018\\u2019\\u201a\\u201b\\u2032\\u02bc\\u00b4\\uff07])',
    '(?<double>[\\u201c\\u201d\\u201e\\u201f\\u2033\\u00ab\\u00bb\\uff02])',
    '(?<hyphen>[\\u2010-\\u2013\\u2212\\ufe63\\uff0d])',
    '(?<dash>[\\u2014\\u2015])',
    '(?<hidden>[\\u0000-\\u0008\\u000e-\\u001f\\u007f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff])',
    // The only letter that becomes longer in lower case.
    '(?<dotted>\\u0130)',
  ].join('|'),
  'g',
);

const entities: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', nbsp: ' ' };

/** Linear time. */
export function normalize(original: string): NormalizedText {
  const writer = new Writer(original);
  let from = 0;
  for (const match of original.matchAll(special)) {
    writer.copy(from, match.index);
    from = match.index + match[0].length;
    writeSpecial(writer, original, match, from);
  }
  writer.copy(from, original.length);
  return writer.finish();
}

function writeSpecial(writer: Writer, original: string, match: RegExpExecArray, end: number): void {
  const { line, blanks, slashes, unit, escaped, entity, single, double, hyphen, dash, dotted } = match.groups ?? {};
  const start = match.index;
  if (line !== undefined) writer.breakLine(start, end, end === start + line.length);
  else if (blanks !== undefined) writer.space(start, end, isLineEnd(original, end));
  else if (slashes !== undefined) writeEscape(writer, original, { start, end, slashes, unit, escaped });
  else writer.replace(start, end, entityText(entity) ?? plainMark({ single, double, hyphen, dash, dotted }));
}

interface EscapeMatch {
  readonly start: number;
  readonly end: number;
  readonly slashes: string;
  readonly unit: string | undefined;
  readonly escaped: string | undefined;
}

function writeEscape(writer: Writer, original: string, { start, end, slashes, unit, escaped }: EscapeMatch): void {
  if (unit !== undefined) return writer.replace(start, end, unitText(Number.parseInt(unit.slice(1), 16)));
  if (escaped === undefined) return writer.replace(start, end, '\\');
  if (!/[nrt]/.test(escaped)) return writer.replace(start, end, escaped);
  if (isWindowsPath(original, start)) return writer.replace(start, end, `\\${escaped}`);
  if (escaped === 'n') return writer.breakLine(start, end, true);
  return writer.replace(start, end, slashes === '' || escaped === 'r' ? '' : ' ');
}

const isLineEnd = (text: string, offset: number): boolean => {
  const next = text.charAt(offset);
  return next === '' || /[\r\n\u000b\u000c\u0085\u2028\u2029]/.test(next);
};

function entityText(entity: string | undefined): string | undefined {
  if (entity === undefined) return undefined;
  if (!entity.startsWith('#')) return lookUp(entities, entity) ?? '';
  return unitText(/^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1)));
}

/** Only what a sign can hold; everything else becomes a blank. */
function unitText(unit: number): string {
  const text = String.fromCharCode(unit);
  if (/[\u2018\u2019]/.test(text)) return "'";
  if (/[\u201c\u201d]/.test(text)) return '"';
  return /[\x21-\x7e]/.test(text) ? text.toLowerCase() : ' ';
}

const plainMark = (marks: Readonly<Record<string, string | undefined>>): string =>
  marks.single !== undefined
    ? "'"
    : marks.double !== undefined
      ? '"'
      : marks.hyphen !== undefined
        ? '-'
        : marks.dash !== undefined
          ? '--'
          : marks.dotted !== undefined
            ? 'i'
            : '';

/** Writes the copy, and the table of offsets: one row for each place where copy and original shift. */
class Writer {
  private readonly parts: string[] = [];
  private readonly lines: NormalizedLine[] = [];
  private readonly at: number[] = [];
  private readonly from: number[] = [];
  /** The end in the original of a replaced piece, -1 of a copied one. */
  private readonly to: number[] = [];
  private length = 0;
  private lineStart = 0;
  private hasColumns = false;
  private endedWithBlank = false;

  constructor(private readonly original: string) {}

  copy(from: number, to: number): void {
    if (from === to) return;
    const piece = this.original.slice(from, to);
    const lower = piece.toLowerCase();
    this.row(from, -1);
    this.write(lower.length === piece.length ? lower : piece);
  }

  replace(from: number, to: number, text: string): void {
    if (text === '') return;
    this.row(from, to - from === 1 && text.length === 1 ? -1 : to);
    this.write(text);
  }

  space(from: number, to: number, isAtLineEnd: boolean): void {
    if (isAtLineEnd) {
      this.endedWithBlank = true;
      return;
    }
    if (this.length === this.lineStart) return;
    if (to - from > 1 || this.original.charAt(from) === '\t') this.hasColumns = true;
    this.replace(from, to, ' ');
  }

  breakLine(from: number, to: number, isHard: boolean): void {
    this.endLine(isHard && !this.endedWithBlank);
    this.row(from, to - from === 1 ? -1 : to);
    this.write('\n');
    this.lineStart = this.length;
  }

  finish(): NormalizedText {
    this.endLine(false);
    const { at, from, to } = this;
    return {
      text: this.parts.join(''),
      lines: this.lines,
      originalStart: (offset) => {
        const row = lastAtMost(at, offset);
        const start = from[row] ?? 0;
        return (to[row] ?? -1) >= 0 ? start : start + offset - (at[row] ?? 0);
      },
      originalEnd: (offset) => {
        const row = lastAtMost(at, offset - 1);
        const end = to[row] ?? -1;
        return end >= 0 ? end : (from[row] ?? 0) + offset - (at[row] ?? 0);
      },
    };
  }

  private endLine(endsHard: boolean): void {
    this.lines.push({ start: this.lineStart, end: this.length, hasColumns: this.hasColumns, endsHard });
    this.hasColumns = false;
    this.endedWithBlank = false;
  }

  private row(from: number, to: number): void {
    const last = this.at.length - 1;
    const isContinued =
      last >= 0 &&
      to < 0 &&
      (this.to[last] ?? 0) < 0 &&
      from - this.length === (this.from[last] ?? 0) - (this.at[last] ?? 0);
    if (isContinued) return;
    this.at.push(this.length);
    this.from.push(from);
    this.to.push(to);
  }

  private write(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }
}
