import * as vscode from 'vscode';
import { asArcError } from '../../../kernel/errors';
import type { Journal } from '../../../kernel/ports';
import { type FixEntry, readFixJournal } from '../../engine/fixes';
import { fixJournalNotWritten } from '../errors';

/** Lines that are kept; the file is read at the first fix of a window. */
const mostEntries = 500;

/** Of all fixes that change something, in this profile. Nothing is sent before its line is on disk. */
export class FixJournal implements Journal<FixEntry> {
  private known: Promise<readonly FixEntry[]> | undefined;
  private lastWrite: Promise<unknown> = Promise.resolve();

  constructor(private readonly file: vscode.Uri) {}

  /** Oldest first. */
  entries(): Promise<readonly FixEntry[]> {
    return (this.known ??= this.read());
  }

  /** Throws `Precondition` if the file isn’t writable. */
  append(entry: FixEntry): Promise<void> {
    const written = this.lastWrite.then(() => this.write(entry));
    this.lastWrite = written.catch(() => undefined);
    return written;
  }

  private async write(entry: FixEntry): Promise<void> {
    const entries = [...(await this.entries()), entry].slice(-mostEntries);
    const text = entries.map((each) => `${JSON.stringify(each)}\n`).join('');
    try {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(this.file, '..'));
      await vscode.workspace.fs.writeFile(this.file, new TextEncoder().encode(text));
    } catch (thrown) {
      throw fixJournalNotWritten(asArcError(thrown));
    }
    this.known = Promise.resolve(entries);
  }

  private async read(): Promise<readonly FixEntry[]> {
    try {
      return readFixJournal(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.file)));
    } catch (thrown) {
      if (thrown instanceof vscode.FileSystemError && thrown.code === 'FileNotFound') return [];
      throw thrown;
    }
  }
}
