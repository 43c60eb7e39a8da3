import type { Context } from './context';
import type { Assignment } from './model';
import { nodesOf, type SyntaxNode } from './syntaxTree';
import { somehow } from './powershellAssignments';
import { nameOf } from './powershellWord';

const related = new RegExp(
  [
    String.raw`azcmagent|connectedmachine|azurearc|azarc|arcgateway|\barc\b|\bconnect\b|aka\.ms`,
    // Flags of connect, and of the install script.
    String.raw`--(?:gateway|tenant|resource|subscription|location|cloud|tags|correlation|service-principal|access-token)`,
    String.raw`\b(?:altdownload|altgac)\b`,
    // These run or set what a text says.
    String.raw`invoke-expression|\biex\b|scriptblock\]::create|\b(?:set|new|clear|remove)-variable\b|\b(?:sv|nv|clv|rv)\b`,
  ].join('|'),
  'gi',
);

/**
 * Statements that the reader doesn't know are skipped. Refuses those that may have to do with Arc, by their words or by
 * a variable that holds such words; notes the others.
 */
export function checkUnreadStatements({ model, patch }: Context, _region: unknown, root: SyntaxNode): void {
  const unread = nodesOf(root).filter(({ type }) => type === 'unread_statement');
  if (unread.length === 0) return;
  const { text } = model;
  const isRelated = findRelated(text);
  const relatedNames = new Set(
    [
      ...model.assignments.map(({ name, statement, target }) => ({ name, span: statement ?? target })),
      ...model.defaults.map(({ name, value }) => ({ name, span: value })),
    ]
      .filter(({ span }) => isRelated(span))
      .map(({ name }) => name),
  );
  for (const node of unread) {
    const source = text.slice(node.start, node.end);
    const at = node.children[0]?.start ?? node.start;
    if (isRelated(node) || variablesIn(source).some((name) => relatedNames.has(name)))
      patch.refuse(at, { code: 'script.unreadable', language: model.language });
    else patch.note(at, 'warning', { code: 'statement.unread' });
  }
}

/** Looks a span up, because many may share a statement of any length. */
function findRelated(text: string): (span: { readonly start: number; readonly end: number }) => boolean {
  const starts = Array.from(text.matchAll(related), ({ index }) => index);
  return ({ start, end }) => {
    let low = 0;
    for (let high = starts.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (starts[low] ?? end) < end;
  };
}

const variable = /[$@](?:\{([^{}]{1,200})\}|([\w:]{1,200}))/g;

const variablesIn = (source: string): readonly string[] =>
  Array.from(source.matchAll(variable), ([, braced, plain = '']) => nameOf(braced ?? plain.replace(/:$/, '')));

/** An unread statement may set each variable that it names. */
export const assignedIn = (node: SyntaxNode, text: string): readonly Assignment[] =>
  [...new Set(variablesIn(text.slice(node.start, node.end)))].map((name) => somehow(name, node));
