import type { Draft } from './draft';
import { aboutArc, anything, blankOutside, type Region } from './region';
import { nodesOf, type SyntaxNode } from './syntaxTree';

const mention = /azcmagent["']?\s+connect/i;
const consumers = /\b(bash|sh|tee|ssh)\b/;

/** Scripts that a script holds in heredocs. One whose text the shell expands first is refused. */
export function heredocRegions(root: SyntaxNode, region: Region, text: string, draft: Draft): readonly Region[] {
  const regions: Region[] = [];
  for (const node of nodesOf(root)) {
    if (node.type !== 'heredoc_redirect') continue;
    const body = node.children.find(({ type }) => type === 'heredoc_body');
    const start = node.children.find(({ type }) => type === 'heredoc_start');
    if (!body || !start || !aboutArc.test(text.slice(body.start, body.end))) continue;
    if (isPrinted(node, text)) continue;
    if (!consumers.test(around(node, text)) && !isWritten(node, text)) {
      if (mention.test(text.slice(body.start, body.end)))
        draft.refuse(body.start, 'It is not certain what reads this heredoc.');
    } else if (!/^["'\\]/.test(text.slice(start.start, start.end))) {
      if (mention.test(text.slice(body.start, body.end))) {
        draft.refuse(body.start, 'The shell fills this heredoc in first. Quote its delimiter, or use a file.');
      }
    } else {
      const span = { start: body.start, end: body.end };
      regions.push({
        ...span,
        language: 'bash',
        parsed: blankOutside(text, [span]),
        isOneLine: region.isOneLine,
        problemOf: anything,
      });
    }
  }
  return regions;
}

/** The command line a heredoc belongs to, without the heredoc's text. */
function around(node: SyntaxNode, text: string): string {
  const body = node.children.find(({ type }) => type === 'heredoc_body');
  const statement = node.parent ?? node;
  return text.slice(statement.start, body?.start ?? statement.end);
}

const isWritten = (node: SyntaxNode, text: string): boolean =>
  /\bcat\b[^|]*>{1,2}\s*[^&\s]/.test(around(node, text).replace(/<<-?\S+/, ''));

/** `cat <<EOF` alone: a text for people. */
const isPrinted = (node: SyntaxNode, text: string): boolean =>
  /^cat\s*<<-?\S+\s*(?:>&2|1>&2)?\s*$/.test(around(node, text).trim());
