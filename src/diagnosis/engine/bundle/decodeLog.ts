/** `head`: the first two bytes of the file, of which `bytes` may be the end. */
export const decodeLog = (bytes: Uint8Array, head: Uint8Array = bytes): string =>
  new TextDecoder(encodingOf(head)).decode(bytes);

/** Windows PowerShell redirects output as UTF-16. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
