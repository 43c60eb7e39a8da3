import { describe, expect, it } from 'vitest';
import { lazily } from '../../../src/kernel/lazily';

describe('a value made when it is needed', () => {
  it('is made once, however many ask, and not before', async () => {
    let count = 0;
    const value = lazily(async () => ++count);
    expect([value.made, count]).toEqual([undefined, 0]);
    expect(await Promise.all([value(), value(), value()])).toEqual([1, 1, 1]);
    expect(await value.made).toBe(1);
    expect(await value()).toBe(1);
  });

  it('is tried again after a failure, which everybody who waited hears of', async () => {
    let count = 0;
    const value = lazily(async () => {
      if (++count === 1) throw new Error('no room');
      return count;
    });
    const outcomes = await Promise.allSettled([value(), value()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await value()).toBe(2);
    expect(count).toBe(2);
  });
});
