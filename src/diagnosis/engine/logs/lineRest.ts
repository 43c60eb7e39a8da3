import { longestLine } from './lineShape';

/** The beginning of a line whose end has not come; of a long line, no more than is classified. */
export class LineRest {
  private readonly bytes = new Uint8Array(longestLine);
  private length = 0;
  isEmpty = true;

  add(part: Uint8Array): void {
    if (part.length > 0) this.isEmpty = false;
    const kept = part.subarray(0, longestLine - this.length);
    this.bytes.set(kept, this.length);
    this.length += kept.length;
  }

  /** Valid until the next `add`. */
  take(): Uint8Array {
    const line = this.bytes.subarray(0, this.length);
    this.length = 0;
    this.isEmpty = true;
    return line;
  }
}
