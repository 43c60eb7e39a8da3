import { expect, test } from 'vitest';
import { ArcError } from '../../../../src/kernel/errors';
import type { Association, Inventory } from '../../../../src/kernel/inventory';
import type { InventoryReading } from '../../../../src/kernel/ports';
import { resourceKey } from '../../../../src/kernel/resources';
import { readUsers } from '../../../../src/gateways/ui/commands/readUsers';
import { cluster, gateway, inventory, machine, type Parts } from '../../../support/resources';

const hub = gateway('gw-hub');
const other = gateway('gw-other');
const [a, b, c] = [machine('a'), machine('b'), cluster('c')];
const elsewhere = machine('d', { subscriptionId: 'elsewhere', id: a.id.replace('/machines/a', '/machines/d') });
const quiet = new AbortController().signal;
const tree = (associations: Parts['associations'] = []) =>
  inventory({ gateways: [hub], machines: [a, b], clusters: [c], associations });

interface Azure {
  /** Gateway of each resource that has one, or what keeps it from being read. */
  readonly now: readonly (readonly [{ readonly id: string }, { readonly id: string } | ArcError])[];
  readonly problems?: Partial<Record<keyof InventoryReading, ArcError>>;
}

/** A store and an Azure that differ, and what was read of them. */
function setUp(shown: Inventory | undefined, { now, problems = {} }: Azure) {
  const asked: string[] = [];
  const told: string[] = [];
  const byKey = new Map(now.map(([{ id }, to]) => [resourceKey(id), to]));
  const associationNow = (id: string): Association => {
    const to = byKey.get(resourceKey(id));
    if (!to) return { status: 'read' };
    return 'failure' in to ? { status: 'failed', error: to } : { status: 'read', gatewayId: to.id };
  };
  const store = {
    inventory: shown,
    refreshAssociations: async (ids: readonly string[], _: AbortSignal, onRead?: () => void) => {
      asked.push(...ids);
      ids.forEach(() => onRead?.());
      return new Map(ids.map((id) => [resourceKey(id), associationNow(id)]));
    },
  };
  const { reading } = inventory({ machines: [a, b, elsewhere], clusters: [c], problems });
  const api = {
    subscriptions: async () => ['own', 'elsewhere'].map((id) => ({ id, name: id, tenantId: 't' })),
    inventory: async (ids: readonly string[]) => {
      told.push(`inventory of ${ids.join(', ')}`);
      return reading;
    },
  };
  const run = (signal = quiet) => readUsers({ api, store }, hub, (message) => told.push(message), signal);
  return { run, asked, told };
}
const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name);

test('what the tree believes to use it is enough when it does', async () => {
  const { run, asked, told } = setUp(
    tree([
      [a, hub],
      [b, null],
      [c, hub],
    ]),
    { now: [[c, hub]] },
  );
  expect(names((await run()).users)).toEqual(['c']);
  expect(asked).toEqual([a.id, c.id]);
  expect(told).toEqual(['1 of 2 associations read', '2 of 2 associations read']);
});

test.each([
  [
    'knows of none',
    tree([
      [a, null],
      [b, other],
      [c, null],
    ]),
  ],
  ['is of another time', tree([[a, hub]])],
  ['is empty', undefined],
])('everything is read in all subscriptions where the tree %s', async (_, shown) => {
  const { run, told } = setUp(shown, {
    now: [
      [b, { id: hub.id.toUpperCase() }],
      [elsewhere, hub],
    ],
  });
  const { users, unknown, isPartial } = await run();
  expect(names(users)).toEqual(['b', 'd']);
  expect([unknown, isPartial]).toEqual([[], false]);
  expect(told).toContain('inventory of own, elsewhere');
  expect(told.at(-1)).toBe('4 of 4 associations read');
});

test('what could not be read is a doubt', async () => {
  const refused = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
  expect(await setUp(tree([]), { now: [[b, refused]] }).run()).toMatchObject({
    users: [],
    unknown: [b],
    isPartial: false,
  });
  const { isPartial } = await setUp(tree([]), { now: [], problems: { clusters: refused } }).run();
  expect(isPartial).toBe(true);
});

test('who stops looking is not told that nothing uses it', async () => {
  await expect(setUp(tree([]), { now: [] }).run(AbortSignal.abort())).rejects.toMatchObject({
    code: 'Canceled',
  });
});
