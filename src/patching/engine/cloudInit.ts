import type { Site } from '../../planning/site';
import { Draft } from './draft';
import { aboutArc, anything, type Region } from './region';
import type { Span } from './syntaxTree';
import { connectingPlaces, noteUnreadScript } from './unread';

interface Line extends Span {
  readonly text: string;
  readonly indent: number;
}

const plainOnly = 'This item is not a plain command line; write it as a literal block (|).';

/** The scripts in a cloud-config: items of runcmd and bootcmd, and literal blocks (`|`). */
export function cloudInitRegions(text: string, draft: Draft, site: Site): readonly Region[] {
  const lines = linesOf(text);
  const regions: Region[] = [];
  const nextFilled = nextFilledLines(lines);
  const leave = leaver(lines, draft, site);
  // What stands in the way of reading an item that is not about Azure Arc does not matter.
  const unrelated = new Draft('');
  let section = '';
  let itemIndent: number | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line || /^\s*(?:#|$)/.test(line.text)) continue;
    const opened = /^([\w-]+):/.exec(line.text)?.[1];
    section = opened ?? section;
    if (opened !== undefined) itemIndent = undefined;
    else if (line.text.trimStart().startsWith('-')) itemIndent ??= line.indent;
    const style = blockStyle(line.text);
    if (style !== undefined) {
      const last = blockEnd(lines, index);
      const body = { start: lines[index + 1]?.start ?? line.end, end: lines[last]?.end ?? line.end };
      index = last;
      regions.push(...blockRegion(text, body, style, draft));
      continue;
    }
    const isAbout = aboutArc.test(line.text);
    const isRun = section === 'runcmd' || section === 'bootcmd';
    const problems = isAbout ? draft : unrelated;
    const before = problems.refusals.length;
    const region =
      isRun && !isNested(line, itemIndent) ? itemRegion(text, line, nextFilled[index + 1], problems) : undefined;
    if (region) regions.push({ ...region, isAbout });
    else if (isAbout && draft.refusals.length === before) leave(index, isRun ? itemIndent : undefined);
  }
  return regions;
}

/** For each line, the first one from there on that is not blank. */
function nextFilledLines(lines: readonly Line[]): readonly (Line | undefined)[] {
  const next: (Line | undefined)[] = [];
  let known: Line | undefined;
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line?.text.trim()) known = line;
    next[index] = known;
  }
  return next;
}

/** Whether an item is a list of its own, or in one. */
const isNested = ({ text, indent }: Line, itemIndent = Infinity): boolean =>
  /^\s*- +-/.test(text) || (indent > itemIndent && text.trimStart().startsWith('-'));

/** Says what stands in a part that is no command line: of a list, all of its lines count. */
function leaver(lines: readonly Line[], draft: Draft, site: Site) {
  // Several lines of one list are asked for one after the other.
  let list: { readonly end: number; readonly lastConnect: number } | undefined;
  const listAt = (index: number, itemIndent: number): { end: number; lastConnect: number } => {
    let end = index + 1;
    for (let line = lines[end]; line && (line.text.trim() === '' || line.indent > itemIndent); line = lines[end]) end++;
    const starts: number[] = [];
    let joined = '';
    const pieces = lines.slice(index, end).map(({ text }) => text.replace(/^\s*(?:- +)+/, ''));
    for (const piece of pieces) {
      starts.push(joined.length);
      joined += `${piece} `;
    }
    const last = connectingPlaces(joined).at(-1) ?? -1;
    return { end, lastConnect: last < 0 ? -1 : index + starts.findLastIndex((start) => start <= last) };
  };
  return (index: number, itemIndent: number | undefined): void => {
    const line = lines[index];
    if (!line) return;
    if (!list || index >= list.end) list = listAt(index, itemIndent ?? Infinity);
    const isItem = itemIndent !== undefined && line.text.trimStart().startsWith('-');
    if (index <= list.lastConnect)
      draft.refuse(line.start, isItem ? plainOnly : 'This part of the cloud-config is not read.');
    else noteUnreadScript(draft, site, line.start, line.text);
  };
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((raw) => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const found = { start, end: start + line.length, text: line, indent: /^[ \t]*/.exec(line)?.[0].length ?? 0 };
    start += raw.length + 1;
    return found;
  });
}

