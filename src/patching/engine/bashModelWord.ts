import { decodeAnsi } from './ansiString';
import { fixed, mergeParts, type Part, sourceOf, unknown, type Word } from './model';
import type { SyntaxNode } from './syntaxTree';

export function readWord(node: SyntaxNode, text: string): Word {
  const quote = node.type === 'string' ? '"' : node.type === 'raw_string' ? "'" : '';
  const bareText = bareTextOf(node, text);
  const hasBraces = isBraceExpansion(bareText);
  const isMaybe = quote === '' && (mayExpand(node) || hasBraces || /[*?[]|[+@!]\(/.test(bareText));
  const spread = isList(node, text) ? 'list' : isMaybe ? 'maybe' : 'no';
  return { start: node.start, end: node.end, parts: hasBraces ? unknown : partsOf(node, text), quote, spread };
}

/** True for `"$@"`, `${@:2}`, `"${args[@]}"`. Quoted `*` gives one word. */
function isList({ type, start, end, children }: SyntaxNode, text: string, isQuoted = false): boolean {
  if (/^(string|translated_string|concatenation)$/.test(type))
    return children.some((each) => isList(each, text, isQuoted || type === 'string'));
  if (type !== 'simple_expansion' && type !== 'expansion') return false;
  const source = text.slice(start, end);
  if (sameListIfSet(source) !== undefined) return true;
  const sign = /^\$(?:([@*])|\{([@*])[^}]*\}|\{\w+\[([@*])\][^}]*\})$/.exec(source);
  return sign !== null && !(isQuoted && sign.includes('*'));
}

/** The list in `${args[@]+"${args[@]}"}`, which supports empty lists before bash 4.4. */
function sameListIfSet(source: string): string | undefined {
  const [, name, inner] = /^\$\{(\w+)\[@\]:?\+"\$\{(\w+)\[@\]\}"\}$/.exec(source) ?? [];
  return name === inner ? name : undefined;
}

const mayExpand = ({ type, children }: SyntaxNode): boolean =>
  type === 'simple_expansion' ||
  type === 'expansion' ||
  type === 'command_substitution' ||
  (type === 'concatenation' && children.some(mayExpand));

/** Without quoted and escaped characters, for brace expansion and globbing. */
function bareTextOf({ type, children, start, end }: SyntaxNode, text: string): string {
  if (type === 'concatenation') return children.map((each) => bareTextOf(each, text)).join('');
  return type === 'word' ? text.slice(start, end).replace(/\\(?:\r?\n|[^])/g, '') : '-';
}

/** `{a,b}` or `{1..3}`. */
function isBraceExpansion(text: string): boolean {
  const open: boolean[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '{') open.push(false);
    else if (sign === '}' && open.pop() === true) return true;
    else if (open.length > 0 && (sign === ',' || text.startsWith('..', at))) open[open.length - 1] = true;
  }
  return false;
}

function partsOf(node: SyntaxNode, text: string): readonly Part[] {
  const source = sourceOf({ text }, node);
  switch (node.type) {
    case 'word':
    case 'number':
    case 'variable_name':
    case 'case_pattern':
      return fixed(source.replace(/\\(\r?\n|[^])/g, (_, next: string) => (next.endsWith('\n') ? '' : next)));
    case 'raw_string':
      return fixed(source.slice(1, -1));
    case 'ansi_c_string': {
      const decoded = decodeAnsi(source.slice(2, -1));
      return decoded === undefined ? unknown : fixed(decoded);
    }
    case 'string':
      return stringParts(node, text);
    case 'translated_string':
    case 'concatenation':
      return mergeParts(node.children.flatMap((each) => partsOf(each, text)));
    case 'simple_expansion':
    case 'expansion':
      return variableIn(source);
    default:
      return unknown;
  }
}

function variableIn(source: string): readonly Part[] {
  const [, plain, braced, list] = /^\$(?:([a-z_]\w*)|\{([a-z_]\w*)\}|\{([a-z_]\w*)\[@\]\})$/i.exec(source) ?? [];
  const variable = plain ?? braced ?? list ?? sameListIfSet(source);
  return variable === undefined ? unknown : [{ variable }];
}

function stringParts(node: SyntaxNode, text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = node.start + 1;
  const fill = (to: number): void => {
    const gap = text.slice(at, to);
    if (gap !== '')
      parts.push({ text: gap.replace(/\\(\r?\n|[$`"\\])/g, (_, next: string) => (next.endsWith('\n') ? '' : next)) });
  };
  for (const child of node.children) {
    fill(child.start);
    parts.push(...partsOf(child, text));
    at = child.end;
  }
  fill(node.end - 1);
  return parts.length === 0 ? fixed('') : parts;
}
