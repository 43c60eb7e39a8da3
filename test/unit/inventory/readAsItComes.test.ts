import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ArcError } from '../../../src/kernel/errors';
import type { InventoryReading } from '../../../src/kernel/ports';
import { readAsItComes } from '../../../src/inventory/readAsItComes';
import { inventory, machine } from '../../support/resources';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const { reading: nothing } = inventory({});
const { reading: one } = inventory({ machines: [machine('web-1')] });
const { reading: two } = inventory({ machines: [machine('web-1'), machine('web-2')] });
const { reading: denied } = inventory({ problems: { machines: new ArcError({ code: 'Bug' }, 'Not this one.') } });

/** Reads what comes at these milliseconds, and gives what was shown and when. */
async function shownOf(...coming: readonly (readonly [number, InventoryReading])[]) {
  const shown: [number, InventoryReading][] = [];
  const start = Date.now();
  const api = {
    inventory: async (_ids: unknown, _signal: unknown, onProgress?: (soFar: InventoryReading) => void) => {
      for (const [at, reading] of coming) setTimeout(() => onProgress?.(reading), at);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return two;
    },
  };
  const read = readAsItComes(api, [], new AbortController().signal, (soFar) => {
    shown.push([Date.now() - start, soFar]);
  });
  await vi.advanceTimersByTimeAsync(1000);
  await read;
  return shown;
}

describe('an inventory that fills', () => {
  it('is looked at with its first rows, and then from time to time', async () => {
    expect(await shownOf([100, one], [150, one], [160, two])).toEqual([
      [100, one],
      [400, two],
    ]);
  });

  it('has its first rows wait for no look at nothing', async () => {
    expect(await shownOf([100, nothing], [130, one])).toEqual([[130, one]]);
  });

  it('shows what could not be read before there is a row', async () => {
    expect(await shownOf([100, denied])).toEqual([[100, denied]]);
  });
});
