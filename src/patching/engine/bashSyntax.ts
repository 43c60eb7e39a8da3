import { BashCompounds } from './bashCompounds';
import { Unreadable } from './bashScanner';
import type { SyntaxNode } from './syntaxTree';

const declarations = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);
// A heredoc follows, or the next line continues this one.
const isUncertainEnd = /<<|\\\r?$/;
// Each operator change adds a nesting level.
const mostChanges = 500;

/**
 * Produces the subset of tree-sitter-bash node types that the rules need. Unreadable parts become ERROR nodes. Never
 * throws; linear time.
 */
export function parseBash(text: string): SyntaxNode {
  return new BashSyntax(text).parse();
}

class BashSyntax extends BashCompounds {
  private substitutions = 0;

  parse(): SyntaxNode {
    const children: SyntaxNode[] = [];
    try {
      this.itemsIn(children, () => false);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      children.push(this.node('ERROR', error.at, [], this.text.length));
    }
    return this.node('program', 0, children, this.text.length);
  }

  protected readStatements(sign: ')' | ''): SyntaxNode[] {
    const outer = this.heredocs;
    this.heredocs = [];
    this.substitutions += 1;
    const children: SyntaxNode[] = [];
    this.itemsIn(children, () => sign !== '' && this.sign() === sign);
    this.substitutions -= 1;
    this.heredocs = [...outer, ...this.heredocs];
    return children;
  }

  protected itemsIn(into: SyntaxNode[], isEnd: () => boolean): void {
    // In a substitution, the rest of the line may close it.
    const maySkip = this.end === this.text.length && this.substitutions === 0;
    for (;;) {
      this.skipSpace(into);
      if (this.at >= this.end || isEnd()) return;
      const { at, depth } = this;
      const { length } = into;
      try {
        this.readItem(into, isEnd);
      } catch (error) {
        if (!maySkip || !(error instanceof Unreadable)) throw error;
        into.splice(length, Infinity, this.skipStatement(at, error));
        this.depth = depth;
      }
    }
  }

  private readItem(into: SyntaxNode[], isEnd: () => boolean): void {
    into.push(this.readAndOr());
    this.skipBlanks();
    if (this.at >= this.end || this.lineEnd() > 0 || this.sign() === '#' || isEnd()) return;
    if (this.startsWith(';;') || this.startsWith(';&')) this.fail();
    if (this.sign() !== ';' && this.sign() !== '&') this.reject();
    into.push(this.token(1));
  }

  /** Skips the lines of a statement that can't be read, if it certainly ends with them. */
  private skipStatement(start: number, error: Unreadable): SyntaxNode {
    const found = this.text.indexOf('\n', error.at);
    const end = found < 0 ? this.text.length : found;
    if (!error.isLocal || this.heredocs.length > 0 || isUncertainEnd.test(this.text.slice(start, end)))
      throw new Unreadable(error.at);
    this.at = end;
    this.end = this.text.length;
    this.substitutions = 0;
    return this.node('unread_statement', start, [this.node('error', error.at, [], error.at)]);
  }

  /** When the operator changes, the list so far is nested in the next. */
  private readAndOr(): SyntaxNode {
    const start = this.at;
    let children = [this.readPipeline()];
    let joint = '';
    for (let changes = 0; ;) {
      this.skipBlanks();
      const sign = this.startsWith('&&') ? '&&' : this.startsWith('||') ? '||' : '';
      if (sign === '') break;
      if (joint !== '' && sign !== joint) {
        children = [this.node('list', start, children, children.at(-1)?.end)];
        if (++changes > mostChanges) this.fail();
      }
      joint = sign;
      children.push(this.token(2));
      this.skipSpace(children);
      children.push(this.readPipeline());
    }
    const [only, more] = children;
    return only && !more ? only : this.node('list', start, children, children.at(-1)?.end);
  }

  private readPipeline(): SyntaxNode {
    const start = this.at;
    if (this.keyword() === '!') {
      const children = [this.token(1)];
      this.skipBlanks();
      children.push(this.within(() => this.readPipeline()));
      return this.node('negated_command', start, children);
    }
    const children = [this.readCommand()];
    for (;;) {
      this.skipBlanks();
      if (this.sign() !== '|' || this.sign(1) === '|') break;
      children.push(this.token(this.sign(1) === '&' ? 2 : 1));
      this.skipSpace(children);
      children.push(this.readCommand());
    }
    const [only, more] = children;
    return only && !more ? only : this.node('pipeline', start, children);
  }

  protected readCommand(): SyntaxNode {
    return this.within(() => {
      const start = this.at;
      const compound = this.readCompound();
      return compound ? this.withRedirects(start, compound) : this.readSimple();
    });
  }

  private readSimple(): SyntaxNode {
    const start = this.at;
    const children: SyntaxNode[] = [];
    let program: string | undefined;
    for (;;) {
      const end = this.at;
      this.skipBlanks();
      const part = this.readPart(program === undefined || declarations.has(program));
      if (!part) {
        this.at = end;
        break;
      }
      children.push(part);
      if (part.type === 'variable_assignment' || part.type.endsWith('_redirect')) continue;
      const isFirst = program === undefined;
      if (isFirst || program === 'builtin' || program === 'command') program = this.text.slice(part.start, part.end);
      if (isFirst && children.length === 1 && this.isFollowedByParenthesis()) return this.readDefinition(start, part);
    }
    if (children.length === 0) this.reject();
    this.skipBlanks();
    if (this.sign() === '(') this.reject();
    const end = children.at(-1)?.end;
    if (program === undefined && children.every(({ type }) => type === 'variable_assignment')) {
      const [only, more] = children;
      return only && !more ? only : this.node('variable_assignments', start, children, end);
    }
    const type = program !== undefined && declarations.has(program) ? 'declaration_command' : 'command';
    return this.node(type, start, children, end);
  }

  private readPart(mayAssign: boolean): SyntaxNode | undefined {
    const redirect = this.readRedirect();
    if (redirect) return redirect;
    if (this.sign() === '#') return undefined;
    return (mayAssign ? this.readAssignment() : undefined) ?? this.readWord();
  }

  private isFollowedByParenthesis(): boolean {
    this.skipBlanks();
    return this.sign() === '(';
  }

  private readDefinition(start: number, named: SyntaxNode): SyntaxNode {
    const children = [named];
    this.readEmptyParentheses(children);
    this.skipSpace(children);
    return this.withBody(start, children);
  }
}
