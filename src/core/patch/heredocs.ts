import type { Topology } from '../topology/topology';
import type { Draft } from './draft';
import { aboutArc, anything, blankOutside, type Region } from './region';
import { nodesOf, type SyntaxNode } from './syntaxTree';
import { isConnecting, noteUnreadScript } from './unread';

const consumers = /\b(bash|sh|tee|ssh)\b/;

const filledIn = /[$`\\]/;
const fillsIn = 'The shell fills this heredoc in first. Quote its delimiter, or use a file.';
const problemOfPlain = (inserted: string): string | undefined => (filledIn.test(inserted) ? fillsIn : undefined);

/** Scripts that a script holds in heredocs. One whose text the shell expands first is refused. */
export function heredocRegions(
  root: SyntaxNode,
  region: Region,
  text: string,
  draft: Draft,
  topology: Topology,
): readonly Region[] {
  const regions: Region[] = [];
  for (const node of nodesOf(root)) {
    if (node.type !== 'heredoc_redirect') continue;
    const body = node.children.find(({ type }) => type === 'heredoc_body');
    const start = node.children.find(({ type }) => type === 'heredoc_start');
    if (!body || !start) continue;
    const span = { start: body.start, end: body.end };
    const source = text.slice(span.start, span.end);
    if (!aboutArc.test(source) || isPrinted(node, text)) continue;
    const isPlain = !filledIn.test(source);
    const isQuoted = /^["'\\]/.test(text.slice(start.start, start.end));
    const isRead = consumers.test(around(node, text)) || isWritten(node, text);
    if (isRead && (isQuoted || isPlain)) {
      const problemOf = isQuoted ? anything : problemOfPlain;
      const parsed = blankOutside(text, [span]);
      regions.push({ ...span, language: 'bash', parsed, isOneLine: region.isOneLine, isAbout: true, problemOf });
    } else if (isConnecting(source))
      draft.refuse(span.start, isRead ? fillsIn : 'It is not certain what reads this heredoc.');
    else noteUnreadScript(draft, topology, span.start, source);
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
