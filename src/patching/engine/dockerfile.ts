import type { Site } from '../../planning/site';
import type { RefusalReason } from './refusals';
import type { PatchBuilder } from './patchBuilder';
import { arcMention, noProblem, type Region } from './region';
import type { Span } from './syntaxTree';
import { isConnecting, noteUnsupportedDownload, noteUnsupportedScript } from './unsupported';

const instruction = /^[ \t]*([a-z]+)[ \t]+/i;

const keywords =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;

/** Also in a fragment without RUN. */
export function dockerfileRegions(text: string, patch: PatchBuilder, site: Site): readonly Region[] {
  const regions: Region[] = [];
  const general = problemOfFile(text);
  for (const { start, end, delimiter } of instructionsOf(text)) {
    const source = text.slice(start, end);
    const [head = '', keyword = ''] = instruction.exec(source) ?? [];
    const mentionsArc = arcMention.test(source);
    const word = keyword.toUpperCase();
    const lead = keywords.test(word) ? head.length : 0;
    const body = source.slice(lead);
    const hasHeredoc = delimiter !== undefined;
    const problem =
      lead === 0 || word === 'RUN' ? (general ?? problemOfRun(body, hasHeredoc)) : problemOfOther(word, body);
    if (problem === undefined) regions.push({ ...region(text, start + lead, end), mentionsArc });
    else if (!mentionsArc) continue;
    else if (problem !== 'noScript') patch.refuse(start, problem);
    else if (word === 'ONBUILD' || hasHeredoc) noteUnsupportedScript(patch, site, start, source);
    else if (word !== 'LABEL') noteUnsupportedDownload(patch, site, start, source);
  }
  return regions;
}

function problemOfFile(text: string): RefusalReason | undefined {
  if (/^[ \t]*#[ \t]*escape=`/im.test(text)) return { code: 'dockerfile.escape' };
  return /^[ \t]*SHELL\b/im.test(text) ? { code: 'dockerfile.shell' } : undefined;
}

function problemOfRun(body: string, hasHeredoc: boolean): RefusalReason | undefined {
  if (body.startsWith('[')) return { code: 'dockerfile.argumentList' };
  return hasHeredoc ? { code: 'dockerfile.heredoc' } : undefined;
}

function problemOfOther(keyword: string, body: string): RefusalReason | 'noScript' {
  const isScript = /^(CMD|ENTRYPOINT)$/.test(keyword) || (keyword !== 'LABEL' && isConnecting(body));
  return isScript ? { code: 'dockerfile.otherInstruction' } : 'noScript';
}

/** Delimiter of the first unquoted heredoc. In Docker it must start a word. */
function heredocIn(line: string): string | undefined {
  for (const { 0: match, 1: delimiter } of line.matchAll(/"[^"]*"|'[^']*'|(?<![^\s\d])<<-?["']?([a-z_]\w*)|["']/gi)) {
    if (delimiter !== undefined) return delimiter;
    if (match.length === 1) return undefined;
  }
  return undefined;
}

/** A continuation of the same length. */
function joining(line: string): string {
  const end = line.endsWith('\r') ? '\\\r' : '\\';
  return ' '.repeat(line.length - end.length) + end;
}

interface Instruction extends Span {
  readonly delimiter: string | undefined;
}

function instructionsOf(text: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let open: number | undefined;
  let delimiter: string | undefined;
  let takesHeredoc = false;
  for (const { index, line } of linesOf(text)) {
    if (delimiter !== undefined) {
      if (line.trim() !== delimiter) continue;
      instructions.push({ start: open ?? index, end: index + line.trimEnd().length, delimiter });
      open = undefined;
      delimiter = undefined;
      continue;
    }
    const isComment = line.trimStart().startsWith('#');
    if (isComment || (open === undefined && line.trim() === '')) continue;
    if (open === undefined) takesHeredoc = /^[ \t]*(?:[a-z]+[ \t]+)?(?:RUN|COPY|ADD)\b/i.test(line);
    open ??= index;
    delimiter = takesHeredoc ? heredocIn(line) : undefined;
    if (delimiter !== undefined || line.trimEnd().endsWith('\\')) continue;
    instructions.push({ start: open, end: index + line.replace(/\r$/, '').length, delimiter });
    open = undefined;
  }
  if (open !== undefined) instructions.push({ start: open, end: text.length, delimiter });
  return instructions;
}

function* linesOf(text: string): Generator<{ index: number; line: string }> {
  for (let index = 0; index <= text.length;) {
    const end = text.indexOf('\n', index);
    const line = text.slice(index, end < 0 ? text.length : end);
    yield { index, line };
    index += line.length + 1;
  }
}

// Docker removes comment lines inside a continued instruction.
function region(text: string, start: number, end: number): Omit<Region, 'mentionsArc'> {
  const flags = /^(?:--\w+(?:=\S+)?[ \t]+)*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const lines = text.slice(start + flags, end).split('\n');
  const shell = lines.map((line, index) =>
    index > 0 && index < lines.length - 1 && line.trimStart().startsWith('#') ? joining(line) : line,
  );
  const source = ' '.repeat(flags) + shell.join('\n');
  return { start, end, language: 'bash', source, level: 0, isOneLine: true, problemOf: noProblem };
}
