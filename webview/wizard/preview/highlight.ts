export type TokenKind = 'comment' | 'string' | 'variable' | 'keyword';

/** A coloured stretch of a script: UTF-16 offsets, end exclusive; what lies between two is plain. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
}

export type Language = 'bash' | 'powershell' | 'yaml' | 'json';

interface Grammar {
  /** Named groups: comment, text, interpolated, variable, keyword. The first that matches at a place wins. */
  readonly pattern: RegExp;
  /** A variable inside an interpolated string. */
  readonly variable: RegExp;
}

const alternatives = (parts: Readonly<Record<string, readonly string[]>>, flags: string): RegExp =>
  new RegExp(
    Object.entries(parts)
      .map(([name, patterns]) => `(?<${name}>${patterns.join('|')})`)
      .join('|'),
    flags,
  );

const words = (list: string): string => `(?<![\\w$./-])(?:${list.split(' ').join('|')})(?![\\w./=-])`;

const bashVariable = '\\$(?:\\{[^}\\n]*\\}|\\w+|[#?@*!$-])';
const powershellVariable = '\\$(?:\\{[^}\\n]*\\}|(?:\\w+:)?\\w+|[?$^])';

const quoted = '"(?:\\\\[\\s\\S]|[^"\\\\])*"';
const number = '-?\\d+(?:\\.\\d+)?(?![\\w.])';
const jinja = '\\{[{%][\\s\\S]*?[%}]\\}';

const grammars: Readonly<Record<Language, Grammar>> = {
  bash: {
    pattern: alternatives(
      {
        comment: ['(?<=^|[\\s;&|(])#[^\\n]*'],
        text: [
          "\\$?'[^']*'",
          // A here-document whose end word is quoted holds plain text up to that word. What is before a place is
          // read backwards, so the closing quote is the one that is remembered.
          '(?<=<<-?\\s*\\k<quote>(?<word>\\w+)(?<quote>[\'"])[^\\n]*\\n)[\\s\\S]*?(?=\\n\\s*\\k<word>\\s*(?:\\n|$))',
        ],
        interpolated: [quoted],
        variable: [bashVariable],
        keyword: [
          words(
            'if then elif else fi for while until do done case esac in function return exit local declare readonly export unset set trap shift sudo',
          ),
        ],
      },
      'gm',
    ),
    variable: new RegExp(`\\\\[\\s\\S]|(?<variable>${bashVariable})`, 'g'),
  },
  powershell: {
    pattern: alternatives(
      {
        comment: ['<#[\\s\\S]*?#>', '(?<=^|[\\s;({])#[^\\n]*'],
        text: ["@'\\r?\\n[\\s\\S]*?\\n'@", "'(?:''|[^'])*'"],
        interpolated: ['@"\\r?\\n[\\s\\S]*?\\n"@', '"(?:`[\\s\\S]|""|[^"`])*"'],
        variable: [powershellVariable],
        keyword: [
          words(
            'if elseif else foreach for while do until switch default function param begin process end return exit throw try catch finally break continue in',
          ),
        ],
      },
      'gim',
    ),
    variable: new RegExp(`\`[\\s\\S]|(?<variable>${powershellVariable})`, 'g'),
  },
  yaml: {
    pattern: alternatives(
      {
        comment: ['(?<=^|\\s)#[^\\n]*'],
        variable: [jinja],
        text: ["(?<=[\\s,[{(:])'(?:''|[^'])*'"],
        interpolated: [`(?<=[\\s,[{(:])${quoted}`],
        // A key, or a word that is no text.
        keyword: [
          '(?<=^(?:[ \\t]*-)*[ \\t]*)[\\w.-]+(?=:(?:\\s|$))',
          `(?<=[:,[-] )(?:true|false|null|${number})(?=\\s*(?:[,\\]}#]|$))`,
        ],
      },
      'gm',
    ),
    variable: new RegExp(`(?<variable>${jinja})`, 'g'),
  },
  json: {
    pattern: alternatives(
      { variable: [`${quoted}(?=\\s*:)`], text: [quoted], keyword: [`\\b(?:true|false|null)\\b|${number}`] },
      'g',
    ),
    variable: /(?!)/g,
  },
};

const kinds = ['comment', 'variable', 'keyword'] as const;

/**
 * Finds comments, strings, variables and keywords, enough to read a script by. It is no parser: a string that contains
 * a command substitution with strings of its own is coloured in pieces.
 */
export function highlight(text: string, language: Language): readonly Token[] {
  const grammar = grammars[language];
  return [...text.matchAll(grammar.pattern)].flatMap((match): readonly Token[] => {
    const start = match.index;
    const end = start + match[0].length;
    if (match.groups?.interpolated !== undefined) return splitString(match[0], start, grammar.variable);
    const kind = kinds.find((name) => match.groups?.[name] !== undefined) ?? 'string';
    return start === end ? [] : [{ start, end, kind }];
  });
}

/** A string and the variables in it. */
function splitString(string: string, offset: number, variable: RegExp): readonly Token[] {
  const tokens: Token[] = [];
  let done = 0;
  const push = (end: number, kind: TokenKind): void => {
    if (end > done) tokens.push({ start: offset + done, end: offset + end, kind });
    done = Math.max(done, end);
  };
  for (const match of string.matchAll(variable)) {
    if (match.groups?.variable === undefined) continue;
    push(match.index, 'string');
    push(match.index + match[0].length, 'variable');
  }
  push(string.length, 'string');
  return tokens;
}
