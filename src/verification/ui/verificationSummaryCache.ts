import { isRecord } from '../../kernel/isRecord';
import * as vscode from 'vscode';
import type { LastVerification } from '../../kernel/inventory';
import { lastVerificationFrom } from '../engine';
import { readJsonCache, writeJsonCache } from './jsonCache';

/** Read at each start; an entry takes a few hundred bytes. */
const most = 3_000;
const version = 1;

/** For the tree; persists across windows. */
export class VerificationSummaryCache {
  private readonly file: vscode.Uri;
  private kept: Promise<Map<string, LastVerification>> | undefined;

  constructor(folder: vscode.Uri) {
    this.file = vscode.Uri.joinPath(folder, 'outcomes.json');
  }

  /** By `resourceKey`. */
  all(): Promise<ReadonlyMap<string, LastVerification>> {
    return this.load();
  }

  /** By `resourceKey`; evicts the oldest. */
  async remember(outcomes: ReadonlyMap<string, LastVerification>): Promise<void> {
    const kept = await this.load();
    for (const [key, outcome] of outcomes) {
      kept.delete(key);
      kept.set(key, outcome);
    }
    for (const key of kept.keys()) if (kept.size > most) kept.delete(key);
    const rows = [...kept].map(([key, outcome]) => ({ key, ...outcome }));
    await writeJsonCache(this.file, version, rows);
  }

  private load(): Promise<Map<string, LastVerification>> {
    this.kept ??= this.read();
    return this.kept;
  }

  private async read(): Promise<Map<string, LastVerification>> {
    return new Map((await readJsonCache(this.file, version)).flatMap(entryFrom));
  }
}

function entryFrom(value: unknown): (readonly [string, LastVerification])[] {
  const outcome = lastVerificationFrom(value);
  const key = isRecord(value) ? value.key : undefined;
  return outcome && typeof key === 'string' ? [[key, outcome]] : [];
}
