export type TokenKind = 'comment' | 'string' | 'variable' | 'keyword';

/** UTF-16 offsets, end exclusive. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
}

export type Language = 'bash' | 'powershell' | 'yaml' | 'json';

/** Unterminated strings and comments extend to the end of the text. */
interface Rule {
  readonly kind: TokenKind;
  readonly pattern: RegExp;
  /** Must match the two characters before; a text starts after a line feed. */
  readonly after?: RegExp;
  /** Only at the first word of a line. */
  readonly leads?: true;
  /** Variables inside a string. */
  readonly variable?: RegExp;
}

/** The first match wins. */
type Grammar = readonly Rule[];

const words = (list: string, flags: 'y' | 'iy'): RegExp =>
  new RegExp(`(?:${list.split(' ').join('|')})(?![\\w./=-])`, flags);
const beforeWord = /[^\w$./-]$/;

const quoted = /"(?:\\[\s\S]|[^"\\])*"?/y;
const json = /(?:true|false|null|-?\d+(?:\.\d+)?)(?![\w.])/y;

const grammars: Readonly<Record<Language, Grammar>> = {
  bash: [
    { kind: 'comment', pattern: /#[^\n]*/y, after: /[\s;&|(]$/ },
    { kind: 'string', pattern: /\$?'[^']*'?/y },
    { kind: 'string', pattern: quoted, variable: /\\[\s\S]|(?<variable>\$(?:\{[^}\n]*\}?|\w+|[#?@*!$-]))/g },
    { kind: 'variable', pattern: /\$(?:\{[^}\n]*\}?|\w+|[#?@*!$-])/y },
    {
      kind: 'keyword',
      after: beforeWord,
      pattern: words(
        'if then elif else fi for while until do done case esac in function return exit local declare readonly export unset set trap shift sudo',
        'y',
      ),
    },
  ],
  powershell: [
    { kind: 'comment', pattern: /<#(?:[^#]|#(?!>))*(?:#>)?/y },
    { kind: 'comment', pattern: /#[^\n]*/y, after: /[\s;({]$/ },
    { kind: 'string', pattern: /@'\r?\n(?:[^\n]|\n(?!'@))*(?:\n'@)?/y },
    { kind: 'string', pattern: /'(?:''|[^'])*'?/y },
    ...[/@"\r?\n(?:[^\n]|\n(?!"@))*(?:\n"@)?/y, /"(?:`[\s\S]|""|[^"`])*"?/y].map((pattern): Rule => ({
      kind: 'string',
      pattern,
      variable: /`[\s\S]|(?<variable>\$(?:\{[^}\n]*\}?|\w+(?::\w+)?|[?$^]))/g,
    })),
    { kind: 'variable', pattern: /\$(?:\{[^}\n]*\}?|\w+(?::\w+)?|[?$^])/y },
    {
      kind: 'keyword',
      after: beforeWord,
      pattern: words(
        'if elseif else foreach for while do until switch default function param begin process end return exit throw try catch finally break continue in',
        'iy',
      ),
    },
  ],
  yaml: [
    { kind: 'comment', pattern: /#[^\n]*/y, after: /\s$/ },
    { kind: 'variable', pattern: /\{[{%](?:[^%}]|[%}](?!\}))*(?:[%}]\})?/y },
    { kind: 'string', pattern: /'(?:''|[^'])*'?/y, after: /[\s,[{(:]$/ },
    {
      kind: 'string',
      pattern: quoted,
      after: /[\s,[{(:]$/,
      variable: /(?<variable>\{[{%](?:[^%}]|[%}](?!\}))*(?:[%}]\})?)/g,
    },
    { kind: 'keyword', pattern: /[\w.-]+(?=:(?:\s|$))/y, leads: true },
    // A scalar that is no string.
    { kind: 'keyword', pattern: /(?:true|false|null|-?\d+(?:\.\d+)?)(?=[ \t\r]*(?:[,\]}#\n]|$))/y, after: /[:,[-] $/ },
  ],
  json: [
    { kind: 'string', pattern: quoted },
    { kind: 'keyword', pattern: json, after: /[^\w.]$/ },
  ],
};

/** Indent and list markers of a YAML line. */
const leading = /(?:[ \t]*-(?=[ \t]))*[ \t]*/y;
/** Skips whole words, for no token begins inside one. */
const plain = /\w+|[\s\S]/y;
/** A quoted end word makes the here-document plain text. */
const hereDocument = /<<-?[ \t]*(?:'(\w+)'|"(\w+)")/y;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/**
 * Finds comments, strings, variables and keywords in one pass. It is no parser: strings nested in command substitutions
 * are colored in pieces.
 */
export function highlight(text: string, language: Language): readonly Token[] {
  const tokens: Token[] = [];
  const push = (start: number, end: number, kind: TokenKind): void => {
    if (end > start) tokens.push({ start, end, kind });
  };
  let firstWord = endOf(leading, text, 0);
  let endWord: string | undefined;
  for (let at = 0; at < text.length;) {
    if (language === 'bash') endWord ??= hereWord(text, at);
    if (text[at] === '\n') {
      const body = at + 1;
      if (endWord !== undefined) {
        at = hereEnd(text, body, endWord);
        push(body, at, 'string');
        endWord = undefined;
      } else at++;
      firstWord = endOf(leading, text, at === body ? at : at + 1);
      continue;
    }
    const before = at === 0 ? '\n' : text.slice(Math.max(0, at - 2), at);
    const rule = grammars[language].find(
      ({ pattern, after, leads }) =>
        (!leads || at === firstWord) && (after?.test(before) ?? true) && endOf(pattern, text, at) > at,
    );
    const end = endOf(rule?.pattern ?? plain, text, at);
    if (rule?.variable) pushString(text.slice(at, end), at, rule.variable, push);
    else if (rule) push(at, end, language === 'json' && isName(text, end, rule.kind) ? 'variable' : rule.kind);
    at = end;
  }
  return tokens;
}

const endOf = (pattern: RegExp, text: string, at: number): number => {
  const match = matchAt(pattern, text, at);
  return match ? at + match[0].length : at;
};

const colon = /\s*:/y;
const isName = (text: string, end: number, kind: TokenKind): boolean =>
  kind === 'string' && matchAt(colon, text, end) !== null;

function hereWord(text: string, at: number): string | undefined {
  const match = text[at] === '<' ? matchAt(hereDocument, text, at) : null;
  return match?.[1] ?? match?.[2];
}

/** The offset before the end word, or the end of the text. */
function hereEnd(text: string, from: number, word: string): number {
  for (let start = from; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (text.slice(start, end).trim() === word) return Math.max(from, start - 1);
    start = end + 1;
  }
  return text.length;
}

function pushString(
  string: string,
  offset: number,
  variable: RegExp,
  push: (start: number, end: number, kind: TokenKind) => void,
): void {
  let done = 0;
  for (const match of string.matchAll(variable)) {
    if (match.groups?.variable === undefined) continue;
    push(offset + done, offset + match.index, 'string');
    done = match.index + match[0].length;
    push(offset + match.index, offset + done, 'variable');
  }
  push(offset + done, offset + string.length, 'string');
}
