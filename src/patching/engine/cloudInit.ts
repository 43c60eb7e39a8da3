import type { Site } from '../../planning/site';
import { dataRegion, listWords } from './dataWords';
import type { RefusalReason } from './refusals';
import { PatchBuilder } from './patchBuilder';
import { arcMention, noProblem, type Region } from './region';
import { overlapping } from './spans';
import type { Span } from './syntaxTree';
import { connectingPlaces, noteUnsupportedScript } from './unsupported';
import { readYaml } from './yaml';

interface Line extends Span {
  readonly text: string;
  readonly indent: number;
}

/** Scripts in runcmd, bootcmd, and literal blocks (`|`). */
export function cloudInitRegions(text: string, patch: PatchBuilder, site: Site): readonly Region[] {
  const lines = linesOf(text);
  const regions: Region[] = [...listRegions(text)];
  const isInList = overlapping(regions);
  const nextFilled = nextFilledLines(lines);
  const leave = leaver(lines, patch, site);
  // An unreadable item matters only if it mentions Azure Arc.
  const unrelated = new PatchBuilder('');
  let section = '';
  let itemIndent: number | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line || /^\s*(?:#|$)/.test(line.text)) continue;
    if (isInList(line)) {
      itemIndent ??= line.indent;
      continue;
    }
    const opened = /^([\w-]+):/.exec(line.text)?.[1];
    section = opened ?? section;
    if (opened !== undefined) itemIndent = undefined;
    else if (line.text.trimStart().startsWith('-')) itemIndent ??= line.indent;
    const style = blockStyle(line.text);
    if (style !== undefined) {
      const last = blockEnd(lines, index);
      const body = { start: lines[index + 1]?.start ?? line.end, end: lines[last]?.end ?? line.end };
      index = last;
      regions.push(...blockRegion(text, body, style, patch));
      continue;
    }
    const mentionsArc = arcMention.test(line.text);
    const isRun = section === 'runcmd' || section === 'bootcmd';
    const problems = mentionsArc ? patch : unrelated;
    const before = problems.refusals.length;
    const region =
      isRun && !isNested(line, itemIndent) ? itemRegion(text, line, nextFilled[index + 1], problems) : undefined;
    if (region) regions.push({ ...region, mentionsArc });
    else if (mentionsArc && patch.refusals.length === before) leave(index, isRun ? itemIndent : undefined);
  }
  return regions.toSorted((a, b) => a.start - b.start);
}

/** Commands that are lists of words. */
function listRegions(text: string): readonly Region[] {
  const commands = readYaml(text)
    .flatMap((document) => (document.kind === 'map' ? document.entries : []))
    .filter(({ key }) => /^(?:runcmd|bootcmd)$/.test(text.slice(key.start, key.end)))
    .flatMap(({ value }) => (value?.kind === 'list' ? value.items : []));
  return commands.flatMap((item) => {
    const words = item.kind === 'list' ? listWords(text, item, 'bash') : undefined;
    return words ? [dataRegion(text, words)] : [];
  });
}

/** By line: the first nonblank line from there on. */
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

const isNested = ({ text, indent }: Line, itemIndent = Infinity): boolean =>
  /^\s*- +-/.test(text) || (indent > itemIndent && text.trimStart().startsWith('-'));

/** Refuses or notes a list as a whole. */
function leaver(lines: readonly Line[], patch: PatchBuilder, site: Site) {
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
      patch.refuse(line.start, isItem ? { code: 'cloudConfig.notPlain' } : { code: 'cloudConfig.otherPart' });
    else noteUnsupportedScript(patch, site, line.start, line.text);
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

const blockStyle = (line: string): string | undefined =>
  /^[ \t]*(?:- +)*(?:[\w-]+: *)?([|>])[-+\d]*[ \t]*(?:#.*)?$/.exec(line)?.[1];

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

function blockRegion(text: string, body: Span, style: string, patch: PatchBuilder): readonly Region[] {
  const source = text.slice(body.start, body.end);
  if (!arcMention.test(source)) return [];
  if (style === '>') patch.refuse(body.start, { code: 'cloudConfig.folded' });
  else if (source.includes('<<')) patch.refuse(body.start, { code: 'cloudConfig.heredoc' });
  else if (!/^\s*(?:#!.*python|import )/.test(source))
    return [{ ...body, language: 'bash', source, level: 0, isOneLine: false, mentionsArc: true, problemOf: noProblem }];
  return [];
}

/** A one-line `- command`, plain or single-quoted. `next` is the next nonblank line. */
function itemRegion(
  text: string,
  line: Line,
  next: Line | undefined,
  patch: PatchBuilder,
): Omit<Region, 'mentionsArc'> | undefined {
  const lead = /^[ \t]*- +/.exec(line.text)?.[0].length ?? 0;
  const scalar = lead === 0 ? '' : scalarOf(line.text.slice(lead));
  if (scalar === '') return undefined;
  const refuse = (reason: RefusalReason): undefined => {
    patch.refuse(line.start, reason);
    return undefined;
  };
  if (/^["[{&*!%@`]/.test(scalar)) return refuse({ code: 'cloudConfig.notPlain' });
  const isQuoted = scalar.startsWith("'");
  if (next && next.indent > line.indent && !/^\s*- /.test(next.text)) return refuse({ code: 'cloudConfig.continued' });
  if (isQuoted && (!scalar.endsWith("'") || scalar.slice(1, -1).includes("'")))
    return refuse({ code: 'cloudConfig.quotedTwice' });
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
    problemOf: (inserted) => (bad.test(inserted) ? { code: 'cloudConfig.unwritable' } : undefined),
  };
}

/** Strips the comment: `'text'  # comment`. */
function scalarOf(item: string): string {
  const quoted = /^'[^']*'/.exec(item)?.[0] ?? '';
  const rest = item.slice(quoted.length);
  if (quoted !== '' && (rest.trim() === '' || (/^\s/.test(rest) && rest.trimStart().startsWith('#')))) return quoted;
  const comment = item.startsWith('#') ? 0 : item.indexOf(' #');
  return (comment < 0 ? item : item.slice(0, comment)).trimEnd();
}
