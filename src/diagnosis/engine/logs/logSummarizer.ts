import type { ArcLog, ClassifiedLine, LogLine, LogRequest } from './arcLog';
import { classifyLine } from './classifyLine';
import { LineRest } from './lineRest';
import { LineShape } from './lineShape';
import { Utf8Input } from './utf8Input';

interface Group extends LogRequest {
  count: number;
  readonly first: LogLine;
}

interface KnownShape {
  readonly words: Int32Array;
  readonly line: ClassifiedLine;
  /** Undefined without a host, or if there are too many groups. */
  readonly group: Group | undefined;
}

/** The hosts that a hostile log can name have no end. */
const mostGroups = 20_000;
const mostShapes = 65_536;
const mostShapeBytes = 8 * 1024 * 1024;
const shownUnknown = 20;
/** In UTF-16 units. */
const keptCharacters = 400;

/**
 * Sums up a log that comes in chunks, in any encoding that a byte order mark names, UTF-8 without one. Linear time; memory
 * doesn’t grow with the log.
 */
export class LogSummarizer {
  private readonly shape = new LineShape();
  private readonly shapes = new Map<number, KnownShape>();
  private shapeBytes = 0;
  private readonly groups = new Map<string, Group>();
  private readonly unknownLines: LogLine[] = [];
  private readonly decoder = new TextDecoder();
  private readonly input = new Utf8Input();
  private readonly rest = new LineRest();
  private lines = 0;
  private requests = 0;
  private ungrouped = 0;
  private messages = 0;
  private unknown = 0;
  private blank = 0;
  private endedWithReturn = false;

  add(chunk: Uint8Array): void {
    const bytes = this.input.read(chunk);
    if (bytes.length > 0) this.read(bytes);
  }

  /** Of all so far; a last line without an end counts. Call once. */
  end(): ArcLog {
    const last = this.input.end();
    if (last.length > 0) this.read(last);
    if (!this.rest.isEmpty) this.takeRest();
    const { lines, requests, ungrouped, messages, unknown, blank } = this;
    const groups = [...this.groups.values()];
    return {
      lines,
      groups,
      requests,
      ungrouped,
      messages,
      unknown: { count: unknown, first: this.unknownLines },
      blank,
    };
  }

  private read(bytes: Uint8Array): void {
    let start = 0;
    if (this.endedWithReturn && bytes[0] === lineFeed) start = 1;
    this.endedWithReturn = false;
    if (!this.rest.isEmpty) {
      const end = lineEndIn(bytes, start);
      this.rest.add(bytes.subarray(start, end));
      if (end === bytes.length) return;
      this.takeRest();
      start = this.after(bytes, end);
    }
    while (start < bytes.length) {
      let end = this.shape.read(bytes, start);
      if (end < bytes.length && !isLineEnd(bytes[end])) end = lineEndIn(bytes, end);
      if (end === bytes.length) {
        this.rest.add(bytes.subarray(start, end));
        return;
      }
      this.count(bytes, start, end);
      start = this.after(bytes, end);
    }
  }

  private after(bytes: Uint8Array, end: number): number {
    if (bytes[end] !== carriageReturn) return end + 1;
    if (end + 1 === bytes.length) this.endedWithReturn = true;
    return bytes[end + 1] === lineFeed ? end + 2 : end + 1;
  }

  private takeRest(): void {
    const line = this.rest.take();
    this.shape.read(line, 0);
    this.count(line, 0, line.length);
  }

  /** A line whose shape was just read. */
  private count(bytes: Uint8Array, start: number, end: number): void {
    this.lines++;
    const known = this.shapes.get(this.shape.hash);
    if (known && this.shape.isLike(known.words)) this.countAs(known, bytes, start, end);
    else this.learn(bytes, start, end);
  }

  private learn(bytes: Uint8Array, start: number, end: number): void {
    const { shape } = this;
    const line = classifyLine(this.decoder.decode(shape.bytes.subarray(0, shape.length)));
    const group = typeof line === 'object' ? this.groupOf(line, bytes, start, end) : undefined;
    const learned: KnownShape = { words: shape.copy(), line, group };
    if (this.shapes.size >= mostShapes || this.shapeBytes > mostShapeBytes) {
      this.shapes.clear();
      this.shapeBytes = 0;
    }
    this.shapes.set(shape.hash, learned);
    this.shapeBytes += shape.length;
    this.countAs(learned, bytes, start, end);
  }

  private countAs({ line, group }: KnownShape, bytes: Uint8Array, start: number, end: number): void {
    if (group) {
      group.count++;
      this.requests++;
    } else if (line === 'message') this.messages++;
    else if (line === 'blank') this.blank++;
    else if (line === 'unknown') {
      this.unknown++;
      if (this.unknownLines.length < shownUnknown) this.unknownLines.push(this.lineAt(bytes, start, end));
    } else this.ungrouped++;
  }

  private groupOf(line: LogRequest, bytes: Uint8Array, start: number, end: number): Group | undefined {
    const key = `${line.host}:${line.port} ${line.route} ${line.result}`;
    const known = this.groups.get(key);
    if (known || this.groups.size >= mostGroups) return known;
    const group = { ...line, count: 0, first: this.lineAt(bytes, start, end) };
    this.groups.set(key, group);
    return group;
  }

  private lineAt(bytes: Uint8Array, start: number, end: number): LogLine {
    const text = this.text(bytes, start, end);
    return { line: this.lines, text: text.length > keptCharacters ? `${text.slice(0, keptCharacters)}…` : text };
  }

  private text(bytes: Uint8Array, start: number, end: number): string {
    return this.decoder.decode(bytes.subarray(start, Math.min(end, start + 4 * keptCharacters)));
  }
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const isLineEnd = (byte: number | undefined): boolean => byte === lineFeed || byte === carriageReturn;

function lineEndIn(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isLineEnd(bytes[at])) at++;
  return at;
}
