import { describe, expect, it } from 'vitest';
import type { AssociationGoal } from '../../../../src/association/engine/goal';
import type { RunRecord } from '../../../../src/association/engine/journal';
import type { AgentState } from '../../../../src/association/engine/machine/agentState';
import { planAssociation, stepsToTake } from '../../../../src/association/engine/planAssociation';
import { planDocument } from '../../../../src/association/engine/planDocument';
import { associationMarkdown } from '../../../../src/association/engine/report';
import { associationCsv } from '../../../../src/association/engine/reportCsv';
import { ArcError } from '../../../../src/kernel/errors';
import { resourceKey } from '../../../../src/kernel/resources';
import { headOf, planFor } from '../../../support/fakeAssociations';
import { cluster, gateway, inventory, machine, type Parts } from '../../../support/resources';
import providers from '../../../../src/association/engine/data/providers.json';
import remarks from '../../../../src/association/engine/data/remarks.json';
import { useGoldens } from '../../../support/golden';

const hub = gateway('gw-hub');
const old = gateway('gw-old');
const toHub: AssociationGoal = { kind: 'associate', gateway: { id: hub.id, name: hub.name } };
const detach: AssociationGoal = { kind: 'detach' };

function only(parts: Parts, goal: AssociationGoal = toHub) {
  const plan = planFor({ gateways: [hub, old], ...parts }, goal);
  const [item] = plan.items;
  if (!item) throw new Error('The plan is empty.');
  return { ...item, codes: item.remarks.map(({ code }) => code), labels: item.remarks.map(({ label }) => label) };
}
const one = (more: Parameters<typeof machine>[1] = {}, goal: AssociationGoal = toHub) => {
  const target = machine('m', more);
  return only({ machines: [target], associations: [[target, goal === toHub ? null : hub]] }, goal);
};

