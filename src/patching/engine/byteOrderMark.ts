import { byteOrderMark, isPowershellFile, needsByteOrderMark } from '../../kernel/text/byteOrderMark';
import type { Patched } from './patched';

/** Where a patched PowerShell script is kept. */
export interface PatchedFile {
  /** Empty for the clipboard. */
  readonly fileName: string;
  /** As VS Code names it: `utf8`, `utf8bom`, `windows1252`; undefined for the clipboard. */
  readonly encoding: string | undefined;
  /** Whether all of the file was patched. */
  readonly isWhole: boolean;
}

const markedEncodings: ReadonlySet<string | undefined> = new Set(['utf8bom', 'utf16le', 'utf16be']);
const why = 'Windows PowerShell 5.1 reads a file without a byte order mark in the ANSI code page of the machine';

/**
 * Has a patched PowerShell file with characters beyond ASCII begin with a byte order mark, or notes that it has to be
 * saved with one. Source: about_Character_Encoding of Windows PowerShell 5.1 (read November 2025).
 */
export function withByteOrderMark(patched: Patched, { fileName, encoding, isWhole }: PatchedFile): Patched {
  if (patched.edits.length === 0 || !needsByteOrderMark(patched.text) || markedEncodings.has(encoding)) return patched;
  if (encoding === 'utf8' && isWhole && isPowershellFile(fileName)) {
    const explanation = `Adds a byte order mark: ${why}, where characters beyond ASCII become others.`;
    const mark = { start: 0, end: 0, replacement: byteOrderMark, line: 1, explanation, kind: 'encoding' } as const;
    return { ...patched, text: byteOrderMark + patched.text, edits: [mark, ...patched.edits] };
  }
  const message = `Save this script as UTF-8 with BOM: ${why}, where characters beyond ASCII become others.`;
  const note = { code: 'encoding.noMark', severity: 'warning', line: 1, message } as const;
  return { ...patched, notes: [note, ...patched.notes] };
}
