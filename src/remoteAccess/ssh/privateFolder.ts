import { mkdtempSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Room for a socket’s name and the suffix that ssh gives it meanwhile, within the 104 bytes that macOS allows. */
const longestFolder = 52;
/** The process that made a folder is in its name. */
const owned = /^arc-(\d+)-/;

/** A folder that nobody else may look into. */
export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Made with mode 0700, below a folder whose path leaves room for a socket. */
export function privateFolder(): PrivateFolder {
  const path = mkdtempSync(join(base(), `arc-${process.pid}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Removes what windows that were killed left, and nothing of anybody else's. */
export async function removeAbandonedFolders(): Promise<void> {
  const names = await readdir(base()).catch(() => []);
  const abandoned = names.filter((name) => {
    const [, owner] = owned.exec(name) ?? [];
    return owner !== undefined && !isAlive(Number(owner));
  });
  // One that cannot be removed now is tried again at the next start.
  await Promise.allSettled(
    abandoned.map(async (name) => {
      const path = join(base(), name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isDirectory() && isMine(found.uid)) await rm(path, { recursive: true, force: true });
    }),
  );
}

const base = (): string => (process.platform !== 'win32' && tmpdir().length > longestFolder ? '/tmp' : tmpdir());

/** Windows has no numbers for users; its folder for temporary files is the user's own. */
const isMine = (uid: number): boolean => process.platform === 'win32' || uid === userInfo().uid;

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
