/** What stands in place of a secret. */
export const removed = '«removed»';

/** Whether what begins here was taken out before. */
export const isRemoved = (text: string, at: number): boolean => text[at] === '«';

/** Copies a text but for the parts that are cut, which come in their order. */
export class Cuts {
  private readonly pieces: string[] = [];
  private copied = 0;

  constructor(private readonly text: string) {}

  /** Where the last cut ended. */
  get end(): number {
    return this.copied;
  }

  cut(from: number, to: number, put = removed): void {
    this.pieces.push(this.text.slice(this.copied, from), put);
    this.copied = to;
  }

  get result(): string {
    return this.copied === 0 ? this.text : this.pieces.join('') + this.text.slice(this.copied);
  }
}
