import { describe, expect, it } from 'vitest';
import { ArcError } from '../../../../src/kernel/errors';
import type { CheckId } from '../../../../src/kernel/checkIds';
import type { Association, Inventory, LastVerification } from '../../../../src/kernel/inventory';
import { type Associable, resourceKey } from '../../../../src/kernel/resources';
import { groupings } from '../../../../src/ids';
import { buildTree, rootsOf, type TreeOptions } from '../../../../src/inventory/tree/buildTree';
import { TreeIndex } from '../../../../src/inventory/tree/treeIndex';
import { textFilter } from '../../../../src/inventory/tree/searchText';
import { byName } from '../../../../src/inventory/tree/byName';
import { noticeOf } from '../../../../src/inventory/tree/notice';
import { childrenOf, type TreeNode } from '../../../../src/inventory/tree/nodes';
import { treeKind } from '../../../../src/inventory/tree/kinds';
import { labelsOf } from '../../../../src/inventory/tree/labels';
import { randomNumbers } from '../../../support/foreignTexts';
import { cluster, gateway, inventory, machine, subscriptionId } from '../../../support/resources';

const refused = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
const notOffered = new ArcError({ code: 'Unsupported' }, 'Not offered.');
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
      'Needs attention',
      '  sql-1',
      '  store',
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
      'Needs attention',
      '  sql-1',
      '  store',
      'North Europe',
      '  sql-1',
      'West Europe',
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
    expect(draw(tenant, { grouping: 'subscription' })).toContain('Edge');
  });

  it('says of a row that is well what it runs, and of a gateway how many use it and where it is', () => {
    expect(labelsOf(find(tenant, 'gw-hub'))).toEqual({
      label: 'gw-hub',
      description: '2 · gw-hub',
      spoken: 'Gateway gw-hub, ready, 2 resources, gw-hub.gw.arc.azure.com',
      severity: 'good',
    });
    expect(labelsOf(find(tenant, 'gw-young'))).toMatchObject({ description: 'being created', severity: 'busy' });
    expect(labelsOf(find(tenant, 'web-1'))).toMatchObject({
      description: 'Ubuntu 24.04',
      spoken: 'Machine web-1, connected, Ubuntu 24.04, gw-hub',
      severity: 'good',
    });
    expect(labelsOf(find(tenant, 'al-1'))).toMatchObject({ description: '1 node', severity: 'good' });
  });

  it('says of a row that is not well the one thing to know first', () => {
    expect(labelsOf(find(tenant, 'sql-1'))).toMatchObject({
      description: 'disconnected',
      spoken: 'Machine sql-1, disconnected, Windows, direct',
      severity: 'warning',
    });
    expect(labelsOf(find(tenant, 'store'))).toMatchObject({
      description: 'enabled, not associated',
      spoken: 'Cluster store, enabled, not associated, K3s, direct',
      severity: 'warning',
    });
  });

  const now = Date.UTC(2026, 10, 22, 12);
  it.each([
    ['2026-11-20T11:00:00Z', 'disconnected 2 d'],
    ['2026-11-22T06:30:00.5Z', 'disconnected 5 h'],
    ['2026-11-22T11:59:59Z', 'disconnected 1 m'],
    ['2026-11-22T13:00:00Z', 'disconnected'],
    ['yesterday', 'disconnected'],
  ])('says how long ago a machine was lost, at %s', (lastStatusChange, words) => {
    const lost = machine('lost', { status: 'Disconnected', lastStatusChange });
    const [row] = buildTree(inventory({ machines: [lost] }), { grouping: 'kind', now })
      .slice(-1)
      .flatMap(childrenOf);
    expect(row && labelsOf(row).description).toBe(words);
  });

  const verified = (counts: { passed: number; failed: readonly CheckId[]; unknown: readonly CheckId[] }) =>
    new Map([[resourceKey(web.id), { at: '2026-11-20T12:05:00Z', ...counts }]]);

  it.each<[string, Parameters<typeof verified>[0], string, string]>([
    ['failed', { passed: 15, failed: ['network.endpoints', 'gateway.url'], unknown: [] }, '2 checks failed', 'warning'],
    ['failed once', { passed: 17, failed: ['gateway.url'], unknown: ['network.private'] }, '1 check failed', 'warning'],
    ['said nothing', { passed: 2, failed: ['machine.reached'], unknown: [] }, 'did not respond', 'warning'],
    ['is not known', { passed: 17, failed: [], unknown: ['network.endpoints'] }, '1 check unknown', 'none'],
  ])('says of a machine that was verified that it %s', (_, counts, said, severity) => {
    const from = { ...tenant, verifications: verified(counts) };
    expect(labelsOf(find(from, 'web-1'))).toMatchObject({
      description: said,
      spoken: `Machine web-1, ${said}, Ubuntu 24.04, gw-hub`,
      severity,
    });
    expect(labelsOf(find(from, 'sql-1'))).toEqual(labelsOf(find(tenant, 'sql-1')));
  });

  it('orders what may be said: the state, then what is broken, what a verification found, and what is weak', () => {
    const failed = { at: '2026-11-20T12:05:00Z', passed: 1, failed: ['azure.status' as const], unknown: [] };
    const associated = { status: 'read', gatewayId: hub.id } as const;
    const said = (resource: Associable, verification: LastVerification | undefined, association: Association) =>
      noticeOf(resource, { association, verification }, now)?.words;
    const weak = machine('weak', { agentVersion: '1.64' });
    expect(said(machine('lost', { status: 'Expired', agentVersion: '1.40' }), failed, associated)).toBe('expired');
    expect(said(machine('old', { agentVersion: '1.40' }), failed, associated)).toBe('agent too old');
    expect(said(weak, failed, associated)).toBe('1 check failed');
    expect(said(weak, undefined, associated)).toBe('old agent');
    expect(said(weak, undefined, { status: 'failed', error: refused })).toBe('gateway unknown');
    expect(said(web, undefined, { status: 'unread' })).toBeUndefined();
    // Azure offers no such setting there, so nothing is wrong with it.
    expect(said(web, undefined, { status: 'failed', error: notOffered })).toBeUndefined();
  });

  it('says to a screen reader when all was well, and nothing of one that nothing was asked', () => {
    const day = new Date('2026-11-20T12:05:00Z').toLocaleDateString('en', { dateStyle: 'medium' });
    const after = (passed: number) =>
      labelsOf(find({ ...tenant, verifications: verified({ passed, failed: [], unknown: [] }) }, 'web-1'));
    expect(after(18)).toMatchObject({
      description: 'Ubuntu 24.04',
      spoken: `Machine web-1, connected, Ubuntu 24.04, gw-hub, verified ${day}`,
      severity: 'good',
    });
    expect(after(0)).toEqual(labelsOf(find(tenant, 'web-1')));
  });

  it('takes back what a verification found once the gateway has changed', () => {
    const found = { at: '2026-11-20T12:05:00Z', passed: 17, failed: ['gateway.url'], unknown: [] } as const;
    const wordsWith = (associatedWith: string) =>
      labelsOf(
        find({ ...tenant, verifications: new Map([[resourceKey(web.id), { ...found, associatedWith }]]) }, 'web-1'),
      );
    expect(wordsWith(resourceKey(hub.id)).description).toContain('1 check failed');
    expect(wordsWith('none')).toMatchObject({ description: 'verify again', severity: 'good' });
  });

  it('puts first what needs attention, wherever else it stands', () => {
    const broken = gateway('gw-broken', { state: 'Failed' });
    const from = inventory({ gateways: [hub, broken], machines: [sql, web], associations: [[web, hub]] });
    for (const grouping of groupings) {
      const [attention, ...others] = buildTree(from, { grouping });
      expect(attention && drawn([attention])).toEqual(['Needs attention', '  gw-broken', '  sql-1']);
      expect(attention && labelsOf(attention).description).toBe('2');
      expect(drawn(others).map((line) => line.trim())).toEqual(expect.arrayContaining(['gw-broken', 'sql-1', 'web-1']));
    }
    const well = inventory({ gateways: [hub], machines: [web], associations: [[web, hub]] });
    expect(draw(well)).toEqual(['gw-hub', '  web-1']);
  });

  it('keeps what needs attention up to date, and equal to a fresh index, whatever is learned in whatever order', () => {
    const machines = Array.from({ length: 12 }, (_, index) => machine(`m-${index}`, { agentVersion: '1.40' }));
    let known = inventory({ gateways: [hub], machines });
    const index = new TreeIndex(known, now);
    let changes = 0;
    const random = randomNumbers(20261201);
    for (let step = 0; step < 300; step++) {
      const [one] = machines.slice(random(machines.length));
      if (!one) continue;
      const key = resourceKey(one.id);
      const association: Association = random(2) === 0 ? { status: 'read' } : { status: 'read', gatewayId: hub.id };
      known = { ...known, associations: new Map([...known.associations, [key, association]]) };
      const before = index.needingAttention.size;
      index.update(known, [key]);
      if (before !== index.needingAttention.size) changes++;
      expect([...index.needingAttention].toSorted(byName)).toEqual(
        [...new TreeIndex(known, now).needingAttention].toSorted(byName),
      );
    }
    expect(changes).toBeGreaterThan(50);
  });

  it('groups by problem, by kind, and by what runs', () => {
    expect(draw(tenant, { grouping: 'problem' }).filter((line) => !line.startsWith(' '))).toEqual([
      'Needs attention',
      'being created',
      'disconnected',
      'enabled, not associated',
      'nothing to note',
    ]);
    expect(draw(tenant, { grouping: 'kind' }).filter((line) => !line.startsWith(' '))).toEqual([
      'Needs attention',
      'Azure Local instances',
      'Clusters',
      'Gateways',
      'Machines',
    ]);
    expect(draw(tenant, { grouping: 'system' }).filter((line) => !line.startsWith(' '))).toEqual([
      'Needs attention',
      'K3s',
      'no system known',
      'Ubuntu 24.04',
      'Windows',
    ]);
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
    expect(labelsOf(find(partly, 'c')).spoken).toContain('gw-elsewhere');
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
    const [only] = buildTree(tenant, { grouping: 'gateway', filter: textFilter('web') });
    expect(only && labelsOf(only).description).toBe('1 of 2 · gw-hub');
  });

  it.each([
    ['by problem', 'DISCONNECTED', ['sql-1']],
    ['by kind', 'cluster', ['store']],
    ['by system', 'k3s', ['store']],
    ['by gateway', 'gw-hub', ['al-node-1', 'gw-hub', 'web-1']],
    ['by being direct', 'machine direct', ['sql-1']],
    ['by tag', 'no such thing', []],
  ])('finds %s', (_, text, names) => {
    const index = new TreeIndex(tenant, now, textFilter(text));
    const kept = [...index.gateways, ...index.members, ...index.instances].map(({ name }) => name);
    expect(kept.toSorted()).toEqual(names);
    expect(index.counts).toEqual({ all: 7, shown: names.length });
  });

  it('visits each row once for a filter, and again only what has changed', () => {
    const machines = Array.from({ length: 3000 }, (_, index) => machine(`m-${index}`));
    const many = inventory({ gateways: [hub], machines, associations: machines.map((each) => [each, hub]) });
    const index = new TreeIndex(many, now);
    let visits = 0;
    index.setFilter((searched) => {
      visits++;
      return searched.includes('m-12');
    });
    rootsOf(index, 'gateway').flatMap(childrenOf);
    expect(visits).toBe(3001);
    rootsOf(index, 'problem').flatMap(childrenOf);
    expect(visits).toBe(3001);
  });

  it('gives every row an id of its own that a refresh keeps', () => {
    for (const grouping of groupings) {
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
