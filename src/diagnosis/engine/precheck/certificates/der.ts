/** One tag, length and content in DER. `end` is where the content should end, even if the bytes are truncated. */
export interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  identifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** More is not a certificate. */
const longestLength = 3;

/** Undefined past `end`, for indefinite lengths, tags of several bytes, and lengths that are not within `end`. */
export function elementAt(bytes: Uint8Array, start: number, end: number): DerElement | undefined {
  const tag = byteAt(bytes, start, end);
  const first = byteAt(bytes, start + 1, end);
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  if (first < 0x80) return within({ tag, start, content: start + 2, end: start + 2 + first }, end);
  const count = first & 0x7f;
  if (count === 0 || count > longestLength) return undefined;
  let length = 0;
  for (let index = 0; index < count; index++) {
    const byte = byteAt(bytes, start + 2 + index, end);
    if (byte === undefined) return undefined;
    length = length * 256 + byte;
  }
  const content = start + 2 + count;
  return within({ tag, start, content, end: content + length }, end);
}

/** The bytes may be truncated, so `end` is what the outer element claims. */
const byteAt = (bytes: Uint8Array, offset: number, end: number): number | undefined =>
  offset < end ? bytes[offset] : undefined;

const within = (element: DerElement, end: number): DerElement | undefined => (element.end <= end ? element : undefined);

/** The elements inside one, up to `most`; stops at the first that is malformed or truncated before its content. */
export function childrenOf(bytes: Uint8Array, { content, end }: DerElement, most: number): readonly DerElement[] {
  const children: DerElement[] = [];
  for (let at = content; at < end && children.length < most;) {
    const child = elementAt(bytes, at, end);
    if (!child) break;
    children.push(child);
    at = child.end;
  }
  return children;
}

export const isWhole = (bytes: Uint8Array, { end }: DerElement): boolean => end <= bytes.length;

export const bytesOf = (bytes: Uint8Array, { content, end }: DerElement): Uint8Array => bytes.subarray(content, end);

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** `2.5.4.3`. Undefined for another tag, and if truncated. */
export function identifierAt(bytes: Uint8Array, element: DerElement | undefined): string | undefined {
  if (element?.tag !== derTag.identifier || !isWhole(bytes, element)) return undefined;
  const parts: number[] = [];
  let value = 0;
  for (const byte of bytesOf(bytes, element).subarray(0, longestIdentifier)) {
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    if (parts.length > 0) parts.push(value);
    else {
      const first = Math.min(2, Math.floor(value / 40));
      parts.push(first, value - 40 * first);
    }
    value = 0;
  }
  return parts.join('.');
}

const longestIdentifier = 32;
