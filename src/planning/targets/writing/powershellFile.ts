import type { Script } from '../script';
import { type Fragment, join, nothing } from './fragment';

/** Text that isn’t ASCII starts with a byte order mark, because PowerShell 5.1 otherwise reads ANSI. */
export function powershellFile(file: Pick<Script, 'kind' | 'os' | 'fileName'>, body: Fragment): Script {
  const { text, marks } = join([isAscii(body.text) ? nothing : byteOrderMark, body, lineEnd], '');
  return { ...file, language: 'powershell', text, marks };
}

const byteOrderMark: Fragment = { text: '\ufeff', marks: [] };
const lineEnd: Fragment = { text: '\n', marks: [] };

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);
