/** In bytes, a multiple of `wordLength`; the rest of a longer line is not classified. */
export const longestLine = 16_384;
/** In bytes, of a number that is compared and hashed. */
const wordLength = Int32Array.BYTES_PER_ELEMENT;
const nowhere = -2;

/**
 * The shape of a line: the line with nines for numbers that say nothing about a request (times, durations, sizes, addresses,
 * ids). Lines of one shape are classified once. What may be a status, a port or a part of a host name is kept; 999 is no
 * status, and nines are numbers in JSON too.
 */
export class LineShape {
  /** Of one line; only the first `length` bytes are its shape. */
  readonly bytes = new Uint8Array(longestLine + wordLength);
  length = 0;
  hash = 0;
  private readonly words = new Int32Array(this.bytes.buffer);
  private wordCount = 0;

  /** Its words, for `isLike`. */
  copy(): Int32Array {
    return this.words.slice(0, this.wordCount);
  }

  isLike(words: Int32Array): boolean {
    const { wordCount, words: own } = this;
    if (words.length !== wordCount) return false;
    for (let at = 0; at < wordCount; at++) if (words[at] !== own[at]) return false;
    return true;
  }

  /** Reads a line from `start`; gives the index of its end, or where it is too long or the chunk ends. */
  read(chunk: Uint8Array, start: number): number {
    const { bytes } = this;
    const last = Math.min(chunk.length, start + longestLine);
    let to = 0;
    let at = start;
    this.keptEnd = nowhere;
    this.shortEnd = nowhere;
    while (at < last) {
      const byte = chunk[at] ?? 0;
      if (byte > lastDigit || (byte < firstDigit && byte !== lineFeed && byte !== carriageReturn)) {
        bytes[to++] = byte;
        at++;
      } else if (byte < firstDigit) break;
      else {
        let from = to;
        let marks = 0;
        for (; from > 0; from--) {
          const kind = kinds[bytes[from - 1] ?? 0] ?? 0;
          if (kind === delimiter) break;
          marks |= kind;
        }
        for (; at < last; at++) {
          const next = chunk[at] ?? 0;
          const kind = kinds[next] ?? 0;
          if (kind === delimiter) break;
          marks |= kind;
          bytes[to++] = next;
        }
        to = this.shorten(from, to, marks);
      }
    }
    this.finish(to);
    return at;
  }

  private finish(length: number): void {
    const { bytes, words } = this;
    let to = length;
    while (to % wordLength !== 0) bytes[to++] = 0;
    const count = to / wordLength;
    words[count] = length;
    this.length = length;
    this.wordCount = count + 1;
    this.hash = hashOf(words, count + 1);
  }

  /** Of a token with digits and letters that was kept. */
  private keptEnd = nowhere;
  private shortEnd = nowhere;

  /** After the colon of a host, or the name `port`. */
  private isPort(from: number): boolean {
    const { bytes, keptEnd, shortEnd } = this;
    if (bytes[from - 1] === colon && shortEnd !== from - 1)
      if (keptEnd === from - 1 || kinds[bytes[from - 2] ?? 0] === letter) return true;
    let end = from;
    while (end > 0 && from - end < mostBetween && kinds[bytes[end - 1] ?? 0] === delimiter) end--;
    for (let index = 1; index <= portName.length; index++)
      if (((bytes[end - index] ?? 0) | 0x20) !== portName[portName.length - index]) return false;
    return true;
  }

  /** A token with digits; gives the end of what stands for it. */
  private shorten(from: number, to: number, marks: number): number {
    const end = this.shortened(from, to, marks);
    if (end === undefined) {
      this.keptEnd = to;
      return to;
    }
    this.shortEnd = end;
    return end;
  }

  /** Undefined if the token is kept. */
  private shortened(from: number, to: number, marks: number): number | undefined {
    const { bytes } = this;
    const length = to - from;
    if ((marks & letter) === 0) {
      if ((marks & hyphen) !== 0) return this.nines(from, to);
      if (length > longestNumber) return undefined;
      if ((marks & dot) !== 0) return this.asOne(from);
      if (this.isStatus(from, length) || this.isPort(from)) return undefined;
      return length > longestPart ? this.asOne(from) : this.nines(from, to);
    }
    const end = this.numberEnd(from, to);
    if (end === to || (to - end <= longestUnit && isDigit(bytes[end - 1]) && this.isUnit(from, end, to)))
      return (marks & hyphen) === 0 && end !== to ? this.shortUnit(from, end, to) : this.nines(from, end, to);
    return (marks & dot) === 0 && length >= shortestId && this.isId(from, to) ? this.nineId(from, to) : undefined;
  }

  private isStatus(from: number, length: number): boolean {
    const first = this.bytes[from] ?? 0;
    return length === 3 && first >= 0x31 && first <= 0x35;
  }

  private isUnit(from: number, end: number, to: number): boolean {
    for (let at = end; at < to; at++) if (kinds[this.bytes[at] ?? 0] !== letter) return false;
    return end > from;
  }

  /** Of a number, a date or the beginning of a time, as `2026-12-01T08`. */
  private numberEnd(from: number, to: number): number {
    const { bytes } = this;
    let at = from;
    for (; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (isDigit(byte) || byte === point || byte === dash) continue;
      if (byte === capitalT && isDigit(bytes[at - 1]) && at > from && isDigit(bytes[at + 1]) && at + 1 < to) continue;
      break;
    }
    return at;
  }

  private shortUnit(from: number, end: number, to: number): number {
    this.bytes[from] = nine;
    this.bytes.copyWithin(from + 1, end, to);
    return from + 1 + to - end;
  }

  private isId(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (!isHex(this.bytes[at] ?? 0)) return false;
    return true;
  }

  private asOne(from: number): number {
    this.bytes[from] = nine;
    return from + 1;
  }

  private nines(from: number, end: number, to = end): number {
    const { bytes } = this;
    for (let at = from; at < end; at++) if (isDigit(bytes[at])) bytes[at] = nine;
    return to;
  }

  private nineId(from: number, to: number): number {
    const { bytes } = this;
    for (let at = from; at < to; at++) if (bytes[at] !== dash) bytes[at] = nine;
    return to;
  }
}

const delimiter = 0;
const digit = 1;
const letter = 2;
const dot = 4;
const hyphen = 8;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const firstDigit = 0x30;
const lastDigit = 0x39;

const nine = 0x39;
const dash = 0x2d;
const point = 0x2e;
const colon = 0x3a;
const capitalT = 0x54;
const portName = new TextEncoder().encode('port');
/** Of the delimiters between a name and its value, as `": "`. */
const mostBetween = 4;
const longestNumber = 15;
/** Of a date or a time. */
const longestPart = 4;
/** `ms`, `KB`, `Z`. */
const longestUnit = 2;
/** Half a GUID. */
const shortestId = 16;

const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (isDigit(byte)) return digit;
  if (byte === point) return dot;
  if (byte === dash) return hyphen;
  return /[A-Za-z]/.test(String.fromCharCode(byte)) ? letter : delimiter;
});

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= firstDigit && byte <= lastDigit;
}

const isHex = (byte: number): boolean =>
  isDigit(byte) || byte === dash || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);

/** FNV-1a, with words instead of bytes, mixed at the end. */
function hashOf(words: Int32Array, count: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < count; at++) hash = Math.imul(hash ^ (words[at] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
