import { describe, expect, it } from 'vitest';
import { withinSubscriptions } from '../../../src/inventory/cache';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from '../../../src/inventory/snapshot';
import { ArcError } from '../../../src/kernel/errors';
import { cluster, gateway, inventory, machine, subscriptionId } from '../../support/resources';

const hub = gateway('gw-hub', { tags: { env: 'production' } });
const web = machine('web-1', { tags: { env: 'production' }, lastStatusChange: '2026-11-02T08:00:00Z' });
const clone = machine('clone-1', {
  statusReason: 'Clone detected',
  automaticUpgrade: false,
  desiredAgentVersion: '1.67',
  lastUpgrade: 'Failed: No space.',
  addresses: '10.0.0.4, fe80::1',
});
const sql = machine('sql-1', { os: undefined, osName: undefined, agentVersion: undefined });
const lost = machine('lost-1');
const store = cluster('store', {
  gatewayEnabled: true,
  isProvisioned: true,
  usesPrivateLink: true,
  privateLinkScopeId: '/subscriptions/x/privateLinkScopes/pls',
});
const untold = cluster('untold', { usesPrivateLink: undefined });
const local = {
  kind: 'azureLocal',
  id: `/subscriptions/${subscriptionId}/resourceGroups/rg-edge/providers/Microsoft.AzureStackHCI/clusters/al-1`,
  name: 'al-1',
  subscriptionId,
  resourceGroup: 'rg-edge',
  location: 'westeurope',
  tags: {},
  status: 'Connected',
} as const;
const refused = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
const full = inventory({
  gateways: [hub, gateway('gw-young', { state: 'Creating', endpoint: undefined })],
  machines: [web, sql, lost, clone, machine('upgraded', { automaticUpgrade: true })],
  clusters: [store, untold],
  azureLocal: [local],
  associations: [
    [web, hub],
    [sql, null],
    [lost, refused],
    [store, hub],
  ],
});
const snapshot: Snapshot = { inventory: full, readAt: 1_793_606_400_000 };

/** Without the fields that are undefined, which JSON does not keep. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const decoded = (text: string): Snapshot => {
  const found = decodeSnapshot(text);
  if (!found) throw new Error('It is no snapshot.');
  return found;
};

describe('a snapshot', () => {
  it('gives back what was kept', () => {
    const { inventory: back, readAt } = decoded(encodeSnapshot(snapshot));
    expect(readAt).toBe(snapshot.readAt);
    expect(plain(back.subscriptions)).toEqual(plain(full.subscriptions));
    expect(plain(back.reading)).toEqual(plain(full.reading));
  });

  it('knows the associations that were read, and nothing of those that failed', () => {
    const { associations } = decoded(encodeSnapshot(snapshot)).inventory;
    expect(associations.get(web.id.toLowerCase())).toEqual({ status: 'read', gatewayId: hub.id });
    expect(associations.get(sql.id.toLowerCase())).toEqual({ status: 'read' });
    expect(associations.has(lost.id.toLowerCase())).toBe(false);
  });

  it('keeps it apart whether a cluster says no, yes, or nothing', () => {
    const clusters = [
      cluster('yes', { gatewayEnabled: true }),
      cluster('no', { gatewayEnabled: false }),
      cluster('mute', { gatewayEnabled: undefined }),
      cluster('asked', { gatewayEnabled: undefined }),
    ];
    const asked = clusters.at(-1)?.id.toLowerCase() ?? '';
    const known = inventory({ clusters });
    const associations = new Map(known.associations).set(asked, { status: 'read', gatewayEnabled: false });
    const kept = encodeSnapshot({ inventory: { ...known, associations }, readAt: 1 });
    const back = decoded(kept).inventory.reading.clusters.items.map(({ gatewayEnabled }) => gatewayEnabled);
    expect(back).toEqual([true, false, undefined, false]);
  });

  it('is not read from a file in which nothing said was no', () => {
    expect(decodeSnapshot(encodeSnapshot(snapshot).replace(/"form":\d+/, '"form":2'))).toBeUndefined();
  });

  it('is small, and shares what is equal', () => {
    const machines = Array.from({ length: 2000 }, (_, i) => machine(`m-${i}`, { tags: { env: 'production' } }));
    const text = encodeSnapshot({ inventory: inventory({ machines }), readAt: 1 });
    expect(text.length / machines.length).toBeLessThan(100);
    const [first, second] = decoded(text).inventory.reading.machines.items;
    expect(first?.tags).toBe(second?.tags);
  });

  it.each([
    ['nothing', ''],
    ['half a file', encodeSnapshot(snapshot).slice(0, -40)],
    ['no object', '[]'],
    ['another form', encodeSnapshot(snapshot).replace(/"form":\d+/, '"form":99')],
    ['no time', encodeSnapshot(snapshot).replace(/"readAt":\d+/, '"readAt":"now"')],
  ])('is not made of %s', (_, text) => {
    expect(decodeSnapshot(text)).toBeUndefined();
  });

  it('leaves out what makes no sense, whatever somebody wrote into the file', () => {
    const stored = JSON.parse(encodeSnapshot(snapshot)) as Record<string, unknown>;
    const odd = {
      gateways: 'none',
      machines: [null, [99, 98, 97], ['x'], { length: 3 }, [0, 1, 2, 3, -7, 1e9]],
      clusters: {},
    };
    for (const more of [
      { kinds: odd },
      { kinds: null },
      { texts: [1, {}, null] },
      { tags: 7 },
      { subscriptions: [{ id: 1 }] },
    ]) {
      const { inventory: read } = decoded(JSON.stringify({ ...stored, ...more }));
      for (const each of read.reading.machines.items) expect(each.id).toMatch(/^\/subscriptions\//);
    }
    expect(decoded(JSON.stringify({ ...stored, kinds: odd })).inventory.reading.gateways.items).toEqual([]);
  });

  it('is narrowed down to the chosen subscriptions', () => {
    const [own] = full.subscriptions;
    expect(withinSubscriptions(full, own ? [own] : []).reading.machines.items).toHaveLength(5);
    expect(withinSubscriptions(full, []).reading.machines.items).toEqual([]);
  });
});
