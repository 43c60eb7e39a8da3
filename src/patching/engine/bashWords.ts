import { BashScanner } from './bashScanner';
import type { SyntaxNode } from './syntaxTree';

const name = /[a-z_]\w*/iy;
const parameter = /[a-z_]\w*|[\d@*#?$!-]/iy;
const groups = new Set(['?', '*', '+', '@', '!']);

/** Adjacent pieces form one word, however quoted. Sources: bash 5.2; POSIX.1-2017, Shell Command Language. */
export abstract class BashWords extends BashScanner {
  /** `sign` is empty for the end of the text. */
  protected abstract readStatements(sign: ')' | ''): SyntaxNode[];

  protected readWord(): SyntaxNode | undefined {
    const start = this.at;
    const pieces: SyntaxNode[] = [];
    for (let piece = this.readPiece(); piece; piece = this.readPiece()) pieces.push(piece);
    const [only, more] = pieces;
    return more ? this.node('concatenation', start, pieces) : only;
  }

  protected readPiece(): SyntaxNode | undefined {
    switch (this.sign()) {
      case "'":
        return this.readRaw();
      case '"':
        return this.readString();
      case '`':
        return this.readBackticks(false);
      case '$':
        return this.readDollar(false) ?? this.readBare();
      case '<':
      case '>':
        if (this.sign(1) === '(') return this.readSubstitution('process_substitution');
        return this.isTemplate() ? this.readBare() : undefined;
      default:
        return this.readBare();
    }
  }

  private readBare(): SyntaxNode | undefined {
    const start = this.at;
    while (this.at < this.end) {
      const sign = this.sign();
      if (sign === '\\') {
        if (!this.skipEscape()) break;
      } else if (sign === '{' && this.skipTemplate('{{', '}}')) continue;
      else if (sign === '<' && this.skipTemplate('<%', '%>')) continue;
      else if (groups.has(sign) && this.sign(1) === '(') {
        this.at++;
        this.skipGroup();
      } else if (sign === "'" || sign === '"' || sign === '`' || this.isAtSign()) break;
      else if (sign === '$' && this.isExpansion()) break;
      else this.at++;
    }
    if (this.at === start) return undefined;
    const isNumber = /^\d+$/.test(this.text.slice(start, this.at));
    return this.node(isNumber ? 'number' : 'word', start);
  }

  /** Line continuations count only if the word continues. */
  private skipEscape(): boolean {
    let at = this.at;
    for (let joined = this.continuation(at); joined > 0; joined = this.continuation(at)) at += joined;
    if (at === this.at) {
      this.at += 2;
      return true;
    }
    if (this.isAtSign(at)) return false;
    this.at = at;
    return true;
  }

  /** `(…)` of an extended glob: `!(*.sh|*.ps1)`. */
  protected skipGroup(): SyntaxNode[] {
    const start = this.at;
    const children: SyntaxNode[] = [];
    this.within(() => {
      this.at++;
      while (this.sign() !== ')') {
        if (this.at >= this.end) this.fail(start);
        if (this.sign() === '(') children.push(...this.skipGroup());
        else this.readInner(children);
      }
      this.at++;
    });
    return children;
  }

  private readInner(children: SyntaxNode[]): void {
    const sign = this.sign();
    if (sign === '\\') this.at += 2;
    else if (sign === "'") children.push(this.readRaw());
    else if (sign === '"') children.push(this.readString());
    else if (sign === '`') children.push(this.readBackticks(false));
    else {
      const expansion = sign === '$' ? this.readDollar(false) : undefined;
      if (expansion) children.push(expansion);
      else this.at++;
    }
  }

  private readString(): SyntaxNode {
    const start = this.at++;
    const children: SyntaxNode[] = [];
    while (this.sign() !== '"') {
      if (this.at >= this.end) this.fail(start);
      this.readQuoted(children);
    }
    this.at++;
    return this.node('string', start, children);
  }

  /** In double quotes or an expanded heredoc. */
  protected readQuoted(children: SyntaxNode[]): void {
    const sign = this.sign();
    if (sign === '\\') this.at += 2;
    else if (sign === '`') children.push(this.readBackticks(true));
    else {
      const expansion = sign === '$' ? this.readDollar(true) : undefined;
      if (expansion) children.push(expansion);
      else this.at++;
    }
  }

  private readDollar(isQuoted: boolean): SyntaxNode | undefined {
    const start = this.at;
    switch (this.sign(1)) {
      case "'":
        return isQuoted ? undefined : this.readAnsi();
      case '"': {
        if (isQuoted) return undefined;
        this.at++;
        return this.node('translated_string', start, [this.readString()]);
      }
      case '{':
        return this.readFilledIn() ?? this.within(() => this.readBraces(isQuoted));
      case '[':
        return this.readOldArithmetic();
      case '(':
        return this.readArithmetic(2, 'arithmetic_expansion') ?? this.readSubstitution('command_substitution');
      default: {
        parameter.lastIndex = start + 1;
        const found = parameter.exec(this.text)?.[0];
        if (found === undefined || start + 1 + found.length > this.end) return undefined;
        this.at += 1 + found.length;
        return this.node('simple_expansion', start);
      }
    }
  }

  /** `${{ name }}` of a pipeline template. */
  private readFilledIn(): SyntaxNode | undefined {
    const start = this.at++;
    if (this.skipTemplate('{{', '}}')) return this.node('expansion', start);
    this.at = start;
    return undefined;
  }

  /** `${…}` ends at the first brace outside quotes and inner expansions. */
  private readBraces(isQuoted: boolean): SyntaxNode {
    const start = this.at;
    const children: SyntaxNode[] = [];
    this.at += 2;
    if (this.sign() === '!' || this.sign() === '#') this.at++;
    name.lastIndex = this.at;
    const variable = name.exec(this.text)?.[0].length ?? 0;
    this.at += variable === 0 && this.sign() !== '}' ? 1 : variable;
    if (this.sign() === '[') this.skipSubscript(children);
    // In a pattern, quotes count even if the expansion is quoted.
    const isPattern = /[#%/^,@]/.test(this.sign());
    while (this.sign() !== '}') {
      if (this.at >= this.end) this.fail(start);
      if (this.sign() === '"') children.push(this.readString());
      else if (isQuoted && !isPattern) this.readDefault(children);
      else this.readInner(children);
    }
    this.at++;
    return this.node('expansion', start, children);
  }

  /** In double quotes, bash pairs single quotes to find the brace, but keeps them. POSIX doesn't. */
  private readDefault(children: SyntaxNode[]): void {
    if (this.sign() === "'" && !this.isPosix) this.readRaw();
    else this.readQuoted(children);
  }

  protected skipSubscript(children: SyntaxNode[]): void {
    const start = this.at;
    this.within(() => {
      this.at++;
      while (this.sign() !== ']') {
        if (this.at >= this.end) this.fail(start);
        if (this.sign() === '[') this.skipSubscript(children);
        else this.readInner(children);
      }
      this.at++;
    });
  }

  private readOldArithmetic(): SyntaxNode {
    const start = this.at++;
    const children: SyntaxNode[] = [];
    this.skipSubscript(children);
    return this.node('arithmetic_expansion', start, children);
  }

  /** `((…))` after a prefix of length `open`; undefined for nested subshells, `((a); b)`. */
  protected readArithmetic(open: 1 | 2, type: string): SyntaxNode | undefined {
    const start = this.at;
    const first = start + open;
    if (first >= this.end || this.text[first] !== '(' || this.text[first - 1] !== '(') return undefined;
    const close = this.closeOfArithmetic(first + 1);
    if (close === undefined) return undefined;
    const children = this.inside(first + 1, close, () => {
      const found: SyntaxNode[] = [];
      while (this.at < this.end) this.readInner(found);
      return found;
    });
    this.at = close + 2;
    return this.node(type, start, children);
  }

  /** `$(…)`, `<(…)`, `>(…)`. */
  private readSubstitution(type: string): SyntaxNode {
    const start = this.at;
    return this.within(() => {
      this.at += 2;
      const children = this.readStatements(')');
      if (this.sign() !== ')') this.fail(start);
      this.at++;
      return this.node(type, start, children);
    });
  }

  /** Not parsed, because backslashes are removed from the commands first. */
  private readBackticks(isQuoted: boolean): SyntaxNode {
    const start = this.at;
    let hasEscape = false;
    let at = start + 1;
    for (; at < this.end && this.text[at] !== '`'; at++) {
      if (this.text[at] !== '\\') continue;
      at++;
      hasEscape ||= /[$`\\]/.test(this.text[at] ?? '') || (isQuoted && this.text[at] === '"');
    }
    if (at >= this.end) this.fail(start);
    const children = hasEscape ? [] : this.inside(start + 1, at, () => this.readStatements(''));
    this.at = at + 1;
    return this.node('command_substitution', start, children);
  }
}
