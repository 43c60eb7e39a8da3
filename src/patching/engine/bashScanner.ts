import type { SyntaxNode } from './syntaxTree';

interface Draft extends SyntaxNode {
  parent: SyntaxNode | undefined;
}

/** Caught by `parseBash`. */
export class Unreadable extends Error {
  /** `isLocal`: the statement ends with its line, so that what follows can be read. */
  constructor(
    readonly at: number,
    readonly isLocal = false,
  ) {
    super('The text is no shell script from here on.');
  }
}

const signs = new Set([' ', '\t', '\n', '|', '&', ';', '(', ')', '<', '>']);
// Limits keep the time linear.
const tooDeep = 150;
const longestTemplate = 512;

export abstract class BashScanner {
  protected at = 0;
  protected end: number;
  protected depth = 0;
  /** Under the name `sh`, bash follows POSIX too. */
  protected readonly isPosix: boolean;

  constructor(protected readonly text: string) {
    this.end = text.length;
    this.isPosix = /^#![^\n]*\b(?<!\.)(?:da)?sh\b/.test(text);
  }

  protected fail(at = this.at): never {
    throw new Unreadable(at);
  }

  /** For a sign that no statement can have here. */
  protected reject(): never {
    throw new Unreadable(this.at, this.at < this.end && this.sign() !== ')');
  }

  protected within<T>(read: () => T): T {
    if (++this.depth > tooDeep) this.fail();
    const result = read();
    this.depth--;
    return result;
  }

  protected inside<T>(start: number, end: number, read: () => T): T {
    const [at, outer] = [this.at, this.end];
    [this.at, this.end] = [start, end];
    const result = this.within(read);
    [this.at, this.end] = [at, outer];
    return result;
  }

  protected node(type: string, start: number, children: SyntaxNode[] = [], end = this.at): SyntaxNode {
    const made = { type, isNamed: true, start, end, parent: undefined, children };
    for (const child of children) (child as Draft).parent = made;
    return made;
  }

  /** An anonymous node, whose type is its text. */
  protected token(length: number): SyntaxNode {
    const start = this.at;
    this.at += length;
    return { ...this.node(this.text.slice(start, this.at), start), isNamed: false };
  }

  protected sign(offset = 0): string {
    const at = this.at + offset;
    return at < this.end ? (this.text[at] ?? '') : '';
  }

  protected startsWith(sign: string): boolean {
    return this.at + sign.length <= this.end && this.text.startsWith(sign, this.at);
  }

  /** Length; 0 if there is no line end. */
  protected lineEnd(at = this.at): number {
    if (at >= this.end) return 0;
    if (this.text[at] === '\n') return 1;
    return this.text[at] === '\r' && at + 1 < this.end && this.text[at + 1] === '\n' ? 2 : 0;
  }

  protected continuation(at = this.at): number {
    if (at >= this.end || this.text[at] !== '\\') return 0;
    if (at + 1 >= this.end) return 1;
    const end = this.lineEnd(at + 1);
    return end === 0 ? 0 : end + 1;
  }

  protected skipBlanks(): void {
    for (;;) {
      const joined = this.continuation();
      if (joined > 0) this.at += joined;
      else if (this.sign() === ' ' || this.sign() === '\t') this.at++;
      else return;
    }
  }

  protected isAtSign(at = this.at): boolean {
    return at >= this.end || signs.has(this.text[at] ?? '') || this.lineEnd(at) > 0;
  }

  /** True for expansions, `$'…'`, and `$"…"`. */
  protected isExpansion(): boolean {
    const next = this.sign(1);
    return next === "'" || next === '"' || next === '{' || next === '(' || next === '[' || /[\w@*#?$!-]/.test(next);
  }

  /** `{{ name }}` or `<%= name %>` is one piece after rendering. */
  protected skipTemplate(open: string, close: string): boolean {
    if (!this.startsWith(open) || !/[\s=-]/.test(this.sign(2))) return false;
    const last = Math.min(this.end - close.length, this.at + longestTemplate);
    for (let at = this.at + open.length; at <= last && this.text[at] !== '\n'; at++) {
      if (this.text.startsWith(open, at)) return false;
      if (!this.text.startsWith(close, at)) continue;
      this.at = at + close.length;
      return true;
    }
    return false;
  }

  protected isTemplate(): boolean {
    const start = this.at;
    const isOne = this.skipTemplate('<%', '%>');
    this.at = start;
    return isOne;
  }

  protected readRaw(): SyntaxNode {
    const start = this.at;
    const close = this.text.indexOf("'", start + 1);
    if (close < 0 || close >= this.end) this.fail(start);
    this.at = close + 1;
    return this.node('raw_string', start);
  }

  protected readAnsi(): SyntaxNode {
    const start = this.at;
    this.at += 2;
    while (this.sign() !== "'") {
      if (this.at >= this.end) this.fail(start);
      this.at += this.sign() === '\\' ? 2 : 1;
    }
    this.at++;
    return this.node('ansi_c_string', start);
  }

  /** Offset of the closing `))`; undefined if the two are apart. */
  protected closeOfArithmetic(from: number): number | undefined {
    let open = 0;
    for (let at = from; at < this.end; at++) {
      const sign = this.text[at];
      if (sign === '\\') at++;
      else if (sign === "'" || sign === '"') {
        const close = this.closeOfQuote(at, sign);
        if (close === undefined) return undefined;
        at = close;
      } else if (sign === '(') open++;
      else if (sign === ')') {
        if (open === 0) return at + 1 < this.end && this.text[at + 1] === ')' ? at : undefined;
        open--;
      }
    }
    return undefined;
  }

  private closeOfQuote(from: number, quote: string): number | undefined {
    for (let at = from + 1; at < this.end; at++) {
      if (this.text[at] === quote) return at;
      if (this.text[at] === '\\' && quote === '"') at++;
    }
    return undefined;
  }
}
