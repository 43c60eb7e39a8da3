import { expect, test } from 'vitest';
import { latencyOf } from '../../../src/sample/latency';

test('a request takes the same time each time, within bounds, and not the time of every other', () => {
  const range = { from: 60, to: 120 };
  const times = Array.from({ length: 50 }, (_, index) => latencyOf('GET', `/subscriptions/${index}`, range));
  expect(times).toEqual(times.map((_, index) => latencyOf('GET', `/subscriptions/${index}`, range)));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(range.from);
  expect(Math.max(...times)).toBeLessThanOrEqual(range.to);
  expect(new Set(times).size).toBeGreaterThan(10);
});
