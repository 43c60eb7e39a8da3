import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from './snapshot';

/** Contains no secrets. */
export interface Snapshots {
  /** Undefined if missing or unreadable. */
  load(owner: string): Promise<Snapshot | undefined>;
  save(owner: string, snapshot: Snapshot): Promise<void>;
}

/** About 300,000 machines. */
const maxBytes = 50_000_000;
const maxFiles = 8;

/** Files may be truncated, of another version, or foreign. */
export function snapshotsIn(folder: vscode.Uri): Snapshots {
  const { fs } = vscode.workspace;
  const fileOf = (owner: string): vscode.Uri =>
    vscode.Uri.joinPath(folder, `${createHash('sha256').update(owner).digest('hex').slice(0, 32)}.json`);
  // Serialized, because all writes share a temporary file.
  let latest: Promise<void> = Promise.resolve();
  const write = async (owner: string, snapshot: Snapshot): Promise<void> => {
    const bytes = new TextEncoder().encode(encodeSnapshot(snapshot));
    if (bytes.length > maxBytes) return;
    await fs.createDirectory(folder);
    const file = fileOf(owner);
    const fresh = file.with({ path: `${file.path}.${process.pid}.new` });
    await fs.writeFile(fresh, bytes);
    // Atomic, so other windows never read a partial file.
    await fs.rename(fresh, file, { overwrite: true });
    await deleteOldest(folder);
  };
  return {
    async load(owner) {
      const file = fileOf(owner);
      const size = await fs.stat(file).then(
        (stat) => stat.size,
        () => undefined,
      );
      if (size === undefined || size > maxBytes) return undefined;
      return decodeSnapshot(new TextDecoder().decode(await fs.readFile(file)));
    },
    save(owner, snapshot) {
      const written = latest.then(() => write(owner, snapshot));
      // Only the caller sees the failure; later writes continue.
      latest = written.catch(() => undefined);
      return written;
    },
  };
}

async function deleteOldest(folder: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  const names = (await fs.readDirectory(folder)).map(([name]) => vscode.Uri.joinPath(folder, name));
  const aged = await Promise.all(names.map(async (file) => ({ file, time: (await fs.stat(file)).mtime })));
  const old = aged.toSorted((a, b) => b.time - a.time).slice(maxFiles);
  await Promise.all(old.map(({ file }) => fs.delete(file)));
}
