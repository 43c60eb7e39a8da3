import type * as vscode from 'vscode';
import { ResultHistory } from '../engine';
import { readJsonCache, writeJsonCache } from './jsonCache';

const version = 1;

/** Persists across windows. */
export class VerificationResultCache {
  private history: Promise<ResultHistory> | undefined;

  constructor(private readonly file: vscode.Uri) {}

  load(): Promise<ResultHistory> {
    return (this.history ??= this.read());
  }

  async remember(resources: Parameters<ResultHistory['remember']>[0]): Promise<void> {
    const history = await this.load();
    history.remember(resources);
    await writeJsonCache(this.file, version, history.entries);
  }

  private async read(): Promise<ResultHistory> {
    return new ResultHistory(await readJsonCache(this.file, version));
  }
}