/** The style of the block scalar whose header a line is: `|` or `>`. */
const blockStyle = (line: string): string | undefined =>
  /^[ \t]*(?:- +)*(?:[\w-]+: *)?([|>])[-+\d]*[ \t]*(?:#.*)?$/.exec(line)?.[1];

/** Index of the last line that belongs to the block scalar whose header stands in a line. */
function blockEnd(lines: readonly Line[], header: number): number {
  const own = /^[ \t]*(?:- +)*/.exec(lines[header]?.text ?? '')?.[0].length ?? 0;
  const base = /^[ \t]*(?:- +)+[|>]/.test(lines[header]?.text ?? '') ? (lines[header]?.indent ?? 0) + 1 : own + 1;
  let last = header;
  for (let index = header + 1; index < lines.length; index++) {
    const line = lines[index];
    if (!line || (line.text.trim() !== '' && line.indent < base)) break;
    if (line.text.trim() !== '') last = index;
  }
  return last;
}

function blockRegion(text: string, body: Span, style: string, draft: Draft): readonly Region[] {
  const source = text.slice(body.start, body.end);
  if (!aboutArc.test(source)) return [];
  if (style === '>') draft.refuse(body.start, 'YAML folds the lines of this block; use a literal block (|).');
  else if (source.includes('<<')) draft.refuse(body.start, 'A heredoc inside a block of YAML is not read.');
  else if (!/^\s*(?:#!.*python|import )/.test(source))
    return [{ ...body, language: 'bash', source, level: 0, isOneLine: false, isAbout: true, problemOf: anything }];
  return [];
}

/** `- command` on one line, plain or in single quotes. `next` is the next line that is not blank. */
function itemRegion(
  text: string,
  line: Line,
  next: Line | undefined,
  draft: Draft,
): Omit<Region, 'isAbout'> | undefined {
  const lead = /^[ \t]*- +/.exec(line.text)?.[0].length ?? 0;
  const scalar = lead === 0 ? '' : scalarOf(line.text.slice(lead));
  if (scalar === '') return undefined;
  const refuse = (reason: string): undefined => {
    draft.refuse(line.start, reason);
    return undefined;
  };
  if (/^["[{&*!%@`]/.test(scalar)) return refuse(plainOnly);
  const isQuoted = scalar.startsWith("'");
  if (next && next.indent > line.indent && !/^\s*- /.test(next.text))
    return refuse('This item goes on in the next line; write it as a literal block (|).');
  if (isQuoted && (!scalar.endsWith("'") || scalar.slice(1, -1).includes("'")))
    return refuse('This item is quoted in YAML and in the shell; write it as a literal block (|).');
  const edge = isQuoted ? 1 : 0;
  const start = line.start + lead + edge;
  const end = line.start + lead + scalar.length - edge;
  const bad = isQuoted ? /'/ : /: | #/;
  return {
    start,
    end,
    language: 'bash',
    source: text.slice(start, end),
    level: 0,
    isOneLine: true,
    problemOf: (inserted) =>
      bad.test(inserted)
        ? 'The values cannot be written into this item of YAML; write it as a literal block (|).'
        : undefined,
  };
}

/** What an item holds, without its comment: `'text'  # comment`. */
function scalarOf(item: string): string {
  const quoted = /^'[^']*'/.exec(item)?.[0] ?? '';
  const rest = item.slice(quoted.length);
  if (quoted !== '' && (rest.trim() === '' || (/^\s/.test(rest) && rest.trimStart().startsWith('#')))) return quoted;
  const comment = item.startsWith('#') ? 0 : item.indexOf(' #');
  return (comment < 0 ? item : item.slice(0, comment)).trimEnd();
}
