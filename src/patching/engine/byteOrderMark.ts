import * as l10n from '@vscode/l10n';
import { byteOrderMark, isPowershellFile, needsByteOrderMark } from '../../kernel/text/byteOrderMark';
import type { Patched } from './patched';

export interface PatchedFile {
  /** Empty for the clipboard. */
  readonly fileName: string;
  /** VS Code's name: `utf8`, `utf8bom`, `windows1252`; undefined for the clipboard. */
  readonly encoding: string | undefined;
  /** False for a selection. */
  readonly isWhole: boolean;
}

const markedEncodings: ReadonlySet<string | undefined> = new Set(['utf8bom', 'utf16le', 'utf16be']);

/**
 * Adds, or notes as missing, the byte order mark that PowerShell files with non-ASCII characters need. Source:
 * about_Character_Encoding of Windows PowerShell 5.1 (read November 2025).
 */
export function withByteOrderMark(patched: Patched, { fileName, encoding, isWhole }: PatchedFile): Patched {
  if (patched.edits.length === 0 || !needsByteOrderMark(patched.text) || markedEncodings.has(encoding)) return patched;
  if (encoding === 'utf8' && isWhole && isPowershellFile(fileName)) {
    const explanation = l10n.t(
      'Adds a byte order mark. Without one, Windows PowerShell 5.1 reads the file in the ANSI code page of the machine, which changes non-ASCII characters.',
    );
    const mark = { start: 0, end: 0, replacement: byteOrderMark, line: 1, explanation, kind: 'encoding' } as const;
    return { ...patched, text: byteOrderMark + patched.text, edits: [mark, ...patched.edits] };
  }
  const note = { code: 'encoding.noMark', severity: 'warning', line: 1 } as const;
  return { ...patched, notes: [note, ...patched.notes] };
}
