import { lookUp } from '../../kernel/lookUp';

const single: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

// Bytes of UTF-8 first.
const escape =
  /((?:\\x[89a-fA-F][\da-fA-F])+)|\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|([0-7]{1,3})|c([^])|([^]))/g;

/**
 * Undefined for escapes that produce incomplete bytes or end the string. Source: Bash Reference Manual, ANSI-C Quoting.
 */
export function decodeAnsi(source: string): string | undefined {
  let isText = true;
  const code = (value: number, most: number): string => {
    if (value === 0 || value > most) isText = false;
    return isText ? String.fromCodePoint(value) : '';
  };
  const decoded = source.replace(
    escape,
    (
      all,
      bytes?: string,
      hex?: string,
      short?: string,
      long?: string,
      octal?: string,
      control?: string,
      other?: string,
    ) => {
      if (bytes !== undefined) {
        const text = decodeUtf8(bytes);
        if (text === undefined) isText = false;
        return text ?? '';
      }
      if (hex !== undefined) return code(parseInt(hex, 16), 0x7f);
      const wide = short ?? long;
      if (wide !== undefined) return code(/^0*[dD][89a-fA-F]..$/.test(wide) ? 0 : parseInt(wide, 16), 0x10ffff);
      if (octal !== undefined) return code(parseInt(octal, 8) & 0xff, 0x7f);
      if (control !== undefined) return code(control.charCodeAt(0) & 0x1f, 0x1f);
      return lookUp(single, other ?? '') ?? (/["'?\\]/.test(other ?? '') ? (other ?? '') : all);
    },
  );
  return isText ? decoded : undefined;
}

/** `\xc3\xa9` */
function decodeUtf8(bytes: string): string | undefined {
  try {
    const values = bytes.split('\\x').slice(1);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(values, (value) => parseInt(value, 16)),
    );
  } catch {
    // Incomplete.
    return undefined;
  }
}
