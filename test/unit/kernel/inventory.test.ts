import { describe, expect, it } from 'vitest';
import { associablesOf, findAssociable, findGateway, findResource } from '../../../src/kernel/inventory';
import { memoize, memoizeLast } from '../../../src/kernel/memo';
import { resolveResources } from '../../../src/vscode/commandArguments';
import { countVisits } from '../../support/countedVisits';
import { cluster, gateway, inventory, machine } from '../../support/resources';

const hub = gateway('gw-hub');
const web = machine('web-1');
const store = cluster('store');
const local = { ...web, kind: 'azureLocal', id: web.id.replace('machines/web-1', 'clusters/al-1') } as const;
const tenant = inventory({ gateways: [hub], machines: [web], clusters: [store], azureLocal: [local] });

describe('a resource of the inventory', () => {
  it('is found by its id, in whatever case Azure writes it', () => {
    for (const each of [hub, web, store, local]) {
      expect(findResource(tenant, `${each.id.toUpperCase()}/`)).toBe(each);
    }
    expect(findResource(tenant, '')).toBeUndefined();
    expect(findResource(tenant, 'constructor')).toBeUndefined();
  });

  it('is of the kind that was asked for', () => {
    expect([findGateway(tenant, web.id), findAssociable(tenant, hub.id)]).toEqual([undefined, undefined]);
    expect([findAssociable(tenant, web.id), findAssociable(tenant, store.id)]).toEqual([web, store]);
  });

  it('is the first where a list has its id twice', () => {
    const again = machine('web-1', { status: 'Disconnected' });
    expect(findAssociable(inventory({ machines: [web, again] }), web.id)).toBe(web);
  });

  it('is found among others without a look at each of them for each of the rows that are selected', () => {
    const machines = Array.from({ length: 500 }, (_, index) => machine(`m-${index}`));
    const { subscriptions, associations, reading } = inventory({});
    const count = { visits: 0 };
    const large = {
      subscriptions,
      associations,
      reading: { ...reading, machines: { items: countVisits(machines, count) } },
    };
    const rows = machines.map(({ id }) => ({ resourceId: id }));
    expect(resolveResources(large, rows[0], rows)).toEqual(machines);
    expect(count.visits).toBe(machines.length);
    expect(associablesOf({ ...large })).toBe(associablesOf(large));
  });
});

describe('a value that is kept', () => {
  it('is computed once for each object, also where it is undefined', () => {
    let times = 0;
    const first = memoize((list: readonly number[]) => {
      times += 1;
      return list[0];
    });
    const [one, empty] = [[1], []];
    expect([one, empty, one, empty].map(first)).toEqual([1, undefined, 1, undefined]);
    expect(times).toBe(2);
  });

  it('is computed again when an argument is another one, and only the last is kept', () => {
    const sums: number[] = [];
    const sum = memoizeLast((a: number, b: number) => sums.push(a + b));
    for (const [a, b] of [
      [1, 2],
      [1, 2],
      [2, 1],
      [Number.NaN, 1],
      [Number.NaN, 1],
      [1, 2],
    ] as const) {
      sum(a, b);
    }
    expect(sums).toEqual([3, 3, Number.NaN, 3]);
  });
});
