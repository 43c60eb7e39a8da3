/** For banners and errors before the script, in bytes. */
const noiseLimit = 16 * 1024;
/** Longer than a line with mark and number. */
const tailLength = 256;

/** Keeps a stream's first bytes between the marks. */
export class MarkedOutput {
  private noise = Buffer.alloc(0);
  private readonly kept: Buffer[] = [];
  private size = 0;
  private tail = Buffer.alloc(0);
  private firstWord: string | undefined;
  private lastWord: string | undefined;

  constructor(
    private readonly mark: string,
    private readonly limit: number,
  ) {}

  add(chunk: Buffer): void {
    if (this.hasEnded) return;
    if (this.hasBegun) {
      this.keep(chunk);
      return;
    }
    const all = Buffer.concat([this.noise, chunk]);
    const line = this.lineIn(all);
    if (line === undefined) {
      this.noise = all.subarray(-noiseLimit);
      return;
    }
    this.noise = all.subarray(0, line.start);
    this.firstWord = line.word;
    this.keep(all.subarray(line.end));
  }

  get hasBegun(): boolean {
    return this.firstWord !== undefined;
  }

  /** Remote; from the opening mark. */
  get processId(): number | undefined {
    return numberIn(this.firstWord);
  }

  get hasEnded(): boolean {
    return this.lastWord !== undefined;
  }

  get exitCode(): number | undefined {
    return numberIn(this.lastWord);
  }

  get before(): string {
    return this.noise.toString('utf8');
  }

  get text(): string {
    const own = Buffer.concat(this.kept).subarray(0, this.size);
    const text = new TextDecoder().decode(own);
    // Character cut by the limit.
    return this.isTruncated ? text.replace(/\ufffd$/, '') : text;
  }

  get isTruncated(): boolean {
    return this.size > this.limit;
  }

  private keep(chunk: Buffer): void {
    const room = Math.max(0, this.limit - this.size);
    if (room > 0) this.kept.push(chunk.subarray(0, room));
    this.size += chunk.length;
    const tail = Buffer.concat([this.tail, chunk]);
    const line = this.lineIn(tail);
    this.tail = tail.subarray(-tailLength);
    if (line === undefined) return;
    this.lastWord = line.word;
    this.size -= tail.length - line.start;
  }

  /** `word` follows the mark. */
  private lineIn(bytes: Buffer): { readonly start: number; readonly end: number; readonly word: string } | undefined {
    const start = bytes.indexOf(this.mark);
    const end = start < 0 ? 0 : bytes.indexOf('\n', start) + 1;
    return end === 0 ? undefined : { start, end, word: bytes.toString('utf8', start + this.mark.length, end).trim() };
  }
}

const numberIn = (word = ''): number | undefined => (/^\d+$/.test(word) ? Number(word) : undefined);
