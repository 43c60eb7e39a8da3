import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Room for a socket’s name and the suffix that ssh gives it meanwhile, within the 104 bytes that macOS allows. */
const longestFolder = 60;

/** A folder that nobody else may look into. */
export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Made with mode 0700, below a folder whose path leaves room for a socket. */
export function privateFolder(): PrivateFolder {
  const base = process.platform !== 'win32' && tmpdir().length > longestFolder ? '/tmp' : tmpdir();
  const path = mkdtempSync(join(base, 'arc-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
