import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** In ms; several touches before the lock is stale. */
const touchEvery = 5_000;
const leftOverAfter = 30_000;

const owned = new Set<string>();

/**
 * Names its owner. Valid while that process lives and touched it within 30 seconds, because process IDs are reused, and
 * can't be checked across hosts or containers. Synchronous, to work while a window closes.
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

  /** Undefined while held. If windows race for a stale lock, the last one wins; see `isOurs`. */
  static take(folder: string): RunLock | undefined {
    if (RunLock.isHeld(folder)) return undefined;
    const file = fileIn(folder);
    const owner = [process.pid, hostname(), randomUUID()].join(' ');
    rmSync(file, { force: true });
    return write(file, owner) ? new RunLock(file, owner) : undefined;
  }

  /** True for this window's own lock too. */
  static isHeld(folder: string): boolean {
    const file = fileIn(folder);
    const owner = read(file);
    if (owner === undefined) return false;
    const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return owned.has(owner) || (Math.abs(Date.now() - touched) < leftOverAfter && mayLive(owner));
  }

  static isFile(name: string): boolean {
    return name === lockName;
  }

  /** False once another window took it, for example after sleep. */
  get isOurs(): boolean {
    return read(this.file) === this.owner;
  }

  release(): void {
    clearInterval(this.timer);
    if (this.isLeft) return;
    owned.delete(this.owner);
    if (this.isOurs) rmSync(this.file, { force: true });
  }

  /** Holds until this process ends, at most 30 seconds. */
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

/** False if another window was faster. */
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

/** Ignores this process's own ID, which may be reused. */
function mayLive(owner: string): boolean {
  const [pid, host] = owner.split(' ');
  // The owner hasn't written its name yet.
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
