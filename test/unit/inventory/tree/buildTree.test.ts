import { describe, expect, it } from 'vitest';
import { ArcError } from '../../../../src/kernel/errors';
import type { Inventory } from '../../../../src/kernel/inventory';
import { resourceKey } from '../../../../src/kernel/resources';
import { buildTree, type TreeOptions } from '../../../../src/inventory/tree/buildTree';
import { textFilter } from '../../../../src/inventory/tree/filter';
import { childrenOf, type TreeNode } from '../../../../src/inventory/tree/nodes';
import { treeKind } from '../../../../src/inventory/tree/kinds';
import { labelsOf } from '../../../../src/inventory/tree/labels';
import { cluster, gateway, inventory, machine, subscriptionId } from '../../../support/resources';

const hub = gateway('gw-hub');
const young = gateway('gw-young', { state: 'Creating', endpoint: undefined });
const web = machine('web-1');
const sql = machine('sql-1', { os: 'windows', osName: undefined, status: 'Disconnected', location: 'northeurope' });
const store = cluster('store', { gatewayEnabled: true });
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
const node = machine('al-node-1', { azureLocalId: local.id.toUpperCase() });

const tenant = inventory({
  gateways: [young, hub],
  machines: [sql, web, node],
  clusters: [store],
  azureLocal: [local],
  associations: [
    [web, { id: hub.id.toUpperCase() }],
    [sql, null],
    [store, null],
    [node, hub],
  ],
});

/** The tree as indented labels, as a person would read it aloud. */
const drawn = (nodes: readonly TreeNode[], indent = ''): readonly string[] =>
  nodes.flatMap((each) => [indent + labelsOf(each).label, ...drawn(childrenOf(each), `${indent}  `)]);

const draw = (from: Inventory, options: Partial<TreeOptions> = {}): readonly string[] =>
  drawn(buildTree(from, { grouping: 'gateway', ...options }));

const flat = (nodes: readonly TreeNode[]): readonly TreeNode[] =>
  nodes.flatMap((each) => [each, ...flat(childrenOf(each))]);

const find = (from: Inventory, name: string): TreeNode => {
  const found = flat(buildTree(from, { grouping: 'gateway' })).find((each) => labelsOf(each).label === name);
  if (!found) throw new Error(`No ${name} in the tree.`);
  return found;
};

