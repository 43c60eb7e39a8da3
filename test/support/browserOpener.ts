import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program `xdg-open` that opens nothing, and keeps what it was to open for the test. */
export interface BrowserOpener {
  /** The folder of the program, for the PATH. */
  readonly path: string;
  /** The addresses, in the order of the calls. */
  readonly opened: readonly string[];
}

export function writeBrowserOpener(folder: string): BrowserOpener {
  const path = join(folder, 'opener');
  mkdirSync(path, { recursive: true });
  const opened = join(folder, 'opened');
  const program = join(path, 'xdg-open');
  writeFileSync(program, `#!/bin/sh\necho "$1" >> '${opened}'\n`);
  chmodSync(program, 0o755);
  return {
    path,
    get opened() {
      return existsSync(opened) ? readFileSync(opened, 'utf8').trimEnd().split('\n') : [];
    },
  };
}
