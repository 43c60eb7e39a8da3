import { BashParts } from './bashParts';
import type { SyntaxNode } from './syntaxTree';

const closing = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);
const keyword = /(?:[a-z]+|\[\[|[!{}])/y;

export abstract class BashCompounds extends BashParts {
  protected abstract itemsIn(into: SyntaxNode[], isEnd: () => boolean): void;

  protected abstract readCommand(): SyntaxNode;

  /** Empty if none. */
  protected keyword(): string {
    keyword.lastIndex = this.at;
    const found = keyword.exec(this.text)?.[0] ?? '';
    return found !== '' && this.isAtSign(this.at + found.length) ? found : '';
  }

  private expect(word: string, into: SyntaxNode[]): void {
    if (!(/\w/.test(word) ? this.keyword() === word : this.startsWith(word))) this.fail();
    into.push(this.token(word.length));
  }

  /** `start` is the start of the enclosing statement. */
  private readBlock(start: number, into: SyntaxNode[], ...ends: readonly string[]): string {
    let found = '';
    this.itemsIn(into, () => {
      found = this.keyword();
      return ends.includes(found);
    });
    if (this.at >= this.end) this.fail(start);
    return found;
  }

  protected readCompound(): SyntaxNode | undefined {
    const start = this.at;
    if (this.sign() === '(') {
      return this.readArithmetic(1, 'arithmetic_command') ?? this.readParentheses();
    }
    const word = this.keyword();
    switch (word) {
      case '{':
        return this.readGroup(start, 'compound_statement', '{', '}');
      case 'if':
        return this.readIf();
      case 'while':
      case 'until': {
        const children = [this.token(word.length)];
        this.readBlock(start, children, 'do');
        children.push(this.readGroup(start, 'do_group', 'do', 'done'));
        return this.node('while_statement', start, children);
      }
      case 'for':
      case 'select':
        return this.readFor(word);
      case 'case':
        return this.readCase();
      case '[[':
        return this.readTest();
      case 'function':
        return this.readFunction();
      case 'time':
        return this.readTimed();
      case 'coproc':
        return this.readCoprocess();
      default:
        if (closing.has(word)) this.fail();
        return undefined;
    }
  }

  private readParentheses(): SyntaxNode {
    const start = this.at;
    const children = [this.token(1)];
    this.itemsIn(children, () => this.sign() === ')');
    if (this.sign() !== ')') this.fail(start);
    children.push(this.token(1));
    return this.node('subshell', start, children);
  }

  private readGroup(statement: number, type: string, open: string, close: string): SyntaxNode {
    const start = this.at;
    const children: SyntaxNode[] = [];
    this.expect(open, children);
    this.readBlock(statement, children, close);
    this.expect(close, children);
    return this.node(type, start, children);
  }

  private readIf(): SyntaxNode {
    const start = this.at;
    const children = [this.token(2)];
    this.readBlock(start, children, 'then');
    this.expect('then', children);
    let next = this.readBlock(start, children, 'elif', 'else', 'fi');
    while (next === 'elif' || next === 'else') {
      const clauseAt = this.at;
      const isElse = next === 'else';
      const inner = [this.token(4)];
      if (!isElse) {
        this.readBlock(start, inner, 'then');
        this.expect('then', inner);
      }
      next = this.readBlock(start, inner, ...(isElse ? ['fi'] : ['elif', 'else', 'fi']));
      const last = inner.at(-1)?.end ?? this.at;
      children.push(this.node(isElse ? 'else_clause' : 'elif_clause', clauseAt, inner, last));
    }
    this.expect('fi', children);
    return this.node('if_statement', start, children);
  }

  private readFor(word: 'for' | 'select'): SyntaxNode {
    const start = this.at;
    const children = [this.token(word.length)];
    this.skipBlanks();
    const arithmetic = this.readArithmetic(1, 'arithmetic_command');
    if (arithmetic) children.push(arithmetic);
    else {
      const variable = this.readWord();
      if (!variable) this.fail();
      children.push({ ...variable, type: 'variable_name' });
      this.skipSpace(children);
      if (this.keyword() === 'in') {
        children.push(this.token(2));
        for (this.skipBlanks(); !this.isAtSign() && this.sign() !== '#'; this.skipBlanks()) {
          const item = this.readWord();
          if (!item) this.fail();
          children.push(item);
        }
      }
    }
    this.skipBlanks();
    if (this.sign() === ';') children.push(this.token(1));
    this.skipSpace(children);
    children.push(
      this.keyword() === '{'
        ? this.readGroup(start, 'compound_statement', '{', '}')
        : this.readGroup(start, 'do_group', 'do', 'done'),
    );
    return this.node('for_statement', start, children);
  }

  private readCase(): SyntaxNode {
    const start = this.at;
    const children = [this.token(4)];
    this.skipBlanks();
    const value = this.readWord();
    if (!value) this.fail();
    children.push(value);
    this.skipSpace(children);
    this.expect('in', children);
    for (;;) {
      this.skipSpace(children);
      if (this.at >= this.end) this.fail(start);
      if (this.keyword() === 'esac') break;
      children.push(this.readCaseItem());
    }
    this.expect('esac', children);
    return this.node('case_statement', start, children);
  }

  private readCaseItem(): SyntaxNode {
    const start = this.at;
    const children: SyntaxNode[] = this.sign() === '(' ? [this.token(1)] : [];
    for (;;) {
      this.skipBlanks();
      const pattern = this.readWord();
      if (!pattern) this.fail();
      children.push({ ...pattern, type: pattern.type === 'word' ? 'case_pattern' : pattern.type });
      this.skipBlanks();
      if (this.sign() !== '|') break;
      children.push(this.token(1));
    }
    this.expect(')', children);
    this.itemsIn(children, () => this.startsWith(';;') || this.startsWith(';&') || this.keyword() === 'esac');
    const end = this.startsWith(';;&') ? 3 : this.startsWith(';;') || this.startsWith(';&') ? 2 : 0;
    if (end > 0) children.push(this.token(end));
    return this.node('case_item', start, children, children.at(-1)?.end);
  }

  private readTest(): SyntaxNode {
    const start = this.at;
    const children = [this.token(2)];
    let isPattern = false;
    for (;;) {
      this.skipSpace(children);
      if (this.at >= this.end) this.fail(start);
      if (this.startsWith(']]') && this.isAtSign(this.at + 2)) break;
      if (isPattern) {
        children.push(this.readRegularExpression());
        isPattern = false;
        continue;
      }
      const word = this.readWord();
      if (word) {
        children.push(word);
        isPattern = this.text.slice(word.start, word.end) === '=~';
      } else children.push(this.token(this.startsWith('&&') || this.startsWith('||') ? 2 : 1));
    }
    children.push(this.token(2));
    return this.node('test_command', start, children);
  }

  private readRegularExpression(): SyntaxNode {
    const start = this.at;
    const pieces: SyntaxNode[] = [];
    while (this.at < this.end && this.sign() !== ' ' && this.sign() !== '\t' && this.lineEnd() === 0) {
      if (this.sign() === '(') pieces.push(...this.skipGroup());
      else {
        const piece = this.readPiece();
        if (piece) pieces.push(piece);
        else this.at++;
      }
    }
    return this.node('regex', start, pieces);
  }

  private readFunction(): SyntaxNode {
    const start = this.at;
    const children = [this.token(8)];
    this.skipBlanks();
    const named = this.readWord();
    if (!named) this.fail();
    children.push(named);
    this.skipBlanks();
    if (this.sign() === '(') this.readEmptyParentheses(children);
    this.skipSpace(children);
    return this.withBody(start, children);
  }

  protected readEmptyParentheses(into: SyntaxNode[]): void {
    into.push(this.token(1));
    this.skipBlanks();
    if (this.sign() !== ')') this.reject();
    into.push(this.token(1));
  }

  protected withBody(start: number, children: SyntaxNode[]): SyntaxNode {
    const bodyAt = this.at;
    const body = this.readCompound();
    if (!body) this.fail();
    return this.node('function_definition', start, [...children, this.withRedirects(bodyAt, body)]);
  }

  /** `time` before a compound command; otherwise it is a program name. */
  private readTimed(): SyntaxNode | undefined {
    const start = this.at;
    const children = [this.token(4)];
    this.skipBlanks();
    if (this.startsWith('-p') && this.isAtSign(this.at + 2)) children.push(this.token(2));
    this.skipBlanks();
    const bodyAt = this.at;
    const body = this.readCompound();
    if (!body) {
      this.at = start;
      return undefined;
    }
    return this.node('timed_statement', start, [...children, this.withRedirects(bodyAt, body)]);
  }

  private readCoprocess(): SyntaxNode {
    const start = this.at;
    const children = [this.token(6)];
    this.skipBlanks();
    if (!this.isCompound()) {
      const nameAt = this.at;
      const named = this.readWord();
      this.skipBlanks();
      if (named && this.isCompound()) children.push({ ...named, type: 'variable_name' });
      else this.at = nameAt;
    }
    children.push(this.readCommand());
    return this.node('coprocess', start, children);
  }

  private isCompound(): boolean {
    return this.sign() === '(' || /^(\{|if|while|until|for|select|case|\[\[)$/.test(this.keyword());
  }

  protected withRedirects(start: number, statement: SyntaxNode): SyntaxNode {
    const children = [statement];
    for (;;) {
      const end = this.at;
      this.skipBlanks();
      const redirect = this.readRedirect();
      if (redirect) children.push(redirect);
      else {
        this.at = end;
        break;
      }
    }
    return children.length === 1 ? statement : this.node('redirected_statement', start, children);
  }
}
