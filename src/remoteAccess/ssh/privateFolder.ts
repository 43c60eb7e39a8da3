import { mkdtempSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Leaves space for a socket’s name and ssh's temporary suffix within the 104 bytes of macOS. */
const longestFolder = 52;
/** Contains the id of the process that made the folder. */
const owned = /^arc-(\d+)-/;

export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** With mode 0700, and a path short enough for a socket. */
export function privateFolder(): PrivateFolder {
  const path = mkdtempSync(join(base(), `arc-${process.pid}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Removes the user's folders of ended processes. */
export async function removeAbandonedFolders(): Promise<void> {
  const names = await readdir(base()).catch(() => []);
  const abandoned = names.filter((name) => {
    const [, owner] = owned.exec(name) ?? [];
    return owner !== undefined && !isAlive(Number(owner));
  });
  // Failures are retried at the next start.
  await Promise.allSettled(
    abandoned.map(async (name) => {
      const path = join(base(), name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isDirectory() && isMine(found.uid)) await rm(path, { recursive: true, force: true });
    }),
  );
}

const base = (): string => (process.platform !== 'win32' && tmpdir().length > longestFolder ? '/tmp' : tmpdir());

/** Windows has no user ids; its temporary folder belongs to the user. */
const isMine = (uid: number): boolean => process.platform === 'win32' || uid === userInfo().uid;

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
