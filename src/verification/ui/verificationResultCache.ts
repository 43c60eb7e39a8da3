import type * as vscode from 'vscode';
import { lastKnown, resourceFrom, resourceJson, targetKey, type VerifiedResource } from '../engine';
import { readJsonCache, writeJsonCache } from './jsonCache';

/** A few megabytes at most. */
const most = 3_000;
const version = 1;

/** Persists across windows. */
export class VerificationResultCache {
  private seen: Promise<Map<string, VerifiedResource>> | undefined;

  constructor(private readonly file: vscode.Uri) {}

  all(): Promise<ReadonlyMap<string, VerifiedResource>> {
    return this.load();
  }

  /** Evicts the oldest. */
  async remember(resources: readonly VerifiedResource[]): Promise<void> {
    const seen = await this.load();
    for (const resource of resources) {
      const key = targetKey(resource.subject);
      const known = lastKnown(seen.get(key), resource);
      seen.delete(key);
      seen.set(key, known);
    }
    for (const key of seen.keys()) if (seen.size > most) seen.delete(key);
    await writeJsonCache(this.file, version, [...seen.values()].map(resourceJson));
  }

  private load(): Promise<Map<string, VerifiedResource>> {
    this.seen ??= this.read();
    return this.seen;
  }

  private async read(): Promise<Map<string, VerifiedResource>> {
    const resources = (await readJsonCache(this.file, version)).flatMap((each) => resourceFrom(each) ?? []);
    return new Map(resources.map((each) => [targetKey(each.subject), each]));
  }
}
