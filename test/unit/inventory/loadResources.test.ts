import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ArcError } from '../../../src/kernel/errors';
import type { InventoryReading } from '../../../src/kernel/ports';
import { loadResources } from '../../../src/inventory/loadResources';
import { inventory, machine } from '../../support/resources';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const { subscriptions, reading: nothing } = inventory({});
const { reading: one } = inventory({ machines: [machine('web-1')] });
const { reading: two } = inventory({ machines: [machine('web-1'), machine('web-2')] });
const { reading: denied } = inventory({ problems: { machines: new ArcError({ code: 'Bug' }, 'Not this one.') } });

/** Reads what comes at these milliseconds, and gives what was shown and when. */
async function shownOf(...coming: readonly (readonly [number, InventoryReading])[]) {
  const shown: [number, InventoryReading][] = [];
  const start = Date.now();
  const api = {
    subscriptions: async () => subscriptions,
    inventory: async (_ids: unknown, _signal: unknown, onProgress?: (soFar: InventoryReading) => void) => {
      for (const [at, reading] of coming) setTimeout(() => onProgress?.(reading), at);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return two;
    },
  };
  const read = loadResources({ api, choose: (all) => all }, new AbortController().signal, ({ reading }) => {
    shown.push([Date.now() - start, reading]);
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

describe('a tenant that cannot be read', () => {
  const load = (reading: InventoryReading, chosen = subscriptions) =>
    loadResources(
      { api: { subscriptions: async () => subscriptions, inventory: async () => reading }, choose: () => chosen },
      new AbortController().signal,
      () => undefined,
    );
  const signedOut = (obstacle: 'signedOut' | 'wrongTenant') =>
    new ArcError({ code: 'SignedOut', obstacle }, 'Sign in.');
  const unreachable = new ArcError({ code: 'Unreachable', host: 'h', cause: 'dns' }, 'No such name.');
  const forbidden = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
  const some = [machine('web-1')];

  it.each([
    ['the token expired halfway', signedOut('signedOut'), some, true],
    ['all of it belongs to another tenant', signedOut('wrongTenant'), [], true],
    ['a part of it belongs to another tenant', signedOut('wrongTenant'), some, false],
    ['nothing was reached', unreachable, [], true],
    ['a part was not reached', unreachable, some, false],
    ['nothing may be read', forbidden, [], false],
  ])('is told from one of which a part is missing: %s', async (_, error, machines, isFatal) => {
    const { reading } = inventory({ machines, problems: { clusters: error } });
    await (isFatal
      ? expect(load(reading)).rejects.toBe(error)
      : expect(load(reading)).resolves.toMatchObject({ reading }));
  });

  it('is not asked for without a subscription', async () => {
    await expect(load(one, [])).resolves.toBeUndefined();
  });
});
