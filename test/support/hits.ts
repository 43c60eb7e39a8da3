import { expect } from 'vitest';

/** Fails where a generator did not meet each of these so often: a property that nothing tries holds for anything. */
export function expectHits(hits: Readonly<Record<string, number>>, floor: number): void {
  expect(Object.entries(hits).filter(([, count]) => count < floor)).toEqual([]);
}
