import type { ExtensionContext } from 'vscode';
import { ArcError } from '../../kernel/errors';
import type { RunHead, RunRecord } from '../engine';
import { JournalFile, runElsewhere, runOfNewerVersion } from './journalFile';
import { journalFolder, latestRun, rememberRun } from './latestRun';
import { RunLock } from './runLock';

export interface AbandonedRun {
  /** Of its journal. */
  readonly name: string;
  readonly record: RunRecord;
}

export interface OpenRun extends AbandonedRun {
  readonly journal: JournalFile;
}

/** Where runs are kept: the journal of the latest in the extension's storage, and which one that is. */
export class RunStore {
  private readonly folder: string;

  constructor(private readonly context: Pick<ExtensionContext, 'globalState' | 'globalStorageUri'>) {
    this.folder = journalFolder(context);
  }

  /** Begins a run; the journal of the one before is dropped. */
  async begin(head: RunHead): Promise<OpenRun> {
    const name = `${head.startedAt.replaceAll(/[:.]/g, '-')}.jsonl`;
    const journal = await JournalFile.create(this.folder, name, head);
    await rememberRun(this.context.globalState, { journal: name, isOpen: true });
    return { name, journal, record: { head, results: new Map(), sent: new Set() } };
  }

  /** Remembers that a run has ended and that the person knows. */
  async end(journal: string): Promise<void> {
    await rememberRun(this.context.globalState, { journal, isOpen: false });
  }

  /** Whether a window has a run: one that is at work, or one that is just ending. */
  get isHeld(): boolean {
    return RunLock.isHeld(this.folder);
  }

  /** A run that an earlier window left, ended or not, of whose end nobody knows; undefined while a window has it. */
  async abandoned(): Promise<AbandonedRun | undefined> {
    const { journal: name, isOpen = false } = latestRun(this.context.globalState) ?? {};
    const record = name !== undefined && isOpen && !this.isHeld && (await JournalFile.read(this.folder, name));
    return record ? { name, record } : undefined;
  }

  /** The name of a run that only a newer version of the product can go on with, while nobody has discarded it. */
  async abandonedByNewerVersion(): Promise<string | undefined> {
    const { journal: name, isOpen = false } = latestRun(this.context.globalState) ?? {};
    if (name === undefined || !isOpen || this.isHeld) return undefined;
    return (await JournalFile.isOfNewerVersion(this.folder, name)) ? name : undefined;
  }

  /**
   * Takes what an earlier window left: the latest run, and none but the one that was offered. Without a journal, the
   * earlier window has ended it by itself. Throws `Conflict` when there is nothing to take, or another window has it.
   */
  async claim(offered?: string): Promise<OpenRun | (AbandonedRun & { readonly journal?: never })> {
    const { journal: name, isOpen = false } = latestRun(this.context.globalState) ?? {};
    const isWanted = offered === undefined ? isOpen : offered === name;
    const nothing = new ArcError({ code: 'Conflict' }, 'No run waits to be resumed.');
    if (name === undefined || !isWanted) throw nothing;
    if (await JournalFile.isOfNewerVersion(this.folder, name))
      throw new ArcError({ code: 'Conflict', interruptedRun: name }, runOfNewerVersion);
    const journal = await JournalFile.reopen(this.folder, name);
    if (!journal) throw new ArcError({ code: 'Conflict' }, runElsewhere);
    // What is read from here on, nobody else changes.
    const record = await JournalFile.read(this.folder, name);
    if (record && !record.end) return { name, journal, record };
    await journal.close();
    if (record) return { name, record };
    throw nothing;
  }

  /** The latest run, ended or not. Throws `NotFound` when there has been none. */
  async latest(): Promise<RunRecord> {
    const name = latestRun(this.context.globalState)?.journal;
    const record = name === undefined ? undefined : await JournalFile.read(this.folder, name);
    if (record) return record;
    throw new ArcError(
      { code: 'NotFound', resource: 'report' },
      'There is no report: nothing has been associated yet.',
    );
  }
}
