import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from './snapshot';

/** Keeps the last inventory of each account, tenant and cloud in files of this machine. They hold no secret. */
export interface Snapshots {
  /** The inventory that was kept under this name; undefined when there is none that can be read. */
  load(owner: string): Promise<Snapshot | undefined>;
  save(owner: string, snapshot: Snapshot): Promise<void>;
}

/** Larger files are neither written nor read: some four times as many machines as one tenant may have. */
const mostBytes = 50_000_000;
const mostFiles = 8;

/** Snapshots in a folder. A file that is cut off, of another version or of somebody else’s making is no snapshot. */
export function snapshotsIn(folder: vscode.Uri): Snapshots {
  const { fs } = vscode.workspace;
  const fileOf = (owner: string): vscode.Uri =>
    vscode.Uri.joinPath(folder, `${createHash('sha256').update(owner).digest('hex').slice(0, 32)}.json`);
  // One after the other: of two at once, the second would take the file away from the first.
  let latest: Promise<void> = Promise.resolve();
  const write = async (owner: string, snapshot: Snapshot): Promise<void> => {
    const bytes = new TextEncoder().encode(encodeSnapshot(snapshot));
    if (bytes.length > mostBytes) return;
    await fs.createDirectory(folder);
    const file = fileOf(owner);
    const fresh = file.with({ path: `${file.path}.${process.pid}.new` });
    await fs.writeFile(fresh, bytes);
    // In one step, so that another window never reads half a file.
    await fs.rename(fresh, file, { overwrite: true });
    await forgetOldest(folder);
  };
  return {
    async load(owner) {
      const file = fileOf(owner);
      const size = await fs.stat(file).then(
        (stat) => stat.size,
        () => undefined,
      );
      if (size === undefined || size > mostBytes) return undefined;
      return decodeSnapshot(new TextDecoder().decode(await fs.readFile(file)));
    },
    save(owner, snapshot) {
      const written = latest.then(() => write(owner, snapshot));
      // Whoever saves is told; the next one writes all the same.
      latest = written.catch(() => undefined);
      return written;
    },
  };
}

async function forgetOldest(folder: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  const names = (await fs.readDirectory(folder)).map(([name]) => vscode.Uri.joinPath(folder, name));
  const aged = await Promise.all(names.map(async (file) => ({ file, time: (await fs.stat(file)).mtime })));
  const old = aged.toSorted((a, b) => b.time - a.time).slice(mostFiles);
  await Promise.all(old.map(({ file }) => fs.delete(file)));
}
