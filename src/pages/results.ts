import * as vscode from 'vscode';
import { resourceKey } from '../kernel/resources';
import { type CheckResult, targetKey } from '../verification/engine';
import { VerificationResultCache } from '../verification/ui/verificationResultCache';

/** What the last verification found, as verifying stores it. */
export class StoredResults {
  private readonly file: vscode.Uri;
  private byKey: ReadonlyMap<string, readonly CheckResult[]> = new Map();
  /** Of the file as last read. */
  private modified = -1;

  constructor(storage: vscode.Uri) {
    this.file = vscode.Uri.joinPath(storage, 'verification', 'last.json');
  }

  /** Empty if none are kept. Reads the file again only if it has changed. */
  async of(resourceId: string): Promise<readonly CheckResult[]> {
    const modified = await vscode.workspace.fs.stat(this.file).then(
      ({ mtime }) => mtime,
      () => -1,
    );
    if (modified !== this.modified) {
      const { entries } = await new VerificationResultCache(this.file).load();
      this.byKey = new Map(entries.map(({ subject, checks }) => [targetKey(subject), checks]));
      this.modified = modified;
    }
    return this.byKey.get(resourceKey(resourceId)) ?? [];
  }
}
