import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { ArcError, type Journal, type JournalEntry, replayJournal, type RunHead, type RunRecord } from '../core';

/**
 * The journal of one run as a file, one JSON value a line. One window at a time has it. An entry is on the disk, not just
 * handed to the system, when its promise is fulfilled; entries that come while the disk is busy share one write.
 */
export class JournalFile implements Journal<JournalEntry> {
  private waiting: { readonly line: string; readonly done: PromiseWithResolvers<undefined> }[] = [];
  private isWriting = false;

  private constructor(
    readonly name: string,
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** Begins a journal in a folder and drops those of earlier runs. Throws `Conflict` while another window runs one. */
  static async create(folder: string, name: string, head: RunHead): Promise<JournalFile> {
    await mkdir(folder, { recursive: true });
    const before = await readdir(folder);
    if (before.some((file) => file.endsWith(lockEnd) && isHeld(join(folder, file)))) {
      throw new ArcError({ code: 'Conflict' }, 'A run is under way in another window. Wait until it has ended.');
    }
    for (const old of before) await rm(join(folder, old), { force: true });
    const path = join(folder, name);
    lock(path);
    const journal = new JournalFile(name, path, await open(path, 'a'));
    await journal.append({ type: 'run', version: 1, head });
    return journal;
  }

  /** Goes on with a journal; undefined when another window has it. */
  static async reopen(folder: string, name: string): Promise<JournalFile | undefined> {
    const path = join(folder, name);
    if (!lock(path)) return undefined;
    const journal = new JournalFile(name, path, await open(path, 'a'));
    // Ends a line that the end of the process may have cut off.
    await journal.file.appendFile('\n');
    return journal;
  }

  /** What a journal says; undefined when it is gone or does not say what was planned. */
  static async read(folder: string, name: string): Promise<RunRecord | undefined> {
    return readFile(join(folder, name), 'utf8').then(replayJournal, () => undefined);
  }

  /** Whether a window that is alive, and is not this one, has it. */
  static isHeld(folder: string, name: string): boolean {
    return isHeld(lockOf(join(folder, name)));
  }

  append(entry: JournalEntry): Promise<void> {
    const done = Promise.withResolvers<undefined>();
    this.waiting.push({ line: `${JSON.stringify(entry)}\n`, done });
    if (!this.isWriting) void this.write();
    return done.promise;
  }

  async close(): Promise<void> {
    this.release();
    await this.file.close();
  }

  /** Lets another window have it; synchronous, for the moment in which this one ends. */
  release(): void {
    rmSync(lockOf(this.path), { force: true });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const entries = this.waiting;
      this.waiting = [];
      try {
        await this.file.appendFile(entries.map(({ line }) => line).join(''));
        await this.file.datasync();
        for (const { done } of entries) done.resolve(undefined);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        const message = `The journal cannot be written, so nothing is sent to Azure: ${reason}`;
        for (const { done } of entries) done.reject(new ArcError({ code: 'Conflict' }, message, { cause }));
      }
    }
    this.isWriting = false;
  }
}

const lockEnd = '.lock';
const lockOf = (path: string): string => `${path}${lockEnd}`;

/** Takes the lock unless a process that is alive holds it. */
function lock(path: string): boolean {
  const file = lockOf(path);
  if (isHeld(file)) return false;
  writeFileSync(file, String(process.pid));
  return true;
}

/** The number of a process that ended may be another's by now: after a restart of the machine, or in a new container. */
function isHeld(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat || stat.mtimeMs < Date.now() - uptime() * 1000) return false;
  const holder = Number(readFileSync(file, 'utf8'));
  return holder !== process.pid && isAlive(holder);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
