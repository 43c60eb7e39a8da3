import { mkdtempSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Leaves room for a socket name and ssh's suffix within macOS's 104 bytes. */
const longestFolder = 52;
/** Process id of the owner. */
const owned = /^arc-(\d+)-/;

export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Mode 0700; short enough for sockets. */
export function privateFolder(): PrivateFolder {
  const path = mkdtempSync(join(base(), `arc-${process.pid}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Of ended processes. */
export async function removeAbandonedFolders(): Promise<void> {
  const names = await readdir(base()).catch(() => []);
  const abandoned = names.filter((name) => {
    const [, owner] = owned.exec(name) ?? [];
    return owner !== undefined && !isAlive(Number(owner));
  });
  // Retried at the next start.
  await Promise.allSettled(
    abandoned.map(async (name) => {
      const path = join(base(), name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isDirectory() && isMine(found.uid)) await rm(path, { recursive: true, force: true });
    }),
  );
}

const base = (): string => (process.platform !== 'win32' && tmpdir().length > longestFolder ? '/tmp' : tmpdir());

/** Windows has no user ids; its temporary folder is per user. */
const isMine = (uid: number): boolean => process.platform === 'win32' || uid === userInfo().uid;

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
