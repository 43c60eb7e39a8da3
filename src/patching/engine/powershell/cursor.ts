import type { SyntaxNode } from '../syntaxTree';
import { isBlank, isNewline } from './characters';

export interface OpenNode extends SyntaxNode {
  parent: SyntaxNode | undefined;
  children: SyntaxNode[];
}

export function createNode(
  type: string,
  start: number,
  end: number,
  children: readonly SyntaxNode[] = [],
  isNamed = true,
): SyntaxNode {
  const node: OpenNode = { type, isNamed, start, end, parent: undefined, children: [...children] };
  for (const child of children as readonly OpenNode[]) child.parent = node;
  return node;
}

export const closeNode = (cursor: Cursor, type: string, start: number, children: readonly SyntaxNode[]): SyntaxNode =>
  createNode(type, start, cursor.at, children);

/** Invalid, or nested too deep. */
export class Unreadable extends Error {
  constructor(
    readonly at: number,
    /** No statement that can be skipped holds it. */
    readonly isFinal = false,
  ) {
    super('This text cannot be read as PowerShell.');
  }
}

/** For `"$(…)"`. Injected to avoid an import cycle. */
export type StatementsReader = (cursor: Cursor, closer: string) => SyntaxNode;

interface Mark {
  readonly at: number;
  readonly comments: number;
}

// Each level costs a dozen stack frames.
const maxDepth = 150;

export class Cursor {
  at = 0;
  /** Exclusive; inside `"$(…)"` it precedes the end of the text. */
  end: number;
  /** In text order. */
  readonly comments: SyntaxNode[] = [];
  /** Offsets of brackets that aren't attributes of parameters, classes, or enumerations. */
  readonly plainBrackets = new Set<number>();
  private depth = 0;

  constructor(
    readonly text: string,
    readonly readStatements: StatementsReader,
  ) {
    this.end = text.length;
  }

  peek(ahead = 0): string {
    const at = this.at + ahead;
    return at < this.end ? this.text.charAt(at) : '';
  }

  mark(): Mark {
    return { at: this.at, comments: this.comments.length };
  }

  reset({ at, comments }: Mark): void {
    this.at = at;
    this.comments.length = comments;
  }

  fail(at = this.at): never {
    throw new Unreadable(at);
  }

  /** `read`, or what `recover` gives after it failed, with the cursor where it was. */
  attempt<T>(read: () => T, recover: (error: Unreadable) => T): T {
    const { depth, end } = this;
    const mark = this.mark();
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Unreadable) || error.isFinal) throw error;
      this.depth = depth;
      this.end = end;
      this.reset(mark);
      return recover(error);
    }
  }

  expect(c: string): void {
    if (this.peek() !== c) this.fail();
    this.at += 1;
  }

  nested<T>(read: () => T): T {
    if (++this.depth > maxDepth) this.fail();
    const result = read();
    this.depth -= 1;
    return result;
  }

  /** Blanks, comments, and a backtick before a line end or blank. */
  skipBlanks(): void {
    for (;;) {
      const c = this.peek();
      if (isBlank(c)) this.at += 1;
      else if (c === '#') this.skipLineComment();
      else if (c === '<' && this.peek(1) === '#') this.skipBlockComment();
      else if (c !== '`' || !this.skipContinuation()) return;
    }
  }

  skipNewlines(): void {
    for (;;) {
      this.skipBlanks();
      if (!isNewline(this.peek())) return;
      this.at += 1;
    }
  }

  skipSeparators(): void {
    for (;;) {
      this.skipNewlines();
      if (this.peek() !== ';') return;
      this.at += 1;
    }
  }

  /** Skips line ends before a `|` that continues the pipeline (PowerShell 7 only). Blank lines end it. */
  skipNewlinesBeforePipe(): void {
    const start = this.mark();
    let isLineEmpty = false;
    for (let c = this.peek(); ; c = this.peek()) {
      if (isNewline(c)) {
        if (isLineEmpty) break;
        isLineEmpty = true;
        this.at += c === '\r' && this.peek(1) === '\n' ? 2 : 1;
      } else if (isBlank(c)) this.at += 1;
      else if (c === '#' || (c === '<' && this.peek(1) === '#')) {
        if (c === '#') this.skipLineComment();
        else this.skipBlockComment();
        isLineEmpty = false;
      } else if (c === '|') return;
      else break;
    }
    this.reset(start);
  }

  skipBlockComment(): void {
    const start = this.at;
    const close = this.text.indexOf('#>', start + 2);
    if (close < 0 || close + 2 > this.end) this.fail();
    this.at = close + 2;
    this.comments.push(createNode('comment', start, this.at));
  }

  private skipLineComment(): void {
    const start = this.at;
    while (this.at < this.end && !isNewline(this.peek())) this.at += 1;
    this.comments.push(createNode('comment', start, this.at));
  }

  private skipContinuation(): boolean {
    const next = this.peek(1);
    if (next !== '' && !isNewline(next) && !isBlank(next)) return false;
    this.at += next === '\r' && this.peek(2) === '\n' ? 3 : next === '' ? 1 : 2;
    return true;
  }
}

/** After the first item of `a, b`; a comma may end a line. */
export function readListItems(
  cursor: Cursor,
  first: SyntaxNode,
  readItem: () => SyntaxNode | undefined,
): readonly SyntaxNode[] {
  const items = [first];
  for (;;) {
    const mark = cursor.mark();
    cursor.skipBlanks();
    if (cursor.peek() !== ',') {
      cursor.reset(mark);
      return items;
    }
    cursor.at += 1;
    cursor.skipNewlines();
    items.push(readItem() ?? cursor.fail());
  }
}
