import type { Context } from './context';
import type { Assignment } from './model';
import { nodesOf, type ShellLanguage, type SyntaxNode } from './syntaxTree';

const related = new RegExp(
  [
    String.raw`azcmagent|connectedmachine|azurearc|azarc|arcgateway|\barc\b|\bconnect\b|aka\.ms`,
    // Flags of connect, and of the install script.
    String.raw`--(?:gateway|tenant|resource|subscription|location|cloud|tags|correlation|service-principal|access-token)`,
    String.raw`\b(?:altdownload|altgac)\b`,
    // These run or set what a text says.
    String.raw`invoke-expression|\biex\b|scriptblock\]::create|\beval\b|\b(?:set|new|clear|remove)-variable\b|\b(?:sv|nv|clv|rv)\b`,
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
    if (isRelated(node) || variablesIn(source, model.language).some((name) => relatedNames.has(name)))
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

// With a sigil in PowerShell; in bash, each word may be a name.
const names = {
  powershell: /[$@](?:\{([^{}]{1,200})\}|([\w:]{1,200}))/g,
  bash: /(?<!\w)([a-z_]\w{0,199})/gi,
} as const;

/** As the language compares them. */
export const variablesIn = (source: string, language: ShellLanguage): readonly string[] =>
  Array.from(source.matchAll(names[language]), ([, first, plain = '']) => {
    const name = first ?? plain.replace(/:$/, '');
    return language === 'bash'
      ? name
      : name
          .replace(/`(.)/g, '$1')
          .toLowerCase()
          .replace(/^(global|script|local|private|using|variable):/, '');
  });

const unset = { statement: undefined, isAppended: false, value: undefined, list: undefined, table: undefined };

/** An unread statement may set each variable that it names. */
export const assignedIn = (node: SyntaxNode, text: string, language: ShellLanguage): readonly Assignment[] =>
  [...new Set(variablesIn(text.slice(node.start, node.end), language))].map((name) => ({
    name,
    target: language === 'bash' ? { start: 0, end: 0 } : node,
    ...unset,
  }));
