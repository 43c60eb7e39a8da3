import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadline } from '../../../src/remoteAccess/process/deadline';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether it has passed, once that much time has. */
async function passesAfter(deadline: Deadline, milliseconds: number): Promise<boolean> {
  let hasPassed = false;
  void deadline.passed.then(() => {
    hasPassed = true;
  });
  await vi.advanceTimersByTimeAsync(milliseconds);
  return hasPassed;
}

test('a deadline passes when its time is over, counted from when it was last set', async () => {
  const deadline = new Deadline(1000);
  expect(await passesAfter(deadline, 999)).toBe(false);
  deadline.restart(500);
  expect(await passesAfter(deadline, 499)).toBe(false);
  expect(await passesAfter(deadline, 1)).toBe(true);
});

test('it stands still while it is held', async () => {
  const deadline = new Deadline(1000);
  await vi.advanceTimersByTimeAsync(400);
  deadline.hold();
  expect(await passesAfter(deadline, 60_000)).toBe(false);
  deadline.release();
  expect(await passesAfter(deadline, 599)).toBe(false);
  expect(await passesAfter(deadline, 1)).toBe(true);
});

test('it never passes once it is cleared, even if it is set again', async () => {
  const deadline = new Deadline(1000);
  deadline.clear();
  deadline.restart(10);
  expect(await passesAfter(deadline, 60_000)).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