describe('a plan', () => {
  it('changes a healthy machine without a remark', () => {
    expect(one()).toMatchObject({ verdict: 'change', remarks: [], before: {}, wanted: { gatewayId: hub.id } });
    expect(one().steps).toMatchObject([
      { kind: 'association', title: 'Associate m with gw-hub', undo: 'Clear the association.' },
    ]);
  });

  it.each([
    ['a node of Azure Local', { azureLocalId: '/subscriptions/x' }, 'association.azureLocalNode'],
    ['a machine in a private link scope', { privateLinkScopeId: `${hub.id}/pls` }, 'association.privateLinkScope'],
    ['an agent that knows no gateway', { agentVersion: '1.40.02664.1580' }, 'agent.tooOldForGateway'],
  ])('blocks %s', (_, more, code) => {
    const item = one(more);
    expect(item.verdict).toBe('blocked');
    expect(item.codes[0]).toBe(code);
  });

  it.each([
    ['an agent that has to be told', { agentVersion: '1.50.1' }, 'agent.connectionType', 'agent 1.50'],
    ['an agent below the floor', { agentVersion: '1.64' }, 'agent.belowFloor', 'agent 1.64'],
    ['a disconnected machine', { status: 'Disconnected' }, 'association.notConnected', 'disconnected'],
    ['an expired machine', { status: 'Expired' }, 'association.expired', 'expired'],
    ['one that waits', { status: 'AwaitingConnection' }, 'association.notConnected', 'awaitingconnection'],
  ])('warns of %s, and changes it', (_, more, code, label) => {
    const item = one(more);
    expect(item.verdict).toBe('change');
    expect(item.remarks[0]).toMatchObject({ code, label, severity: 'warning' });
  });

  it.each([
    ['a cluster over private link', { usesPrivateLink: true }, 'association.clusterPrivateLink', 'private link'],
    [
      'a cluster in a private link scope',
      { usesPrivateLink: true, privateLinkScopeId: `${hub.id}/pls` },
      'association.clusterPrivateLink',
      'private link scope pls',
    ],
    ['a cluster without the Arc proxy', { agentVersion: '1.21.9' }, 'clusterAgent.tooOldForGateway', 'agent 1.21.9'],
  ])('blocks %s', (_, more, code, label) => {
    const target = cluster('k', more);
    const item = only({ clusters: [target], associations: [[target, null]] });
    expect(item.verdict).toBe('blocked');
    expect(item.remarks).toMatchObject([{ code, label, severity: 'error' }]);
    const leaving = only({ clusters: [target], associations: [[target, hub]] }, detach);
    expect(leaving).toMatchObject({ verdict: 'change', remarks: [{ code: 'association.clusterAgents' }] });
  });

  it.each([
    [{ agentVersion: '1.21.10' }, 'warning', 'agent 1.21.10'],
    [{ agentVersion: '1.32.6' }, 'warning', 'agent 1.32.6'],
    [{ agentVersion: undefined }, 'info', 'agent unknown'],
    [{ agentVersion: 'latest' }, 'info', 'agent unknown'],
    [{ agentVersion: '1.32.7', usesPrivateLink: undefined }, 'warning', 'private link unknown'],
  ])('changes a cluster of %o, with a word on what is not known or not recent', (more, severity, label) => {
    const target = cluster('k', more);
    const item = only({ clusters: [target], associations: [[target, null]] });
    const agents = { code: 'association.clusterAgents', severity: 'info' };
    expect(item.verdict).toBe('change');
    expect(item.remarks).toHaveLength(2);
    expect(item.remarks).toEqual(
      expect.arrayContaining([expect.objectContaining({ severity, label }), expect.objectContaining(agents)]),
    );
    const recent = cluster('k', { agentVersion: '1.32.7', privateLinkScopeId: `${hub.id}/pls` });
    expect(only({ clusters: [recent], associations: [[recent, null]] }).remarks).toMatchObject([agents]);
  });

  it.each([
    ['Unknown', ['association.statusUnknown']],
    ['SomethingNew', ['association.statusUnknown']],
    ['Connected', []],
    ['connected', []],
  ])('says of a machine with the status %s no more than Azure does', (status, codes) => {
    expect(one({ status }).codes).toEqual(codes);
  });

  it('says of a cluster that its agents are to be checked, and claims nothing of them', () => {
    const target = cluster('k');
    const item = only({ clusters: [target], associations: [[target, null]] });
    expect(item.remarks.map(({ fix }) => fix).join()).toContain('az connectedk8s update');
    const effects = stepsToTake(item).map(({ effect }) => effect);
    expect(effects.join(' ')).not.toMatch(/agents? (?:uses?|starts?|turns?)\b/);
  });

  it('advises on the extensions’ proxy where the agent is from before the Arc proxy, on Linux', () => {
    expect(one({ agentVersion: '1.46' }).codes).toContain('association.extensionProxy');
    expect(one({ agentVersion: '1.46', os: 'windows' }).codes).not.toContain('association.extensionProxy');
    expect(one({ agentVersion: '1.51' }).codes).not.toContain('association.extensionProxy');
  });

  it('says what a move moves from', () => {
    const target = machine('m');
    const item = only({ machines: [target], associations: [[target, old]] });
    expect(item).toMatchObject({ verdict: 'change', before: { gatewayId: old.id } });
    expect(item.labels).toEqual(['from gw-old']);
    expect(item.steps[0]?.undo).toBe('Associate it with gw-old again.');
  });

  it('has nothing to do where everything is as wanted, whatever else there is to say', () => {
    const node = machine('n', { azureLocalId: '/x', status: 'Disconnected' });
    const id = hub.id.toLowerCase().replace('/providers/', '/Providers/');
    expect(only({ machines: [node], associations: [[node, { id }]] })).toMatchObject({
      verdict: 'already',
      remarks: [],
    });
    const direct = machine('d');
    expect(only({ machines: [direct], associations: [[direct, null]] }, detach).verdict).toBe('already');
  });

  it('sees both sides of a cluster', () => {
    const half = cluster('k');
    const item = only({ clusters: [half], associations: [[half, hub]] });
    expect(item.verdict).toBe('change');
    expect(stepsToTake(item).map(({ kind }) => kind)).toEqual(['clusterGateway']);
    const enabled = cluster('k', { gatewayEnabled: true });
    expect(only({ clusters: [enabled], associations: [[enabled, hub]] }).verdict).toBe('already');
    const owned = cluster('k', { isProvisioned: true });
    expect(only({ clusters: [owned], associations: [[owned, null]] }).codes).toEqual([
      'association.provisionedCluster',
    ]);
  });

  it('blocks what could not be read', () => {
    const target = machine('m');
    const error = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
    expect(only({ machines: [target], associations: [[target, error]] }).codes).toEqual(['association.unread']);
    const unread = only({ machines: [target] }, detach);
    expect(unread.verdict).toBe('blocked');
    expect(unread.labels).toContain('gateway unknown');
  });

  it('blocks what the gateway cannot serve yet', () => {
    const target = machine('m');
    const creating = gateway('gw-hub', { state: 'Creating' });
    const item = only({ gateways: [creating], machines: [target], associations: [[target, null]] });
    expect(item.remarks).toMatchObject([{ code: 'association.gatewayNotReady', label: 'gateway creating' }]);
  });

  it('asks for the providers of its kind, and for the tenant of the gateway', () => {
    const theirs = '22222222-2222-3333-4444-555555555555';
    const [a, b] = [machine('a'), cluster('b', { subscriptionId: theirs })];
    const tenant = inventory({
      gateways: [hub],
      machines: [a],
      clusters: [b],
      associations: [
        [a, null],
        [b, null],
      ],
    });
    const subscriptions = [...tenant.subscriptions, { id: theirs, name: 'Other', tenantId: 'other' }];
    const providers = new Map([[`${theirs}/microsoft.kubernetes`, 'NotRegistered']]);
    const { items } = planAssociation([a, b], toHub, { inventory: { ...tenant, subscriptions }, providers });
    expect(items[0]?.remarks).toMatchObject([{ code: 'association.providerUnknown', severity: 'warning' }]);
    expect(items[1]?.remarks.map(({ label }) => label)).toEqual([
      'another tenant',
      'Microsoft.Kubernetes not registered',
      'providers unknown',
    ]);
  });

  it('counts what the gateway would carry', () => {
    const users = Array.from({ length: 1990 }, (_, i) => machine(`u-${i}`));
    const more = Array.from({ length: 10 }, (_, i) => machine(`n-${i}`));
    const associations = [...users.map((each) => [each, hub] as const), ...more.map((each) => [each, null] as const)];
    const parts = { gateways: [hub], machines: [...users, ...more], associations };
    expect(planFor(parts, toHub, more)).toMatchObject({ overload: { gateways: 2, users: 2000 } });
    expect(planFor(parts, toHub, more.slice(1)).overload).toBeUndefined();
  });

  it('of a detach says what has to run on the machine, and does not ask what only a gateway needs', () => {
    const item = one({ agentVersion: '1.40', privateLinkScopeId: '/x' }, detach);
    expect(item).toMatchObject({ verdict: 'change', labels: ['one step on the machine'] });
  });
});

