import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlOther, YamlScalar } from './yamlNodes';
import { YamlScanner } from './yamlScanner';

const deepest = 60;

/**
 * Reads block and flow collections and scalars of YAML 1.2, as far as people write them by hand, with their places. Never
 * throws; linear time. What can't be read is `other`.
 */
export const readYaml = (text: string): readonly YamlNode[] => new YamlReader(text).readDocuments();

class YamlReader extends YamlScanner {
  private depth = 0;

  readDocuments(): readonly YamlNode[] {
    const documents: YamlNode[] = [];
    for (;;) {
      this.skipSpace();
      if (this.at >= this.text.length) return documents;
      if (/^(?:---|\.\.\.)(?=[\s]|$)/.test(this.text.slice(this.at, this.at + 4)) && this.column() === 0) {
        this.at += 3;
        continue;
      }
      if (this.text[this.at] === '%' && this.column() === 0) {
        this.at = this.lineEnd();
        continue;
      }
      const before = this.at;
      documents.push(this.readBlock(-1));
      if (this.at === before) this.at = this.lineEnd() + 1;
    }
  }

  /** The node at the next text, which is indented by more than `parent`. */
  private readBlock(parent: number): YamlNode {
    this.skipSpace();
    const start = this.at;
    const column = this.column();
    if (++this.depth > deepest || start >= this.text.length || column <= parent || this.isMarker()) {
      this.depth -= 1;
      return this.other(start, start);
    }
    const node = this.isDash() ? this.readList(column) : (this.readMap(column) ?? this.readInline(parent));
    this.depth -= 1;
    return node;
  }

  private readList(column: number): YamlList {
    const start = this.at;
    const items: YamlNode[] = [];
    let end = start;
    while (this.at < this.text.length && this.column() === column && this.isDash() && !this.isMarker()) {
      this.at += 1;
      items.push(this.readValue(column));
      end = items.at(-1)?.end ?? end;
      this.skipSpace();
    }
    return { kind: 'list', isFlow: false, start, end, items };
  }

  /** After `-` or `:`: on the same line, or on the next ones. */
  private readValue(parent: number, mayDash = false): YamlNode {
    const from = this.at;
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at += 1;
    const rest = this.text[this.at];
    if (rest === undefined || rest === '\n' || rest === '\r' || rest === '#') {
      if (rest === '#' && this.at === from) return this.readInline(parent);
      this.skipSpace();
      // A list may be as far left as its key.
      if (mayDash && this.isDash() && this.column() === parent) return this.readList(parent);
      return this.column() > parent ? this.readBlock(parent) : this.other(from, from);
    }
    if (rest === '|' || rest === '>') return this.readBlockScalar(parent, rest === '|' ? 'literal' : 'folded');
    if (!mayDash && (this.isDash() || this.keyAt() !== undefined)) return this.readBlock(parent);
    return this.readInline(parent);
  }

