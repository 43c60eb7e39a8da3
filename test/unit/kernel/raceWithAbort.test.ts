import { expect, test, vi } from 'vitest';
import { raceWithAbort } from '../../../src/kernel/raceWithAbort';

const never = new Promise<never>(() => undefined);

test('work that ends is what it came to, and leaves no listener behind', async () => {
  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, 'removeEventListener');
  expect(await raceWithAbort(Promise.resolve(7), signal)).toBe(7);
  await expect(raceWithAbort(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  expect(removed).toHaveBeenCalledTimes(2);
});

test('work that does not end is canceled as soon as that is asked for, or was before', async () => {
  const controller = new AbortController();
  const waiting = expect(raceWithAbort(never, controller.signal)).rejects.toMatchObject({ code: 'Canceled' });
  controller.abort();
  await waiting;
  await expect(raceWithAbort(never, controller.signal)).rejects.toMatchObject({ code: 'Canceled' });
});
