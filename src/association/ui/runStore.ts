import type { ExtensionContext } from 'vscode';
import type { RunRecord } from '../engine';
import { noReport, noRunToResume, runningElsewhere, runOfNewerVersion } from './errors';
import { JournalFile } from './journalFile';
import { journalFolder, latestRun, rememberRun } from './latestRun';
import { RunLock } from './runLock';

export interface AbandonedRun {
  /** File name of its journal. */
  readonly name: string;
  readonly record: RunRecord;
}

export interface NewerRun {
  readonly name: string;
  readonly record?: never;
}

export interface OpenRun extends AbandonedRun {
  readonly journal: JournalFile;
}

export class RunStore {
  private readonly folder: string;

  constructor(private readonly context: Pick<ExtensionContext, 'globalState' | 'globalStorageUri'>) {
    this.folder = journalFolder(context);
  }

  /** Deletes the previous journal. */
  async begin(head: RunRecord['head']): Promise<OpenRun> {
    const name = `${head.startedAt.replaceAll(/[:.]/g, '-')}.jsonl`;
    const journal = await JournalFile.create(this.folder, name, head);
    await rememberRun(this.context.globalState, { journal: name, isOpen: true });
    return { name, journal, record: { head, results: new Map(), sent: new Set() } };
  }

  /** Call after its end was shown. */
  async end(journal: string, hasFailures: boolean): Promise<void> {
    await rememberRun(this.context.globalState, { journal, isOpen: false, hasFailures });
  }

  get isHeld(): boolean {
    return RunLock.isHeld(this.folder);
  }

  /** Its end was not shown; undefined while a window has it. */
  async abandoned(): Promise<AbandonedRun | NewerRun | undefined> {
    const { journal: name, isOpen = false } = latestRun(this.context.globalState) ?? {};
    if (name === undefined || !isOpen || this.isHeld) return undefined;
    const content = await JournalFile.read(this.folder, name);
    if (content.kind === 'none') return undefined;
    return content.kind === 'run' ? { name, record: content.record } : { name };
  }

  /**
   * Without `journal`, the run has already ended. Throws `Precondition` if the offered run isn't the latest, and
   * `Conflict` while another window has it.
   */
  async claim(offered?: string): Promise<OpenRun | (AbandonedRun & { readonly journal?: never })> {
    const { journal: name, isOpen = false } = latestRun(this.context.globalState) ?? {};
    const isWanted = offered === undefined ? isOpen : offered === name;
    if (name === undefined || !isWanted) throw noRunToResume();
    const content = await JournalFile.read(this.folder, name);
    if (content.kind === 'ofNewerVersion') throw runOfNewerVersion(name);
    const journal = await JournalFile.reopen(this.folder, name);
    if (!journal) throw runningElsewhere();
    // Final, because the lock is held.
    const claimed = await JournalFile.read(this.folder, name);
    const record = claimed.kind === 'run' ? claimed.record : undefined;
    if (record && !record.end) return { name, journal, record };
    await journal.close();
    if (record) return { name, record };
    throw noRunToResume();
  }

  /** Throws `NotFound`. */
  async latest(): Promise<RunRecord> {
    const name = latestRun(this.context.globalState)?.journal;
    const content = name === undefined ? undefined : await JournalFile.read(this.folder, name);
    if (content?.kind === 'run') return content.record;
    throw noReport();
  }
}
