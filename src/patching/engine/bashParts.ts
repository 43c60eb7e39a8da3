import { Unreadable } from './bashScanner';
import { BashWords } from './bashWords';
import type { Span, SyntaxNode } from './syntaxTree';

interface Heredoc {
  readonly redirect: SyntaxNode & { heredoc?: SyntaxNode };
  readonly delimiter: string;
  readonly isIndented: boolean;
  readonly isFilledIn: boolean;
}

const name = /[a-z_]\w*/iy;
const longestSubscript = 256;

/** True for an odd number of backslashes. */
function endsWithBackslash(line: string): boolean {
  let at = line.length;
  while (line[at - 1] === '\\') at--;
  return (line.length - at) % 2 === 1;
}

export abstract class BashParts extends BashWords {
  /** Heredocs whose text follows. */
  protected heredocs: Heredoc[] = [];

  protected skipSpace(into: SyntaxNode[]): void {
    for (;;) {
      this.skipBlanks();
      const end = this.lineEnd();
      if (end > 0) {
        this.at += end;
        this.readHeredocs(into);
      } else if (this.sign() === '#') into.push(this.readComment());
      else return;
    }
  }

  private readComment(): SyntaxNode {
    const start = this.at;
    while (this.at < this.end && this.lineEnd() === 0) this.at++;
    return this.node('comment', start);
  }

  protected readAssignment(): SyntaxNode | undefined {
    const start = this.at;
    name.lastIndex = start;
    const length = name.exec(this.text)?.[0].length ?? 0;
    if (length === 0 || start + length > this.end) return undefined;
    this.at += length;
    const inner: SyntaxNode[] = [];
    const isItem = this.sign() === '[';
    if (isItem && !this.isSubscript()) {
      this.at = start;
      return undefined;
    }
    if (isItem) this.skipSubscript(inner);
    const target = this.node(isItem ? 'subscript' : 'variable_name', start, inner);
    const operator = this.startsWith('+=') ? 2 : this.sign() === '=' ? 1 : 0;
    if (operator === 0) {
      this.at = start;
      return undefined;
    }
    const children = [target, this.token(operator)];
    const value = this.sign() === '(' ? this.readArray() : this.readWord();
    return this.node('variable_assignment', start, value ? [...children, value] : children);
  }

  /** True if a subscript closes before `=` or `+=`. */
  private isSubscript(): boolean {
    const window = this.text.slice(this.at, Math.min(this.end, this.at + longestSubscript));
    let open = 0;
    for (let at = 0; at < window.length; at++) {
      const sign = window[at];
      if (sign === '\n' || sign === ';' || sign === '|' || sign === '&') return false;
      if (sign === '\\') at++;
      else if (sign === '[') open++;
      else if (sign === ']' && --open === 0) return window[at + 1] === '=' || window.startsWith('+=', at + 1);
    }
    return false;
  }

  private readArray(): SyntaxNode {
    const start = this.at++;
    const children: SyntaxNode[] = [];
    for (;;) {
      this.skipSpace(children);
      if (this.sign() === ')') break;
      const word = this.readWord();
      if (!word) this.fail(this.at >= this.end ? start : this.at);
      children.push(word);
    }
    this.at++;
    return this.node('array', start, children);
  }

  protected readRedirect(): SyntaxNode | undefined {
    const start = this.at;
    const descriptor = this.readDescriptor();
    const operator = this.operator();
    if (operator === '') {
      this.at = start;
      return undefined;
    }
    const children: SyntaxNode[] = descriptor ? [descriptor] : [];
    children.push(this.token(operator.length));
    this.skipBlanks();
    if (operator === '<<' || operator === '<<-') return this.readHeredoc(start, children, operator === '<<-');
    const target = this.readWord();
    if (!target) this.fail();
    const isClosed = /[<>]&$/.test(operator) && /^\d*-$/.test(this.text.slice(target.start, target.end));
    children.push(isClosed ? { ...target, type: '>&-', isNamed: false } : target);
    return this.node(operator === '<<<' ? 'herestring_redirect' : 'file_redirect', start, children);
  }

  /** `2` or `{fd}` directly before a redirection. */
  private readDescriptor(): SyntaxNode | undefined {
    const start = this.at;
    let at = start;
    if (this.sign() === '{') {
      name.lastIndex = start + 1;
      const length = name.exec(this.text)?.[0].length ?? 0;
      if (length > 0 && this.text[start + 1 + length] === '}') at = start + length + 2;
    } else while (at < this.end && /\d/.test(this.text[at] ?? '')) at++;
    if (at === start || at >= this.end || !/[<>]/.test(this.text[at] ?? '')) return undefined;
    this.at = at;
    if (this.text[at + 1] !== '(') return this.node('file_descriptor', start);
    this.at = start;
    return undefined;
  }

  private operator(): string {
    const [first, second, third] = [this.sign(), this.sign(1), this.sign(2)];
    if (first === '&' && second === '>') return third === '>' ? '&>>' : '&>';
    if ((first !== '<' && first !== '>') || second === '(') return '';
    if (first === '<' && second === '<') return third === '-' || third === '<' ? `<<${third}` : '<<';
    if (first === '<' && second === '%') return this.isTemplate() ? '' : '<';
    const isPair = second === '&' || (first === '<' ? second === '>' : second === '>' || second === '|');
    return isPair ? first + second : first;
  }

  private readHeredoc(start: number, children: SyntaxNode[], isIndented: boolean): SyntaxNode {
    const mark = this.readWord();
    if (!mark) this.fail();
    const written = this.text.slice(mark.start, mark.end);
    const delimiter = written.replace(/\\(\r?\n|[^])|["']|\$(?=["'])/g, (_, kept?: string) =>
      kept === undefined || kept.endsWith('\n') ? '' : kept,
    );
    children.push(this.node('heredoc_start', mark.start));
    const redirect: Heredoc['redirect'] = this.node('heredoc_redirect', start, children);
    this.heredocs.push({ redirect, delimiter, isIndented, isFilledIn: !/["'\\]/.test(written) });
    return redirect;
  }

  private readHeredocs(into: SyntaxNode[]): void {
    for (const { redirect, delimiter, isIndented, isFilledIn } of this.heredocs.splice(0)) {
      const start = this.at;
      let end = this.end;
      let isJoined = false;
      while (this.at < this.end) {
        const lineStart = this.at;
        const found = this.text.indexOf('\n', lineStart);
        const lineStop = found < 0 || found >= this.end ? this.end : found;
        this.at = Math.min(this.end, lineStop + 1);
        const line = this.text.slice(lineStart, lineStop).replace(/\r$/, '');
        if (!isJoined && (isIndented ? line.replace(/^\t+/, '') : line) === delimiter) {
          end = lineStart;
          break;
        }
        isJoined = isFilledIn && endsWithBackslash(line);
      }
      const after = this.at;
      const body: Span = { start, end: Math.min(end, this.end) };
      const children = isFilledIn ? this.fillingsIn(body) : [];
      redirect.heredoc = this.node('heredoc_body', start, children, body.end);
      into.push(redirect.heredoc);
      this.at = after;
    }
  }

  /** The shell parses heredoc expansions only at run time, so unreadable ones count as text. */
  private fillingsIn({ start, end }: Span): SyntaxNode[] {
    const children: SyntaxNode[] = [];
    const depth = this.depth;
    const outer = [this.at, this.end] as const;
    try {
      this.inside(start, end, () => {
        while (this.at < this.end) this.readQuoted(children);
      });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.depth = depth;
      [this.at, this.end] = outer;
    }
    return children;
  }
}
