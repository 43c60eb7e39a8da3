import type { Site } from '../../planning/site';
import type { Draft } from './draft';
import { aboutArc, anything, type Region } from './region';
import type { Span } from './syntaxTree';
import { isConnecting, noteUnread, noteUnreadScript } from './unread';

const instruction = /^[ \t]*([a-z]+)[ \t]+/i;

const keywords =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;

/** The shell forms of a Dockerfile's RUN instructions; of a part of one, also what RUN is missing from. */
export function dockerfileRegions(text: string, draft: Draft, site: Site): readonly Region[] {
  const regions: Region[] = [];
  const general = problemOfFile(text);
  for (const { start, end, delimiter } of instructionsOf(text)) {
    const source = text.slice(start, end);
    const [head = '', keyword = ''] = instruction.exec(source) ?? [];
    const isAbout = aboutArc.test(source);
    const word = keyword.toUpperCase();
    const lead = keywords.test(word) ? head.length : 0;
    const body = source.slice(lead);
    const hasHeredoc = delimiter !== undefined;
    const problem =
      lead === 0 || word === 'RUN' ? (general ?? problemOfRun(body, hasHeredoc)) : problemOfOther(word, body);
    if (problem === undefined) regions.push({ ...region(text, start + lead, end), isAbout });
    else if (!isAbout) continue;
    else if (problem !== '') draft.refuse(start, problem);
    else if (word === 'ONBUILD' || hasHeredoc) noteUnreadScript(draft, site, start, source);
    else if (word !== 'LABEL') noteUnread(draft, site, start, source);
  }
  return regions;
}

/** Why no RUN of the file is read. */
function problemOfFile(text: string): string | undefined {
  if (/^[ \t]*#[ \t]*escape=`/im.test(text)) return 'This Dockerfile uses another escape character.';
  return /^[ \t]*SHELL\b/im.test(text) ? 'This Dockerfile chooses a shell of its own.' : undefined;
}

function problemOfRun(body: string, hasHeredoc: boolean): string | undefined {
  if (body.startsWith('[')) return 'RUN is given a list of arguments rather than a shell command.';
  return hasHeredoc ? 'RUN is given a heredoc; put the script into a file of its own.' : undefined;
}

/** Why another instruction is not read; empty when it connects nothing. */
function problemOfOther(keyword: string, body: string): string {
  const isScript = /^(CMD|ENTRYPOINT)$/.test(keyword) || (keyword !== 'LABEL' && isConnecting(body));
  return isScript ? 'Only RUN instructions are patched; put the script into a file of its own.' : '';
}

/** The delimiter of the first heredoc in a line that is not in quotes; as for Docker, it begins a word. */
function heredocIn(line: string): string | undefined {
  for (const { 0: match, 1: delimiter } of line.matchAll(/"[^"]*"|'[^']*'|(?<![^\s\d])<<-?["']?([a-z_]\w*)|["']/gi)) {
    if (delimiter !== undefined) return delimiter;
    // What follows a quote that is not closed is not looked into.
    if (match.length === 1) return undefined;
  }
  return undefined;
}

/** A line of the same length that only goes on in the next one. */
function joining(line: string): string {
  const end = line.endsWith('\r') ? '\\\r' : '\\';
  return ' '.repeat(line.length - end.length) + end;
}

interface Instruction extends Span {
  /** Of its heredoc. */
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

// Docker takes comment lines out of a continued instruction before the shell sees it; a backslash keeps the lines joined.
function region(text: string, start: number, end: number): Omit<Region, 'isAbout'> {
  const flags = /^(?:--\w+(?:=\S+)?[ \t]+)*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const lines = text.slice(start + flags, end).split('\n');
  const shell = lines.map((line, index) =>
    index > 0 && index < lines.length - 1 && line.trimStart().startsWith('#') ? joining(line) : line,
  );
  const source = ' '.repeat(flags) + shell.join('\n');
  return { start, end, language: 'bash', source, level: 0, isOneLine: true, problemOf: anything };
}
