import { decodeLog } from './decodeLog';

/** The end of a file that comes in chunks. */
export class FileTail {
  private chunks: Uint8Array[] = [];
  private kept = 0;
  private head = new Uint8Array();

  /** Of all bytes, kept or not. */
  length = 0;

  constructor(private readonly mostKept: number) {}

  add(chunk: Uint8Array): void {
    if (this.head.length < 2) this.head = Uint8Array.of(...this.head, ...chunk.subarray(0, 2 - this.head.length));
    this.length += chunk.length;
    this.chunks.push(chunk);
    this.kept += chunk.length;
    if (this.kept > 2 * this.mostKept) this.trim();
  }

  get isCut(): boolean {
    return this.length > this.mostKept;
  }

  text(): string {
    this.trim();
    const [bytes = new Uint8Array()] = this.chunks;
    return decodeLog(bytes, this.head);
  }

  private trim(): void {
    const all = new Uint8Array(this.kept);
    let at = 0;
    for (const chunk of this.chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    // An even number of bytes is left out, so that UTF-16 is not cut within a character.
    const surplus = Math.max(0, all.length - this.mostKept);
    const rest = all.slice(surplus + (surplus % 2));
    this.chunks = [rest];
    this.kept = rest.length;
  }
}
