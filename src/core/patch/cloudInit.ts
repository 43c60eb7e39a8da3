import type { Topology } from '../topology/topology';
import { Draft } from './draft';
import { aboutArc, anything, blankOutside, type Region } from './region';
import type { Span } from './syntaxTree';
import { isConnecting, noteUnreadScript } from './unread';

interface Line extends Span {
  readonly text: string;
  readonly indent: number;
}

/** The scripts in a cloud-config: items of runcmd and bootcmd, and literal blocks (`|`). */
export function cloudInitRegions(text: string, draft: Draft, topology: Topology): readonly Region[] {
  const lines = linesOf(text);
  const regions: Region[] = [];
  // What stands in the way of reading an item that is not about Azure Arc does not matter.
  const unrelated = new Draft('');
  let section = '';
  let itemIndent: number | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line || /^\s*(#|$)/.test(line.text)) continue;
    const opened = /^([\w-]+):/.exec(line.text)?.[1];
    section = opened ?? section;
    if (opened !== undefined) itemIndent = undefined;
    else if (line.text.trimStart().startsWith('-')) itemIndent ??= line.indent;
    const block = /^[ \t]*(?:- +)*(?:[\w-]+: *)?([|>])[-+\d]*[ \t]*(?:#.*)?$/.exec(line.text);
    if (block) {
      const last = blockEnd(lines, index);
      const body = { start: lines[index + 1]?.start ?? line.end, end: lines[last]?.end ?? line.end };
      index = last;
      if (aboutArc.test(text.slice(body.start, body.end)))
        regions.push(...blockRegion(text, body, block[1] ?? '', draft));
      continue;
    }
    const isAbout = aboutArc.test(line.text);
    const isRun = /^(runcmd|bootcmd)$/.test(section);
    const isItem = isRun && !isNested(lines, index, itemIndent);
    const problems = isAbout ? draft : unrelated;
    const before = problems.refusals.length;
    const region = isItem ? itemRegion(text, lines, index, problems) : undefined;
    if (region) regions.push({ ...region, isAbout });
    else if (isAbout && draft.refusals.length === before)
      leave(lines, index, isRun ? itemIndent : undefined, draft, topology);
  }
  return regions;
}

/** Whether an item is a list of its own, or in one. */
const isNested = (lines: readonly Line[], index: number, itemIndent = Infinity): boolean =>
  /^\s*- +-/.test(lines[index]?.text ?? '') ||
  (/^\s*-/.test(lines[index]?.text ?? '') && (lines[index]?.indent ?? 0) > itemIndent);

/** Says what stands in a part that is no command line: of a list, all of its lines count. */
function leave(
  lines: readonly Line[],
  index: number,
  itemIndent: number | undefined,
  draft: Draft,
  topology: Topology,
) {
  const line = lines[index];
  if (!line) return;
  const rest = lines.slice(index + 1);
  const ended = rest.findIndex(({ text, indent }) => text.trim() !== '' && indent <= (itemIndent ?? Infinity));
  const list = [line, ...rest.slice(0, ended < 0 ? rest.length : ended)].map(({ text }) =>
    text.replace(/^\s*(- +)+/, ''),
  );
  const reason =
    itemIndent === undefined || !line.text.trimStart().startsWith('-')
      ? 'This part of the cloud-config is not read.'
      : 'This item is not a plain command line; write it as a literal block (|).';
  if (isConnecting(list.join(' '))) draft.refuse(line.start, reason);
  else noteUnreadScript(draft, topology, line.start, line.text);
}

const linesOf = (text: string): readonly Line[] =>
  Array.from(text.matchAll(/([^\r\n]*)(\r?\n|$)/g), ({ index, 1: line = '' }) => ({
    start: index,
    end: index + line.length,
    text: line,
    indent: /^[ \t]*/.exec(line)?.[0].length ?? 0,
  }));

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
  if (style === '>') draft.refuse(body.start, 'YAML folds the lines of this block; use a literal block (|).');
  else if (source.includes('<<')) draft.refuse(body.start, 'A heredoc inside a block of YAML is not read.');
  else if (/^\s*(#!.*python|import )/.test(source)) return [];
  else
    return [
      {
        ...body,
        language: 'bash',
        parsed: blankOutside(text, [body]),
        isOneLine: false,
        isAbout: true,
        problemOf: anything,
      },
    ];
  return [];
}

/** `- command` on one line, plain or in single quotes. */
function itemRegion(
  text: string,
  lines: readonly Line[],
  index: number,
  draft: Draft,
): Omit<Region, 'isAbout'> | undefined {
  const line = lines[index];
  const [, lead = '', scalar = ''] = /^([ \t]*- +)('[^']*'|.*?)[ \t]*(?: #.*)?$/.exec(line?.text ?? '') ?? [];
  const next = lines.slice(index + 1).find((each) => each.text.trim() !== '');
  if (!line || scalar === '') return undefined;
  const refuse = (reason: string): undefined => {
    draft.refuse(line.start, reason);
    return undefined;
  };
  if (/^["[{&*!%@`]/.test(scalar))
    return refuse('This item is not a plain command line; write it as a literal block (|).');
  const isQuoted = scalar.startsWith("'");
  if (next && next.indent > line.indent && !/^\s*- /.test(next.text))
    return refuse('This item goes on in the next line; write it as a literal block (|).');
  if (isQuoted && (!scalar.endsWith("'") || scalar.slice(1, -1).includes("'")))
    return refuse('This item is quoted in YAML and in the shell; write it as a literal block (|).');
  const edge = isQuoted ? 1 : 0;
  const span = { start: line.start + lead.length + edge, end: line.start + lead.length + scalar.length - edge };
  const bad = isQuoted ? /'/ : /: | #/;
  return {
    ...span,
    language: 'bash',
    parsed: blankOutside(text, [span]),
    isOneLine: true,
    problemOf: (inserted) =>
      bad.test(inserted)
        ? 'The values cannot be written into this item of YAML; write it as a literal block (|).'
        : undefined,
  };
}