describe('the tree', () => {
  it('shows gateways with what uses them, then the rest', () => {
    expect(draw(tenant)).toEqual([
      'gw-hub',
      '  al-1',
      '    al-node-1',
      '  web-1',
      'gw-young',
      'Direct, no gateway',
      '  sql-1',
      '  store',
    ]);
  });

  it('groups by location and by the names of subscriptions', () => {
    expect(draw(tenant, { grouping: 'location' })).toEqual([
      'northeurope',
      '  sql-1',
      'westeurope',
      '  gw-hub',
      '    al-1',
      '      al-node-1',
      '    web-1',
      '  gw-young',
      '  al-1',
      '    al-node-1',
      '  store',
      '  web-1',
    ]);
    expect(draw(tenant, { grouping: 'subscription' })[0]).toBe('Edge');
  });

  it('says what each row is in words', () => {
    expect(labelsOf(find(tenant, 'gw-hub'))).toMatchObject({
      description: 'Succeeded · 2 resources · gw-hub.gw.arc.azure.com',
      spoken: 'Gateway gw-hub, Succeeded, 2 resources, gw-hub.gw.arc.azure.com',
      severity: 'good',
    });
    expect(labelsOf(find(tenant, 'gw-young'))).toMatchObject({
      description: 'Creating · 0 resources · no URL yet',
      severity: 'busy',
    });
    expect(labelsOf(find(tenant, 'web-1')).description).toBe('Connected · Ubuntu 24.04 · v1.67 · gw-hub');
    expect(labelsOf(find(tenant, 'sql-1'))).toMatchObject({
      description: 'Disconnected · Windows · v1.67 · direct',
      severity: 'warning',
    });
  });

  it('says the way first where no row above does', () => {
    const [, westeurope] = buildTree(tenant, { grouping: 'location' });
    const rows = westeurope ? childrenOf(westeurope).map((each) => labelsOf(each).description) : [];
    expect(rows).toContain('Connected · gw-hub · Ubuntu 24.04 · v1.67');
  });

  it('flags a cluster that says enabled without an association', () => {
    expect(labelsOf(find(tenant, 'store'))).toMatchObject({
      description: 'Connected · gateway enabled but not associated · k3s · v1.36.1 · direct',
      severity: 'warning',
    });
  });

  it.each([
    ['failed', { passed: 15, failed: ['network.endpoints', 'gateway.url'], unknown: [] }, '2 checks failed', 'warning'],
    ['failed once', { passed: 17, failed: ['gateway.url'], unknown: ['network.private'] }, '1 check failed', 'warning'],
    ['said nothing', { passed: 2, failed: ['machine.reached'], unknown: [] }, 'did not respond', 'warning'],
    ['is not known', { passed: 17, failed: [], unknown: ['network.endpoints'] }, '1 check unknown', 'none'],
  ] as const)('says of a machine that was verified that it %s', (_, counts, said, severity) => {
    const verifications = new Map([[resourceKey(web.id), { at: '2026-11-20T12:05:00Z', ...counts }]]);
    expect(labelsOf(find({ ...tenant, verifications }, 'web-1'))).toMatchObject({
      description: `Connected · ${said} · Ubuntu 24.04 · v1.67 · gw-hub`,
      spoken: `Machine web-1, Connected, ${said}, Ubuntu 24.04, v1.67, gw-hub`,
      severity,
    });
    expect(labelsOf(find({ ...tenant, verifications }, 'sql-1'))).toEqual(labelsOf(find(tenant, 'sql-1')));
  });

  it('says what a verification found before what is only weak, and after what is broken', () => {
    const old = machine('old-1', { agentVersion: '1.64' });
    const verifications = new Map(
      [old, store].map(({ id }) => [
        resourceKey(id),
        { at: '2026-11-20T12:05:00Z', passed: 1, failed: ['azure.status' as const], unknown: [] },
      ]),
    );
    const weak = inventory({ gateways: [hub], machines: [old], associations: [[old, hub]] });
    expect(labelsOf(find({ ...weak, verifications }, 'old-1')).description).toMatch(
      /^Connected · 1 check failed · agent older than/,
    );
    expect(labelsOf(find({ ...tenant, verifications }, 'store')).description).toContain(
      'gateway enabled but not associated · 1 check failed',
    );
  });

  it('says last when all was well with one, and nothing of one that nothing was asked', () => {
    const at = '2026-11-20T12:05:00Z';
    const day = new Date(at).toLocaleDateString('en', { dateStyle: 'medium' });
    const verified = (passed: number) =>
      labelsOf(
        find(
          { ...tenant, verifications: new Map([[resourceKey(web.id), { at, passed, failed: [], unknown: [] }]]) },
          'web-1',
        ),
      );
    expect(verified(18)).toMatchObject({
      description: `Connected · Ubuntu 24.04 · v1.67 · gw-hub · verified ${day}`,
      severity: 'good',
    });
    expect(verified(0).description).toBe('Connected · Ubuntu 24.04 · v1.67 · gw-hub');
  });

  it('takes back what a verification found once the gateway has changed', () => {
    const found = { at: '2026-11-20T12:05:00Z', passed: 17, failed: ['gateway.url'], unknown: [] } as const;
    const wordsWith = (associatedWith: string) =>
      labelsOf(
        find({ ...tenant, verifications: new Map([[resourceKey(web.id), { ...found, associatedWith }]]) }, 'web-1'),
      );
    expect(wordsWith(resourceKey(hub.id)).description).toContain('1 check failed');
    expect(wordsWith('none')).toMatchObject({
      description: 'Connected · Ubuntu 24.04 · v1.67 · gw-hub · verify again',
      severity: 'good',
    });
  });

  it.each([
    ['Hibernating', 'none'],
    ['Unknown', 'none'],
    ['AwaitingConnection', 'warning'],
    ['Disconnected', 'warning'],
    ['Expired', 'bad'],
  ])('takes the state %s for %s', (status, severity) => {
    const odd = inventory({ machines: [machine('odd', { status })], associations: [] });
    expect(labelsOf(find(odd, 'odd'))).toMatchObject({ severity });
  });

  it('says of a machine why it has its status, how it is upgraded and where it is, and finds it by that', () => {
    const clone = machine('clone', { statusReason: 'Clone detected', automaticUpgrade: false, addresses: '10.0.0.4' });
    expect(treeKind('machine').facts(clone)).toEqual(
      expect.arrayContaining([
        ['Reason', 'Clone detected'],
        ['Automatic upgrade', 'no'],
        ['Upgrade to', undefined],
        ['Addresses', '10.0.0.4'],
      ]),
    );
    const known = inventory({ machines: [clone, web], associations: [] });
    const shown = buildTree(known, { grouping: 'gateway', filter: textFilter('10.0.0.4') });
    expect(flat(shown).map((each) => labelsOf(each).label)).toContain('clone');
    expect(flat(shown).map((each) => labelsOf(each).label)).not.toContain('web-1');
  });

  it('keeps apart what is unread, unreadable, and behind a gateway out of sight', () => {
    const [a, b, c] = [machine('a'), machine('b'), machine('c')];
    const refused = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
    const partly = inventory({
      machines: [a, b, c],
      associations: [
        [b, refused],
        [c, gateway('gw-elsewhere')],
      ],
    });
    expect(draw(partly)).toEqual([
      'Behind a gateway you cannot see',
      '  c',
      'Loading associations',
      '  a',
      'Association could not be loaded',
      '  b',
    ]);
    expect(labelsOf(find(partly, 'c')).description).toContain('gw-elsewhere');
  });

  it('shows a part that could not be read beside the parts that could', () => {
    const refused = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'Reader is needed.');
    const partly = inventory({ gateways: [hub], problems: { machines: refused } });
    expect(draw(partly)).toEqual(['Machines could not be loaded', 'gw-hub']);
    expect(labelsOf(find(partly, 'Machines could not be loaded')).description).toBe('Reader is needed.');
  });

  it('filters by every word, keeps the way to a match, and opens it', () => {
    expect(draw(tenant, { filter: textFilter('UBUNTU web') })).toEqual(['gw-hub', '  web-1']);
    expect(draw(tenant, { filter: textFilter('gw-hub') })).toEqual(['gw-hub', '  al-1', '    al-node-1', '  web-1']);
    expect(draw(tenant, { filter: textFilter('web windows') })).toEqual([]);
    expect(buildTree(tenant, { grouping: 'gateway', filter: textFilter('web') })[0]).toMatchObject({ isOpen: true });
  });

  it('gives every row an id of its own that a refresh keeps', () => {
    for (const grouping of ['gateway', 'location', 'subscription'] as const) {
      const ids = flat(buildTree(tenant, { grouping })).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(flat(buildTree(structuredClone(tenant), { grouping })).map(({ id }) => id)).toEqual(ids);
    }
  });

  it('puts more than 500 siblings into buckets that name their ends', () => {
    const machines = Array.from({ length: 1203 }, (_, index) => machine(`m-${index + 1}`));
    const large = inventory({ machines, associations: machines.map((each) => [each, null]) });
    const [direct] = buildTree(large, { grouping: 'gateway' });
    const buckets = direct ? childrenOf(direct) : [];
    expect(buckets.map((each) => [labelsOf(each).label, labelsOf(each).description])).toEqual([
      ['m-1 … m-500', '500'],
      ['m-501 … m-1000', '500'],
      ['m-1001 … m-1203', '203'],
    ]);
    expect(buckets.flatMap(childrenOf)).toHaveLength(1203);
  });
});
