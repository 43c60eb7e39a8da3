import { decodeLog } from './decodeLog';

const firstRoom = 64 * 1024;

/** The end of a file that comes in chunks, which may be parts of one buffer: what is kept is copied. */
export class FileTail {
  private bytes = new Uint8Array();
  private used = 0;
  private head = new Uint8Array();

  /** Of all bytes, kept or not. */
  length = 0;

  /** `mostKept`: bytes, at least one. */
  constructor(private readonly mostKept: number) {}

  add(chunk: Uint8Array): void {
    if (this.head.length < 2) this.head = Uint8Array.of(...this.head, ...chunk.subarray(0, 2 - this.head.length));
    this.length += chunk.length;
    for (let rest = chunk; rest.length > 0;) {
      if (this.used === this.bytes.length) this.makeRoom(rest.length);
      const part = rest.subarray(0, this.bytes.length - this.used);
      this.bytes.set(part, this.used);
      this.used += part.length;
      rest = rest.subarray(part.length);
    }
  }

  get isCut(): boolean {
    return this.length > this.mostKept;
  }

  text(): string {
    this.trim();
    return decodeLog(this.bytes.subarray(0, this.used), this.head);
  }

  /** Room for twice what is kept, so that little is moved. */
  private makeRoom(wanted: number): void {
    const most = 2 * this.mostKept;
    if (this.bytes.length >= most) {
      this.trim();
      return;
    }
    const larger = new Uint8Array(Math.min(most, Math.max(firstRoom, 2 * this.bytes.length, this.used + wanted)));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private trim(): void {
    // An even number of bytes is left out, so that UTF-16 is not cut within a character.
    const surplus = Math.max(0, this.used - this.mostKept);
    this.bytes.copyWithin(0, surplus + (surplus % 2), this.used);
    this.used -= Math.min(this.used, surplus + (surplus % 2));
  }
}
