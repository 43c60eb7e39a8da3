const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;

/** Undefined if not Base64 in whole groups of four. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !alphabet.test(text)) return undefined;
  const binary = atob(text);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
