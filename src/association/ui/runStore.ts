import type { ExtensionContext } from 'vscode';
import type { RunRecord } from '../engine';
import { noReport, noRunToResume, runningElsewhere, runOfNewerVersion } from './errors';
import { JournalFile } from './journalFile';
import { journalFolder, latestRun, rememberRun } from './latestRun';
import { RunLock } from './runLock';

export interface AbandonedRun {
  /** Of its journal. */
  readonly name: string;
  readonly record: RunRecord;
}

/** One that a newer version began. */
export interface NewerRun {
  readonly name: string;
  readonly record?: never;
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
  async begin(head: RunRecord['head']): Promise<OpenRun> {
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

  /**
   * A run that an earlier window left, ended or not, of whose end nobody knows, or one that only a newer version of the
   * product can go on with; undefined while a window has it.
   */
  async abandoned(): Promise<AbandonedRun | NewerRun | undefined> {
    const { journal: name, isOpen = false } = latestRun(this.context.globalState) ?? {};
    if (name === undefined || !isOpen || this.isHeld) return undefined;
    const content = await JournalFile.read(this.folder, name);
    if (content.kind === 'none') return undefined;
    return content.kind === 'run' ? { name, record: content.record } : { name };
  }

  /**
   * Takes what an earlier window left: the latest run, and none but the one that was offered. Without a journal, the
   * earlier window has ended it by itself. Throws `Conflict` when there is nothing to take, or another window has it.
   */
  async claim(offered?: string): Promise<OpenRun | (AbandonedRun & { readonly journal?: never })> {
    const { journal: name, isOpen = false } = latestRun(this.context.globalState) ?? {};
    const isWanted = offered === undefined ? isOpen : offered === name;
    if (name === undefined || !isWanted) throw noRunToResume();
    const content = await JournalFile.read(this.folder, name);
    if (content.kind === 'ofNewerVersion') throw runOfNewerVersion(name);
    const journal = await JournalFile.reopen(this.folder, name);
    if (!journal) throw runningElsewhere();
    // What is read from here on, nobody else changes.
    const claimed = await JournalFile.read(this.folder, name);
    const record = claimed.kind === 'run' ? claimed.record : undefined;
    if (record && !record.end) return { name, journal, record };
    await journal.close();
    if (record) return { name, record };
    throw noRunToResume();
  }

  /** The latest run, ended or not. Throws `NotFound` when there has been none. */
  async latest(): Promise<RunRecord> {
    const name = latestRun(this.context.globalState)?.journal;
    const content = name === undefined ? undefined : await JournalFile.read(this.folder, name);
    if (content?.kind === 'run') return content.record;
    throw noReport();
  }
}
