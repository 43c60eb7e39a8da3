/** Bytes kept of what was printed before the script began: banners, and the reasons why it never did. */
const noiseLimit = 16 * 1024;
/** Longer than any mark with its line end and process id. */
const tailLength = 256;

/**
 * One stream of a script's run. A line with the mark says where the script's own output begins, and for stderr another
 * one says that it ended; of what is between, the first bytes are kept and the rest is dropped.
 */
export class MarkedOutput {
  private noise = Buffer.alloc(0);
  private readonly kept: Buffer[] = [];
  private size = 0;
  private tail = Buffer.alloc(0);
  private markLine: string | undefined;
  private dropped = false;

  constructor(
    private readonly mark: string,
    private readonly limit: number,
  ) {}

  add(chunk: Buffer): void {
    if (this.markLine !== undefined) {
      this.keep(chunk);
      return;
    }
    const all = Buffer.concat([this.noise, chunk]);
    const start = all.indexOf(this.mark);
    const end = start < 0 ? -1 : all.indexOf('\n', start);
    if (end < 0) {
      this.noise = all.subarray(-noiseLimit);
      return;
    }
    this.noise = all.subarray(0, start);
    this.markLine = all.toString('utf8', start, end).trim();
    this.keep(all.subarray(end + 1));
  }

  get hasBegun(): boolean {
    return this.markLine !== undefined;
  }

  /** The process on the machine, where the mark names it. */
  get processId(): number | undefined {
    const number = /^\d+$/.exec(this.markLine?.slice(this.mark.length).trim() ?? '');
    return number ? Number(number[0]) : undefined;
  }

  /** Whether the closing mark came, on stderr. */
  get hasEnded(): boolean {
    return this.hasBegun && this.tail.includes(this.mark);
  }

  get before(): string {
    return this.noise.toString('utf8');
  }

  /** What the script itself printed, as far as it was kept. */
  get text(): string {
    const text = new TextDecoder().decode(Buffer.concat(this.kept));
    const end = text.lastIndexOf(this.mark);
    const own = end < 0 ? text : text.slice(0, end);
    // A character that the limit cut in two.
    return this.isTruncated ? own.replace(/\ufffd$/, '') : own;
  }

  get isTruncated(): boolean {
    return this.dropped && this.size > this.limit;
  }

  private keep(chunk: Buffer): void {
    const room = Math.max(0, this.limit - this.size);
    if (room > 0) this.kept.push(chunk.subarray(0, room));
    this.dropped ||= chunk.length > room;
    this.size += chunk.length;
    this.tail = Buffer.concat([this.tail, chunk]).subarray(-tailLength);
  }
}
