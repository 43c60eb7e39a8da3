import { endLine, type Fragment, join, nothing } from './fragment';

/** Text that isn’t ASCII starts with a byte order mark, because PowerShell 5.1 otherwise reads ANSI. */
export const powershellFile = (body: Fragment): Fragment =>
  endLine(join([isAscii(body.text) ? nothing : byteOrderMark, body], ''));

const byteOrderMark: Fragment = { text: '\ufeff', marks: [] };

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);
