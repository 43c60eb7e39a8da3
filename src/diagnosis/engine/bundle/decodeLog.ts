import { encodingOf } from '..';

/** `head`: the first two bytes of the file, of which `bytes` may be the end. */
export const decodeLog = (bytes: Uint8Array, head: Uint8Array = bytes): string =>
  new TextDecoder(encodingOf(head)).decode(bytes);
