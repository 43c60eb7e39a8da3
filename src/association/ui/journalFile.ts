import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isArcError } from '../../kernel/errors';
import type { Journal } from '../../kernel/ports';
import { type JournalEntry, readJournal, type RunRecord } from '../engine';
import { journalClosing, journalFolderNotWritable, journalNotWritten, journalTaken, runningElsewhere } from './errors';
import { RunLock } from './runLock';

/**
 * One JSON value per line. Promises resolve once the entry is on disk; waiting entries share the next write. Only the
 * window that holds the lock writes lines, and it sends a request only after its line, so it sends nothing after losing
 * the lock (the computer slept). A closing window keeps the lock until its process ends, because requests may be in
 * flight. The next window then reads the journal, and each open resource before writing.
 */
export class JournalFile implements Journal<JournalEntry> {
  private waiting: { readonly line: string; readonly done: PromiseWithResolvers<undefined> }[] = [];
  private isWriting = false;
  /** The file may end within a line. */
  private isCut = false;
  private isAbandoned = false;

  private constructor(
    readonly name: string,
    private readonly lock: RunLock,
    private readonly file: FileHandle,
  ) {}

  /**
   * Deletes earlier journals, except a newer version's. Throws `Conflict` while another window has a run, and
   * `Precondition` if the folder isn't writable.
   */
  static async create(folder: string, name: string, head: RunRecord['head']): Promise<JournalFile> {
    const lock = await lockIn(folder);
    if (!lock) throw runningElsewhere();
    return JournalFile.open(lock, folder, name, async (journal) => {
      await journal.append({ type: 'run', version: 1, head });
      await dropEarlier(folder, name);
    });
  }

  /** Undefined while another window has it. */
  static async reopen(folder: string, name: string): Promise<JournalFile | undefined> {
    const lock = await lockIn(folder);
    if (!lock) return undefined;
    // The last line may be truncated.
    return JournalFile.open(lock, folder, name, (journal) => journal.file.appendFile('\n'));
  }

  static async read(folder: string, name: string) {
    return readFile(join(folder, name), 'utf8').then(readJournal, () => ({ kind: 'none' }) as const);
  }

  private static async open(
    lock: RunLock,
    folder: string,
    name: string,
    prepare: (journal: JournalFile) => Promise<void>,
  ): Promise<JournalFile> {
    let file: FileHandle | undefined;
    try {
      file = await open(join(folder, name), 'a').catch((cause: unknown) => {
        throw journalFolderNotWritable(folder, cause);
      });
      const journal = new JournalFile(name, lock, file);
      await prepare(journal);
      return journal;
    } catch (error) {
      lock.release();
      await file?.close();
      throw error;
    }
  }

  append(entry: JournalEntry): Promise<void> {
    const done = Promise.withResolvers<undefined>();
    this.waiting.push({ line: `${JSON.stringify(entry)}\n`, done });
    if (!this.isWriting) void this.write();
    return done.promise;
  }

  /** Closes on failure. */
  async orClose<T>(make: () => T): Promise<T> {
    try {
      return make();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.lock.release();
    await this.file.close();
  }

  /** Stops writing but keeps the lock. */
  abandon(): void {
    this.isAbandoned = true;
    this.lock.leave();
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const entries = this.waiting;
      this.waiting = [];
      try {
        this.mustBeOurs();
        const lines = entries.map(({ line }) => line).join('');
        const text = this.isCut ? `\n${lines}` : lines;
        this.isCut = true;
        await this.file.appendFile(text);
        await this.file.datasync();
        this.isCut = false;
        // The window may have closed meanwhile.
        this.mustBeOurs();
        for (const { done } of entries) done.resolve(undefined);
      } catch (cause) {
        for (const { done } of entries) done.reject(isArcError(cause) ? cause : journalNotWritten(cause));
      }
    }
    this.isWriting = false;
  }

  private mustBeOurs(): void {
    if (this.isAbandoned) throw journalClosing();
    if (!this.lock.isOurs) throw journalTaken();
  }
}

async function lockIn(folder: string): Promise<RunLock | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    return RunLock.take(folder);
  } catch (cause) {
    throw journalFolderNotWritable(folder, cause);
  }
}

async function dropEarlier(folder: string, name: string): Promise<void> {
  const earlier = (await readdir(folder)).filter((file) => file !== name && !RunLock.isFile(file));
  for (const file of earlier)
    if ((await JournalFile.read(folder, file)).kind !== 'ofNewerVersion') await rm(join(folder, file), { force: true });
}
