export const removed = '«removed»';

export const isRemoved = (text: string, at: number): boolean => text[at] === '«';

/** Cuts must be in order. */
export class Cuts {
  private readonly pieces: string[] = [];
  private copied = 0;

  constructor(private readonly text: string) {}

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
