import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunLock } from '../../../../src/association/ui/runLock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arc-lock-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});
const file = () => join(folder, 'lock');
/** Leaves a lock as another process would. */
function leave(pid: number | '', { secondsAgo = 0, host = hostname() } = {}): void {
  writeFileSync(file(), pid === '' ? '' : [pid, host, 'id'].join(' '));
  utimesSync(file(), Date.now() / 1000 - secondsAgo, Date.now() / 1000 - secondsAgo);
}
const alive = process.ppid;
const nobody = 4194305; // beyond the numbers that Linux gives to processes

describe('the right to write', () => {
  it.each([
    ['a process that is alive and has touched it lately', () => leave(alive, { secondsAgo: 20 }), true],
    ['another machine that has touched it lately', () => leave(nobody, { host: 'elsewhere' }), true],
    ['somebody who has not written the name yet', () => leave(''), true],
    ['a process that is gone', () => leave(nobody), false],
    ['a process whose number another one has by now', () => leave(alive, { secondsAgo: 40 }), false],
    ['a process whose number this one has by now', () => leave(process.pid), false],
    ['a machine that is silent', () => leave(nobody, { host: 'elsewhere', secondsAgo: 40 }), false],
    ['nobody', () => undefined, false],
  ])('of %s', (_, put, isHeld) => {
    put();
    expect(RunLock.isHeld(folder)).toBe(isHeld);
    const taken = RunLock.take(folder);
    expect(taken !== undefined).toBe(!isHeld);
    taken?.release();
    expect(readdirSync(folder)).toEqual(isHeld ? ['lock'] : []);
  });

  it('is touched as long as it is had', () => {
    vi.useFakeTimers();
    const lock = RunLock.take(folder);
    utimesSync(file(), 0, 0);
    vi.advanceTimersByTime(10_000);
    expect(Date.now() - statSync(file()).mtimeMs).toBeLessThan(10_000);
    lock?.leave();
    utimesSync(file(), 0, 0);
    vi.advanceTimersByTime(10_000);
    expect(statSync(file()).mtimeMs).toBe(0);
  });

  it('that another window has taken is neither touched nor removed', () => {
    vi.useFakeTimers();
    const lock = RunLock.take(folder);
    leave(alive, { secondsAgo: 20 });
    const { mtimeMs } = statSync(file());
    vi.advanceTimersByTime(10_000);
    expect(lock?.isOurs).toBe(false);
    expect(statSync(file()).mtimeMs).toBe(mtimeMs);
    lock?.release();
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});
