import type { Site } from '../../planning/site';
import type { Draft } from './draft';
import { patchLimits } from './limits';
import { baseName } from './programs';
import { aboutArc, anything, type Region } from './region';
import { nodesOf, type SyntaxNode } from './syntaxTree';
import { isConnecting, noteUnreadScript } from './unread';

const readers: ReadonlySet<string> = new Set(['bash', 'sh', 'dash', 'tee', 'ssh']);

const filledIn = /[$`\\]/;
const fillsIn = 'The shell fills this heredoc in first. Quote its delimiter, or use a file.';
const problemOfPlain = (inserted: string): string | undefined => (filledIn.test(inserted) ? fillsIn : undefined);
const tooDeep = 'This heredoc is inside too many others to be read. Put the script into a file of its own.';

/** Scripts that a script holds in heredocs. One whose text the shell expands first is refused. */
export function heredocRegions(
  root: SyntaxNode,
  region: Region,
  text: string,
  draft: Draft,
  site: Site,
): readonly Region[] {
  const regions: Region[] = [];
  for (const node of nodesOf(root)) {
    if (node.type !== 'heredoc_redirect') continue;
    const body = node.heredoc;
    const mark = node.children.find(({ type }) => type === 'heredoc_start');
    if (!body || !mark) continue;
    const source = text.slice(body.start, body.end);
    if (!aboutArc.test(source)) continue;
    const line = commandLineOf(node, body, text);
    if (isPrinted(line) && !isKept(node)) continue;
    const isQuoted = /["'\\]/.test(text.slice(mark.start, mark.end));
    const isRead = isReader(line) || isWritten(line);
    if (isRead && region.level >= patchLimits.heredocLevels) draft.refuse(body.start, tooDeep);
    else if (isRead && (isQuoted || !filledIn.test(source))) {
      regions.push({
        start: body.start,
        end: body.end,
        language: 'bash',
        source,
        level: region.level + 1,
        isOneLine: region.isOneLine,
        isAbout: true,
        problemOf: isQuoted ? anything : problemOfPlain,
      });
    } else if (isConnecting(source))
      draft.refuse(body.start, isRead ? fillsIn : 'It is not certain what reads this heredoc.');
    else noteUnreadScript(draft, site, body.start, source);
  }
  return regions;
}

/** The command line that a heredoc belongs to, without the heredoc's mark and text; empty where it is too long. */
function commandLineOf(node: SyntaxNode, body: SyntaxNode, text: string): string {
  const { start } = node.parent ?? node;
  if (body.start - start > patchLimits.heredocLine) return '';
  return text.slice(start, body.start).replace(/<<-?\S+/, '');
}

const isReader = (line: string): boolean => line.split(/[\s;|&()"'`<>{}]+/).some((word) => readers.has(baseName(word)));

/** `cat >file`: a script that is written and may be run later. */
const isWritten = (line: string): boolean =>
  line.split('|').some((command) => /(?:^|[\s;&])cat\s/.test(`${command} `) && />[ \t]*[^&\s>]/.test(command));

/** Whether a variable or another program gets what is printed: `script=$(cat <<'EOF' …)`. */
function isKept(node: SyntaxNode): boolean {
  let around = node.parent;
  while (around && !/_substitution$|^(pipeline|function_definition)$/.test(around.type)) around = around.parent;
  return around !== undefined && around.type !== 'function_definition';
}

/** `cat` alone: a text for people. `:` alone: a comment. */
const isPrinted = (line: string): boolean => /^(?:cat|:)$/.test(line.replace(/1?>&2/, '').trim());
