import type { ExtensionContext } from 'vscode';
import { ArcError, type RunHead, type RunRecord } from '../core';
import { JournalFile } from './journalFile';
import { journalFolder, latestRun, rememberRun } from './latestRun';

interface Opened {
  readonly journal: JournalFile;
  readonly record: RunRecord;
}

/** Where runs are kept: the journal of the latest in the extension's storage, and which one that is. */
export class RunStore {
  private readonly folder: string;
  private ended: RunRecord | undefined;

  constructor(private readonly context: Pick<ExtensionContext, 'globalState' | 'globalStorageUri'>) {
    this.folder = journalFolder(context);
  }

  /** Begins a run; the journal of the one before is dropped. */
  async begin(head: RunHead): Promise<Opened> {
    const name = `${head.startedAt.replaceAll(/[:.]/g, '-')}.jsonl`;
    const journal = await JournalFile.create(this.folder, name, head);
    await rememberRun(this.context.globalState, { journal: name, isOpen: true });
    return { journal, record: { head, results: new Map(), sent: new Set() } };
  }

  async end({ name }: JournalFile, record: RunRecord): Promise<void> {
    this.ended = record;
    await rememberRun(this.context.globalState, { journal: name, isOpen: false });
  }

  /** Whether another window has the run: one that is at work, or one that is just ending. */
  get isElsewhere(): boolean {
    const latest = latestRun(this.context.globalState);
    return latest?.isOpen === true && JournalFile.isHeld(this.folder, latest.journal);
  }

  /** A run that an earlier window left, unless another window has it. */
  async interrupted(): Promise<RunRecord | undefined> {
    const latest = latestRun(this.context.globalState);
    if (!latest?.isOpen || this.isElsewhere) return undefined;
    const record = await JournalFile.read(this.folder, latest.journal);
    return record?.end ? undefined : record;
  }

  /** Takes what an earlier window left. Throws `Conflict` when there is nothing to take. */
  async takeOver(): Promise<Opened> {
    const record = await this.interrupted();
    const name = latestRun(this.context.globalState)?.journal;
    const journal = record && name !== undefined ? await JournalFile.reopen(this.folder, name) : undefined;
    if (record && journal) return { journal, record };
    throw new ArcError({ code: 'Conflict' }, 'No run waits to be resumed in this window.');
  }

  /** The latest run, ended or not. Throws `NotFound` when there has been none. */
  async latest(): Promise<RunRecord> {
    const name = latestRun(this.context.globalState)?.journal;
    const record = this.ended ?? (name === undefined ? undefined : await JournalFile.read(this.folder, name));
    if (record) return record;
    throw new ArcError(
      { code: 'NotFound', resource: 'report' },
      'There is no report: nothing has been associated yet.',
    );
  }
}