describe('what is known', () => {
  it('says where it is from, and since when', () => {
    for (const { source, asOf } of [...remarks, ...providers]) {
      expect(source).not.toBe('');
      expect(asOf).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
    }
  });

  it('is all put to use', () => {
    const machines = [
      machine('node', { azureLocalId: '/x' }),
      machine('scope', { privateLinkScopeId: '/x/pls' }),
      machine('expired', { status: 'Expired', agentVersion: undefined }),
      machine('off', { status: 'Disconnected', agentVersion: '1.46' }),
      machine('unread'),
      machine('moves'),
      machine('unknown', { os: undefined, status: 'Unknown' }),
    ];
    const owned = cluster('owned', {
      isProvisioned: true,
      usesPrivateLink: true,
      agentVersion: undefined,
      subscriptionId: 'elsewhere',
    });
    const mute = cluster('mute', { gatewayEnabled: undefined, usesPrivateLink: undefined });
    const hidden = cluster('hidden');
    const plain = cluster('plain');
    const creating = gateway('gw-hub', { state: 'Creating' });
    const known = [...machines.filter(({ name }) => name !== 'unread'), owned, mute, plain];
    const tenant = inventory({
      gateways: [creating, old],
      machines,
      clusters: [owned, mute, hidden, plain],
      associations: [
        ...known.map((each) => [each, ['moves', 'unknown', 'plain'].includes(each.name) ? old : null] as const),
        [hidden, new ArcError({ code: 'Unsupported' }, 'Not offered.')],
      ],
    });
    const subscriptions = [...tenant.subscriptions, { id: 'elsewhere', name: '', tenantId: 'other' }];
    const facts = {
      inventory: { ...tenant, subscriptions },
      providers: new Map([['elsewhere/microsoft.kubernetes', 'NotRegistered']]),
      missingPermissions: new Map([[resourceKey(mute.id), ['changeCluster'] as const]]),
    };
    const [first, second] = machines.map(({ id }) => resourceKey(id));
    const agents = new Map<string, AgentState>([
      [first ?? '', { status: 'failed', error: new ArcError({ code: 'RemoteAuth', host: 'node' }, 'No.') }],
      [
        second ?? '',
        {
          status: 'read',
          settings: { connectionType: 'default' },
          closed: ['gbl.his.arc.azure.com'],
          inspected: ['pas.windows.net'],
        },
      ],
    ]);
    const onMachine: AssociationGoal = { ...detach, onMachine: true };
    const plans = [toHub, detach, onMachine].map((goal) =>
      planAssociation([...machines, owned, mute, hidden, plain], goal, { ...facts, agents }),
    );
    const said = new Set(plans.flatMap(({ items }) => items.flatMap((item) => item.remarks.map(({ code }) => code))));
    expect(remarks.map(({ code }) => code).filter((code) => !said.has(code))).toEqual([]);
  });
});