  /** The end of a key that is followed by a colon, on this line. */
  private keyAt(): YamlScalar | undefined {
    const start = this.at;
    const sign = this.text[start];
    if (sign === '"' || sign === "'") {
      const scalar = this.readQuoted(sign);
      const isKey = scalar.kind === 'scalar' && /^[ \t]*:(?:\s|$)/.test(this.text.slice(this.at, this.at + 80));
      this.at = start;
      return isKey ? scalar : undefined;
    }
    if (sign === undefined || /[[\]{}#&*!|>%@`,?-]/.test(sign)) {
      if (sign !== '-' || this.isDash()) return undefined;
    }
    const line = this.text.slice(start, Math.min(this.lineEnd(), start + 1024));
    const colon = /:(?=\s|$)/.exec(line);
    const comment = line.search(/\s#/);
    if (!colon || colon.index === 0 || (comment >= 0 && comment < colon.index)) return undefined;
    const name = line.slice(0, colon.index).trimEnd();
    return { kind: 'scalar', style: 'plain', start, end: start + name.length };
  }

  private readMap(column: number): YamlMap | undefined {
    if (this.keyAt() === undefined) return undefined;
    const start = this.at;
    const entries: YamlEntry[] = [];
    let end = start;
    while (this.at < this.text.length && this.column() === column && !this.isMarker()) {
      const key = this.keyAt();
      if (!key) break;
      this.at = this.text.indexOf(':', key.end) + 1;
      const value = this.readValue(column, true);
      entries.push({ key, value: value.start === value.end && value.kind === 'other' ? undefined : value });
      end = Math.max(key.end, value.end);
      this.skipSpace();
    }
    return { kind: 'map', isFlow: false, start, end, entries };
  }

  /** A flow collection or a scalar. */
  private readInline(parent: number): YamlNode {
    const start = this.at;
    const sign = this.text[start] ?? '';
    if (sign === '[' || sign === '{') return this.readFlow();
    if (sign === '"' || sign === "'") return this.readQuoted(sign);
    if (sign === '&' || sign === '!') {
      while (/\S/.test(this.text[this.at] ?? ' ')) this.at += 1;
      const isText = /^!(?:!str|unsafe)?$/.test(this.text.slice(start, this.at)) || sign === '&';
      const value = this.readValue(parent, true);
      return isText ? value : this.other(start, value.end);
    }
    if (sign === '|' || sign === '>') return this.readBlockScalar(parent, sign === '|' ? 'literal' : 'folded');
    if (/[*%@`]/.test(sign)) {
      this.at = this.lineEnd();
      return this.other(start);
    }
    return this.readPlain(parent);
  }

  /** Goes on in lines that are indented by more than `parent`. */
  private readPlain(parent: number): YamlNode {
    const start = this.at;
    let end = start;
    for (;;) {
      const lineStop = this.lineEnd();
      const line = this.text.slice(this.at, lineStop);
      const comment = /(?:^|\s)#/.exec(line);
      const own = (comment ? line.slice(0, comment.index) : line).trimEnd();
      if (own !== '') end = this.at + own.length;
      this.at = lineStop;
      if (comment) break;
      const next = this.nextLine(lineStop);
      if (next === undefined || this.column(next) <= parent || this.isOther(next)) break;
      this.at = next;
    }
    this.at = Math.max(end, start);
    if (end === start) this.at = this.lineEnd();
    return { kind: 'scalar', style: 'plain', start, end };
  }

  /** A comment, or a key, which no plain scalar over lines may hold. */
  private isOther(at: number): boolean {
    const line = this.text.slice(at, Math.min(this.lineEnd(at), at + 1024));
    return (
      line.startsWith('#') ||
      /^[^"'#\s][^#]*?:(?:\s|$)/.test(line) ||
      (this.column(at) === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(line))
    );
  }

  private readFlow(): YamlNode {
    const start = this.at;
    const close = this.text[this.at++] === '[' ? ']' : '}';
    const items: YamlNode[] = [];
    const entries: YamlEntry[] = [];
    if (++this.depth > deepest) return this.giveUp(start);
    for (;;) {
      this.skipSpace();
      const sign = this.text[this.at];
      if (sign === undefined) return this.giveUp(start);
      if (sign === close) break;
      if (sign === ',') {
        this.at += 1;
        continue;
      }
      const before = this.at;
      const item = this.readFlowItem();
      if (this.at === before) return this.giveUp(start);
      this.skipSpace();
      if (this.text[this.at] === ':' && item.kind === 'scalar') {
        this.at += 1;
        this.skipSpace();
        const value = /[,\]}]/.test(this.text[this.at] ?? ',') ? undefined : this.readFlowItem();
        entries.push({ key: item, value });
        if (close === ']') items.push(this.other(item.start));
      } else items.push(item);
    }
    this.at += 1;
    this.depth -= 1;
    const span = { start, end: this.at };
    return close === ']'
      ? { kind: 'list', isFlow: true, ...span, items }
      : { kind: 'map', isFlow: true, ...span, entries };
  }

  private giveUp(start: number): YamlOther {
    this.depth -= 1;
    this.at = this.text.length;
    return this.other(start);
  }

  private readFlowItem(): YamlNode {
    const start = this.at;
    const sign = this.text[start] ?? '';
    if (sign === '[' || sign === '{') {
      // A template that was not quoted: `[ azcmagent, {{ name }} ]` is no YAML.
      return this.readFlow();
    }
    if (sign === '"' || sign === "'") return this.readQuoted(sign);
    while (this.at < this.text.length) {
      const each = this.text[this.at] ?? '';
      if (/[,[\]{}\n]/.test(each)) break;
      if (each === ':' && /[\s,[\]{}]/.test(this.text[this.at + 1] ?? ' ')) break;
      if (each === '#' && /\s/.test(this.text[this.at - 1] ?? '')) break;
      this.at += 1;
    }
    let end = this.at;
    while (end > start && /\s/.test(this.text[end - 1] ?? '')) end -= 1;
    return /^[&*!%@`|>]/.test(sign) ? this.other(start, end) : { kind: 'scalar', style: 'plain', start, end };
  }
}
