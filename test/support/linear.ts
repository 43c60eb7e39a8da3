import { expect } from 'vitest';

/** Milliseconds of processor time from which a ratio says more of the code than of the machine. */
const measurable = 15;
/** Twice the input may cost 2.3 times as much; what is more than proportional to it comes to 4 times and more. */
const allowed = 2.3;
const rounds = 4;

/**
 * Fails when the cost of `work` grows faster than its input: from a size at which it can be measured, at least `size`, to
 * four times that. What cannot be measured at 32 times `size` is fast enough. Counts the processor time of this thread
 * alone, so that other work does not tell; of some rounds the best counts, so that a collection of garbage does not.
 */
export function expectLinear(label: string, work: (size: number) => void, size: number): void {
  let from = size;
  // Twice, because the first time may compile or collect.
  const isMeasurable = (): boolean => cost(work, from) >= measurable && cost(work, from) >= measurable;
  while (!isMeasurable()) if ((from *= 2) > 32 * size) return;
  let ratio = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds && ratio >= allowed ** 2; round++)
    ratio = Math.min(ratio, cost(work, 4 * from) / Math.max(cost(work, from), measurable / 4));
  expect(ratio, label).toBeLessThan(allowed ** 2);
}

function cost(work: (size: number) => void, size: number): number {
  const before = process.threadCpuUsage();
  work(size);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
