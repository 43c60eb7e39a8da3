import { countWhile } from './spans';
import type { YamlNode, YamlOther } from './yamlNodes';

/** Blanks, comments, and the scalars that have ends of their own. */
export abstract class YamlScanner {
  protected at = 0;

  /** A line may hold all of the text, and is asked for at each of its words. */
  private readonly lineEnds: readonly number[];

  constructor(protected readonly text: string) {
    this.lineEnds = Array.from(text.matchAll(/\n/g), ({ index }) => index);
  }

  protected column(at = this.at): number {
    return at - ((this.lineEnds[this.lineAt(at) - 1] ?? -1) + 1);
  }

  protected lineEnd(from = this.at): number {
    return this.lineEnds[this.lineAt(from)] ?? this.text.length;
  }

  private lineAt(at: number): number {
    return countWhile(this.lineEnds, (end) => end < at);
  }

  /** Blanks, comments, and line ends. */
  protected skipSpace(): void {
    for (;;) {
      const sign = this.text[this.at];
      if (sign === '#' && (this.at === 0 || /\s/.test(this.text[this.at - 1] ?? ''))) this.at = this.lineEnd();
      else if (sign !== undefined && /[\s\ufeff]/.test(sign)) this.at += 1;
      else return;
    }
  }

  protected isMarker(): boolean {
    return this.column() === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(this.text.slice(this.at, this.at + 4));
  }

  protected other(start: number, end = this.at): YamlOther {
    return { kind: 'other', start, end };
  }

  protected isDash(): boolean {
    return this.text[this.at] === '-' && /^(?:\s|$)/.test(this.text.slice(this.at + 1, this.at + 2));
  }

  /** The first text on a later line. */
  protected nextLine(from: number): number | undefined {
    const rest = /\n[ \t\r\n]*/y;
    rest.lastIndex = from;
    const found = rest.exec(this.text);
    const at = from + (found?.[0].length ?? 0);
    return found && at < this.text.length ? at : undefined;
  }

  protected readQuoted(quote: string): YamlNode {
    const start = this.at++;
    while (this.at < this.text.length) {
      const sign = this.text[this.at];
      if (quote === '"' && sign === '\\') this.at += 2;
      else if (sign !== quote) this.at += 1;
      else if (quote === "'" && this.text[this.at + 1] === "'") this.at += 2;
      else {
        this.at += 1;
        return { kind: 'scalar', style: quote === '"' ? 'double' : 'single', start, end: this.at };
      }
    }
    this.at = this.text.length;
    return this.other(start);
  }

  protected readBlockScalar(parent: number, style: 'literal' | 'folded'): YamlNode {
    const header = this.at;
    this.at = this.lineEnd();
    const isHeader = /^[|>][-+\d]*[ \t]*(?:#.*)?\r?$/.test(this.text.slice(header, this.at));
    const start = Math.min(this.at + 1, this.text.length);
    let end = start;
    let indent: number | undefined;
    for (let at = start; at < this.text.length;) {
      const stop = this.lineEnd(at);
      const line = this.text.slice(at, stop).replace(/\r$/, '');
      const own = /^ */.exec(line)?.[0].length ?? 0;
      if (line.trim() !== '') {
        if (own <= parent || (indent !== undefined && own < indent)) break;
        indent ??= own;
        end = at + line.length;
      }
      at = stop + 1;
      this.at = Math.min(at, this.text.length);
    }
    return isHeader
      ? { kind: 'scalar', style, start, end: Math.max(start, end) }
      : this.other(header, Math.max(start, end));
  }
}
