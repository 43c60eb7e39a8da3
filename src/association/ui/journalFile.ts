import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isArcError } from '../../kernel/errors';
import type { Journal } from '../../kernel/ports';
import { type JournalEntry, readJournal, type RunRecord } from '../engine';
import { journalClosing, journalFolderNotWritable, journalNotWritten, journalTaken, runningElsewhere } from './errors';
import { RunLock } from './runLock';

/**
 * The journal of one run as a file, one JSON value a line. An entry is on the disk, not just handed to the system, when
 * its promise is fulfilled; entries that come while the disk is busy share one write.
 *
 * Windows come and go during a run, and at any time at most one of them is at work:
 * - The owner is who has the lock of the folder. A line is written only while the lock is ours, and a request is sent only
 *   after its line. So an owner that has lost it, as after a sleep of the machine, sends nothing more.
 * - A window that closes abandons its journal: it writes nothing from then on, not even that the run has ended, and leaves
 *   the lock, for what it has sent may be on its way for as long as its process lives. VS Code lets the process of an old
 *   window live on for some seconds after a reload, and for hours when the connection to the window is lost.
 * - The next window waits until the lock is not held any more, takes it, and only then reads what became of the run. It
 *   reads each resource that has no result before it writes there, so what the old window sent is found and not repeated.
 * - It may find the run ended: an old window that never heard of its closing has done all by itself. Then there is nothing
 *   to resume but a report to be shown.
 */
export class JournalFile implements Journal<JournalEntry> {
  private waiting: { readonly line: string; readonly done: PromiseWithResolvers<undefined> }[] = [];
  private isWriting = false;
  /** Whether the file may end within a line: a write that failed leaves what the disk had room for. */
  private isCut = false;
  private isAbandoned = false;

  private constructor(
    readonly name: string,
    private readonly lock: RunLock,
    private readonly file: FileHandle,
  ) {}

  /**
   * Begins a journal in a folder and drops those of earlier runs, but none that a newer version of the product wrote. Throws
   * `Conflict` while another window runs one, and where the folder cannot be written.
   */
  static async create(folder: string, name: string, head: RunRecord['head']): Promise<JournalFile> {
    const lock = await lockIn(folder);
    if (!lock) throw runningElsewhere();
    return JournalFile.open(lock, folder, name, async (journal) => {
      await journal.append({ type: 'run', version: 1, head });
      await dropEarlier(folder, name);
    });
  }

  /** Goes on with a journal that is there; undefined while another window has it. */
  static async reopen(folder: string, name: string): Promise<JournalFile | undefined> {
    const lock = await lockIn(folder);
    if (!lock) return undefined;
    // Ends a line that the end of the process may have cut off.
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

  /** Makes what writes to it; where that fails, another window may have it. */
  async orClose<T>(make: () => T): Promise<T> {
    try {
      return make();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Lets another window have it. */
  async close(): Promise<void> {
    this.lock.release();
    await this.file.close();
  }

  /** For the moment in which the window closes: nothing is written any more, and no other window has it yet. */
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
        // It may have closed meanwhile, and then nothing shall be sent on the strength of these lines.
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

/** Undefined while another window has it. */
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
