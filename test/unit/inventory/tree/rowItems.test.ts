import { describe, expect, it } from 'vitest';
import { mostItems, narrowed, rowItems } from '../../../../src/inventory/tree/rowItems';
import { tokensIn } from '../../../../src/inventory/tree/tokens';
import { TreeIndex } from '../../../../src/inventory/tree/treeIndex';
import { cluster, gateway, inventory, machine } from '../../../support/resources';

const hub = gateway('gw-hub');
const spare = gateway('gw-spare');
const young = gateway('gw-young', { state: 'Creating', endpoint: undefined });
const web = machine('web-1');
const sql = machine('sql-2', { status: 'Disconnected' });
const store = cluster('store');
const tenant = inventory({
  gateways: [hub, spare, young],
  machines: [web, sql],
  clusters: [store],
  associations: [
    [web, { id: hub.id.toUpperCase() }],
    [sql, null],
  ],
});
const namesOf = (token: Parameters<typeof rowItems>[1]): readonly string[] =>
  rowItems(tenant, token, 0).map(({ name }) => name);

describe('what a command on rows can be about', () => {
  it('is what has the token that its menu asks for, problems first', () => {
    expect(namesOf('canDetach')).toEqual(['web-1']);
    expect(namesOf('isDirect')).toEqual(['sql-2']);
    expect(namesOf('canAssociate')).toEqual(['sql-2', 'store', 'web-1']);
    expect(namesOf('hasMembers')).toEqual(['gw-hub']);
    expect(namesOf('hasUrl')).toEqual(['gw-hub', 'gw-spare']);
    expect(namesOf('canVerify')).toEqual(['sql-2', 'gw-hub', 'store', 'web-1']);
  });

  it('is found by its problem, gateway, kind, and group', () => {
    const [first] = rowItems(tenant, 'canAssociate', 0);
    expect(first).toMatchObject({
      name: 'sql-2',
      about: 'disconnected',
      place: ['Machine', 'direct', sql.resourceGroup],
    });
    expect(first?.searched).toContain('disconnected');
    expect(rowItems(tenant, 'canDetach', 0)[0]?.searched).toContain('gw-hub');
  });

  it('has the tokens that the index counts for the palette', () => {
    const all = [hub, spare, young, web, sql, store].flatMap(tokensIn(tenant));
    expect([...new TreeIndex(tenant, 0).tokens].toSorted()).toEqual([...new Set(all)].toSorted());
    expect(new TreeIndex(inventory({}), 0).tokens.size).toBe(0);
  });
});

describe('many to choose from', () => {
  const many = rowItems(
    inventory({ machines: Array.from({ length: mostItems + 500 }, (_, i) => machine(`m-${i}`)) }),
    'machine',
    0,
  );

  it('are narrowed down by typing, and what is chosen stays', () => {
    expect(narrowed(many, '', [])).toHaveLength(mostItems);
    const last = many.at(-1);
    if (!last) throw new Error('Nothing to choose.');
    expect(narrowed(many, 'm-1499', []).map(({ name }) => name)).toEqual(['m-1499']);
    expect(narrowed(many, 'm-7 machine', [last])[0]).toBe(last);
    expect(narrowed(many, 'no such', [])).toEqual([]);
  });

  it('are left to VS Code while they are few', () => {
    const few = many.slice(0, 3);
    expect(narrowed(few, 'no such', [])).toBe(few);
  });
});
