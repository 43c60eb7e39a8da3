import type { Topology } from '../topology/topology';
import type { Draft } from './draft';
import { aboutArc, anything, blankOutside, type Region } from './region';
import { isConnecting, noteUnread, noteUnreadScript } from './unread';

const heredoc = /^[ \t]*(?:RUN|COPY|ADD)\b(?:[^'"\n]|"[^"\n]*"|'[^'\n]*')*?<<-?["']?([a-z_]\w*)/i;
const instruction = /^[ \t]*([a-z]+)[ \t]+/i;

const keywords =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;

/** The shell forms of a Dockerfile's RUN instructions; of a part of one, also what RUN is missing from. */
export function dockerfileRegions(text: string, draft: Draft, topology: Topology): readonly Region[] {
  const regions: Region[] = [];
  for (const { start, end } of instructionsOf(text)) {
    const source = text.slice(start, end);
    const [head = '', keyword = ''] = instruction.exec(source) ?? [];
    const isAbout = aboutArc.test(source);
    const word = keyword.toUpperCase();
    const lead = keywords.test(word) ? head.length : 0;
    const problem = problemOf(lead === 0 ? 'RUN' : word, source.slice(lead), text);
    if (problem === undefined) regions.push({ ...region(text, start + lead, end), isAbout });
    else if (!isAbout) continue;
    else if (problem !== '') draft.refuse(start, problem);
    else if (word === 'ONBUILD' || heredoc.test(source)) noteUnreadScript(draft, topology, start, source);
    else if (word !== 'LABEL') noteUnread(draft, topology, start, source);
  }
  return regions;
}

/** Why the instruction is not read; empty when it connects nothing. */
function problemOf(keyword: string, body: string, text: string): string | undefined {
  if (keyword !== 'RUN') {
    const isScript = /^(CMD|ENTRYPOINT)$/.test(keyword) || (keyword !== 'LABEL' && isConnecting(body));
    return isScript ? 'Only RUN instructions are patched; put the script into a file of its own.' : '';
  }
  if (/^[ \t]*#[ \t]*escape=`/im.test(text)) return 'This Dockerfile uses another escape character.';
  if (/^[ \t]*SHELL\b/im.test(text)) return 'This Dockerfile chooses a shell of its own.';
  if (body.startsWith('[')) return 'RUN is given a list of arguments rather than a shell command.';
  if (heredoc.test(`RUN ${body}`)) return 'RUN is given a heredoc; put the script into a file of its own.';
  return undefined;
}

function instructionsOf(text: string): readonly { start: number; end: number }[] {
  const instructions: { start: number; end: number }[] = [];
  let open: number | undefined;
  let delimiter: string | undefined;
  for (const line of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    if (delimiter !== undefined) {
      if (line[0].trim() !== delimiter) continue;
      delimiter = undefined;
      instructions.push({ start: open ?? line.index, end: line.index + line[0].trimEnd().length });
      open = undefined;
      continue;
    }
    const isComment = /^[ \t]*#/.test(line[0]);
    if (isComment || (open === undefined && line[0].trim() === '')) continue;
    open ??= line.index;
    delimiter = heredoc.exec(line[0])?.[1];
    if (delimiter !== undefined || /\\[ \t]*\r?\n?$/.test(line[0])) continue;
    instructions.push({ start: open, end: line.index + line[0].replace(/\r?\n$/, '').length });
    open = undefined;
  }
  if (open !== undefined) instructions.push({ start: open, end: text.length });
  return instructions;
}

// Docker takes comment lines out of a continued instruction before the shell sees it; a backslash keeps the lines joined.
function region(text: string, start: number, end: number): Omit<Region, 'isAbout'> {
  const flags = /^(?:--\w+(?:=\S+)?[ \t]+)*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const parsed = blankOutside(text, [{ start: start + flags, end }]).replace(
    /^[ \t]*#[^\r\n]*(?=\r?\n)/gm,
    (comment) => `${' '.repeat(comment.length - 1)}\\`,
  );
  return { start, end, language: 'bash', parsed, isOneLine: true, problemOf: anything };
}