const nasty = machine('evil|<img src=x onerror=alert(1)>`*', { resourceGroup: 'rg_[x](y)' });
const mixed = (): Parts => {
  const machines = [
    machine('web-ber-01'),
    machine('web-ber-02', { agentVersion: '1.61' }),
    machine('sql-leg-01', { agentVersion: '1.43.02752', os: 'windows', status: 'Disconnected' }),
    machine('lnx-old-01', { agentVersion: '1.46' }),
    machine('azl-n1', { azureLocalId: '/subscriptions/x' }),
    machine('sql-fra-01', { privateLinkScopeId: '/subscriptions/x/privateLinkScopes/pls-fra' }),
    machine('moves-01'),
    machine('there-01'),
    nasty,
  ];
  const clusters = [
    cluster('k3s-oslo'),
    cluster('k3s-half', { gatewayEnabled: true }),
    cluster('mk8s-old', { agentVersion: '1.20.3' }),
    cluster('rke2-private', {
      agentVersion: '1.26.0',
      usesPrivateLink: true,
      privateLinkScopeId: '/subscriptions/x/privateLinkScopes/pls-k8s',
    }),
  ];
  const to = (name: string) => ({ 'moves-01': old, 'there-01': hub })[name] ?? null;
  return {
    gateways: [hub, old],
    machines,
    clusters,
    associations: [...machines, ...clusters].map((each) => [each, to(each.name)]),
  };
};

describe('as a document', () => {
  const expectGolden = useGoldens('association');

  it('the plan of a mixed selection is what was reviewed', () => {
    expectGolden('plan.md', planDocument(planFor(mixed(), toHub)));
    expectGolden('detachPlan.md', planDocument(planFor(mixed(), detach)));
  });

  it('a long plan stays readable', () => {
    const machines = Array.from({ length: 1500 }, (_, i) => machine(`m-${i}`, { agentVersion: '1.61' }));
    const text = planDocument(
      planFor({ gateways: [hub], machines, associations: machines.map((each) => [each, null]) }, toHub),
    );
    expect(text).toContain('**1500** will change, 1500 of them need attention');
    expect(text).toContain('this takes about 2 minutes');
    expect(text.split('\n').filter((line) => line.startsWith('| m-'))).toHaveLength(1000);
    expect(text).toContain('And 500 more.');
    expect(text).toContain('and 1488 more');
  });

  it('the report of a run is what was reviewed, in both forms', () => {
    const plan = planFor(mixed(), toHub);
    const at = '2026-08-01T08:01:02.345Z';
    const record: RunRecord = {
      head: headOf(plan),
      results: new Map([
        [0, { status: 'done', after: { gatewayId: hub.id }, at, milliseconds: 1234 }],
        [
          1,
          {
            status: 'failed',
            code: 'Forbidden',
            reason: 'This account may not associate it. Bearer abc.def',
            after: {},
            at,
            milliseconds: 99,
          },
        ],
        [
          2,
          {
            status: 'changed',
            reason: 'Somebody else changed it.',
            after: { gatewayId: old.id },
            at,
            milliseconds: 10,
          },
        ],
        [9, { status: 'done', after: { gatewayId: hub.id, isEnabled: true }, at, milliseconds: 5000 }],
      ]),
      sent: new Set([0, 1, 3, 9]),
      end: { how: 'cancelled', at },
    };
    expectGolden('report.md', associationMarkdown(record));
    expectGolden('report.csv', associationCsv(record));
  });
});
