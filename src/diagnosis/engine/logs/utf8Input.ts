import { encodingOf } from './encodingOf';

const none = new Uint8Array();

/** Chunks of a text as UTF-8, without a byte order mark. */
export class Utf8Input {
  private head: Uint8Array = none;
  private decoder: InstanceType<typeof TextDecoder> | undefined;
  private isPlain = false;

  read(chunk: Uint8Array): Uint8Array {
    if (this.isPlain) return chunk;
    if (this.decoder) return encoded(this.decoder.decode(chunk, { stream: true }));
    const all = this.head.length === 0 ? chunk : Uint8Array.of(...this.head, ...chunk);
    if (all.length < markLength) {
      this.head = all.slice();
      return none;
    }
    this.head = none;
    return this.begin(all);
  }

  end(): Uint8Array {
    if (this.decoder) return encoded(this.decoder.decode());
    return this.head.length > 0 ? this.begin(this.head) : none;
  }

  private begin(all: Uint8Array): Uint8Array {
    const encoding = encodingOf(all);
    if (encoding === 'utf-8') {
      this.isPlain = true;
      return byteOrderMark.every((byte, index) => all[index] === byte) ? all.subarray(markLength) : all;
    }
    this.decoder = new TextDecoder(encoding);
    return encoded(this.decoder.decode(all, { stream: true }));
  }
}

const byteOrderMark = [0xef, 0xbb, 0xbf];
const markLength = byteOrderMark.length;
const encoder = new TextEncoder();
const encoded = (text: string): Uint8Array => encoder.encode(text);
