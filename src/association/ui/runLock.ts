import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** In milliseconds: an owner that is alive has touched its lock several times before that counts as left over. */
const touchEvery = 5_000;
const leftOverAfter = 30_000;

/** The locks of this process. */
const owned = new Set<string>();

/**
 * The right to write in a folder of journals: a file that names its owner. It counts as long as the process it names is
 * alive and it was touched within half a minute. Both are asked: a process that has ended may have left its number to
 * another one, and a window that has just ended must not be waited for longer than its process lives. A number of
 * another machine, or of another container, says nothing here. Synchronous, for the moment in which a window ends.
 */
export class RunLock {
  private isLeft = false;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly file: string,
    private readonly owner: string,
  ) {
    owned.add(owner);
    this.timer = setInterval(() => {
      this.touch();
    }, touchEvery).unref();
  }

  /** Undefined while somebody has it. Of several windows that find an old one, the last to take it has it: see `isOurs`. */
  static take(folder: string): RunLock | undefined {
    if (RunLock.isHeld(folder)) return undefined;
    const file = fileIn(folder);
    const owner = [process.pid, hostname(), randomUUID()].join(' ');
    rmSync(file, { force: true });
    return write(file, owner) ? new RunLock(file, owner) : undefined;
  }

  /** Whether any window has it, this one included. */
  static isHeld(folder: string): boolean {
    const file = fileIn(folder);
    const owner = read(file);
    if (owner === undefined) return false;
    const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return owned.has(owner) || (Math.abs(Date.now() - touched) < leftOverAfter && mayLive(owner));
  }

  /** Whether this is a file of that right, and no journal. */
  static isFile(name: string): boolean {
    return name === lockName;
  }

  /** False once another window has taken it, as it may after the machine has slept. */
  get isOurs(): boolean {
    return read(this.file) === this.owner;
  }

  /** Lets another window have it. */
  release(): void {
    clearInterval(this.timer);
    if (this.isLeft) return;
    owned.delete(this.owner);
    if (this.isOurs) rmSync(this.file, { force: true });
  }

  /** Keeps it for as long as this process lives, or half a minute where that does not end. */
  leave(): void {
    clearInterval(this.timer);
    this.isLeft = true;
  }

  private touch(): void {
    const now = new Date();
    if (this.isOurs) utimesSync(this.file, now, now);
  }
}

const lockName = 'lock';
const fileIn = (folder: string): string => join(folder, lockName);

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** False when another window was faster. */
function write(file: string, owner: string): boolean {
  try {
    writeFileSync(file, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether its owner may be alive and is not this process, whose number may be that of one before it. */
function mayLive(owner: string): boolean {
  const [pid, host] = owner.split(' ');
  // Without a name, its owner is just about to write it.
  if (!pid || host !== hostname()) return true;
  return Number(pid) !== process.pid && isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
