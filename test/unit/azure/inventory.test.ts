import { describe, expect, test } from 'vitest';
import {
  always,
  type Answer,
  apiOver,
  bodyOf,
  both,
  branches,
  failureOf,
  named,
  production,
  quiet,
  readAll,
  sampleTenant,
  scripted,
} from './support';
import { VirtualClock } from '../../support/virtualClock';

const api = apiOver(sampleTenant().asHttpClient());

/** Answers Resource Graph with one row for the type whose name is in the query, and nothing for the others. */
const oneRow = (type: string, row: object) =>
  scripted((request) => ({
    status: 200,
    body: {
      data: bodyOf(request).toLowerCase().includes(`'${type.toLowerCase()}'`)
        ? [{ type: type.toLowerCase(), ...row }]
        : [],
    },
  }));

const idOf = (type: string, name = 'x') =>
  `/subscriptions/${production}/resourceGroups/Rg-Mixed/providers/${type}/${name}`;

describe('subscriptions', () => {
  test('are listed by name with their tenant', async () => {
    const found = await api.subscriptions(quiet());
    expect(found.map(({ id, name }) => [id, name])).toEqual([
      [branches, 'Contoso Branches'],
      [production, 'Contoso Production'],
    ]);
    expect(new Set(found.map(({ tenantId }) => tenantId)).size).toBe(1);
  });

  test('come from every page, without those that are deleted', async () => {
    const paged = apiOver(
      scripted(({ url }) => ({
        status: 200,
        body: url.includes('page2')
          ? { value: [{ subscriptionId: 'b', displayName: 'B', tenantId: 't', state: 'Enabled' }], nextLink: null }
          : {
              value: [
                { subscriptionId: 'z', displayName: 'Z', tenantId: 't' },
                { subscriptionId: 'd', displayName: 'D', tenantId: 't', state: 'Deleted' },
              ],
              nextLink: 'https://management.azure.com/subscriptions?api-version=2022-12-01&page2',
            },
      })),
    );
    expect((await paged.subscriptions(quiet())).map(({ name }) => name)).toEqual(['B', 'Z']);
  });
});

describe('inventory of the sample tenant', () => {
  test('has everything, and no problem', async () => {
    const { gateways, machines, clusters, azureLocal } = await readAll(api);
    expect([gateways, machines, clusters, azureLocal].map(({ items }) => items.length)).toEqual([3, 40, 8, 1]);
    expect([gateways, machines, clusters, azureLocal].map(({ problem }) => problem)).toEqual(Array(4).fill(undefined));
  });

  test('gives endpoints as bare hosts, and none while a gateway is being created', async () => {
    const { gateways } = await readAll(api);
    expect(Object.fromEntries(gateways.items.map(({ name, state, endpoint }) => [name, [state, endpoint]]))).toEqual({
      'gw-hub-weu': ['Succeeded', '7c41e09b.gw.arc.azure.com'],
      'gw-branches-ne': ['Succeeded', 'b25f8d36.gw.arc.azure.com'],
      'gw-plants-sc': ['Creating', undefined],
    });
  });

  test('reads a machine', async () => {
    const { machines } = await readAll(api);
    expect(named(machines.items, 'web-muc-01')).toMatchObject({
      kind: 'machine',
      subscriptionId: production,
      resourceGroup: 'rg-web-prod',
      location: 'westeurope',
      os: 'windows',
      osName: 'Windows Server 2022 Standard',
      status: 'Connected',
      agentVersion: '1.67.03504.3207',
      tags: { env: 'production', site: 'munich' },
    });
    expect(named(machines.items, 'sql-fra-01').privateLinkScopeId).toMatch(/\/privateLinkScopes\/pls-sql-fra$/);
  });

  test('leads from nodes to their Azure Local instance', async () => {
    const { machines, azureLocal } = await readAll(api);
    const instance = named(azureLocal.items, 'azl-ham-01');
    const nodes = machines.items.filter(({ azureLocalId }) => azureLocalId === instance.id);
    expect(nodes.map(({ name }) => name)).toEqual(['azl-ham-n1', 'azl-ham-n2', 'azl-ham-n3']);
    expect(instance.location).toBe('westeurope'); // Azure spells it with a space here
  });

  test('tells provisioned clusters, and clusters that claim a gateway', async () => {
    const { clusters } = await readAll(api);
    expect(clusters.items.filter(({ isProvisioned }) => isProvisioned).map(({ name }) => name)).toEqual(['aks-ham-01']);
    expect(clusters.items.filter(({ gatewayEnabled }) => gatewayEnabled)).toHaveLength(3);
    expect(named(clusters.items, 'rke2-ber-01').gatewayEnabled).toBe(false);
    // What a row leaves out is not known, whatever ARM says of the cluster.
    for (const silent of ['k3s-got-01', 'ocp-muc-01']) {
      expect(named(clusters.items, silent)).not.toHaveProperty('gatewayEnabled');
    }
    expect(await api.clusterGateway(named(clusters.items, 'ocp-muc-01').id, quiet())).toBe(true);
    expect(await api.clusterGateway(named(clusters.items, 'k3s-got-01').id, quiet())).toBeUndefined();
    expect(named(clusters.items, 'k3s-got-01').connectivity).toBe('Offline');
    expect(clusters.items.filter(({ usesPrivateLink }) => usesPrivateLink).map(({ name }) => name)).toEqual([
      'rke2-fra-01',
    ]);
    expect(named(clusters.items, 'rke2-fra-01').privateLinkScopeId).toMatch(/\/privateLinkScopes\/pls-k8s-fra$/);
  });

  test('keeps to the subscriptions asked for', async () => {
    const { machines, gateways } = await api.inventory([branches], quiet());
    expect(new Set(machines.items.map(({ subscriptionId }) => subscriptionId))).toEqual(new Set([branches]));
    expect(gateways.items).toHaveLength(2);
    const nothing = await api.inventory([], quiet());
    expect(nothing.machines).toEqual({ items: [] });
  });

  test('reads every page', async () => {
    const requests: string[] = [];
    const large = apiOver(sampleTenant({ extraMachines: 2500 }).asHttpClient(), { log: (line) => requests.push(line) });
    const { machines } = await readAll(large);
    expect(machines.items).toHaveLength(2540);
    expect(new Set(machines.items.map(({ id }) => id)).size).toBe(2540);
    expect(requests).toHaveLength(1 + 3 + 1); // the first page of machines, their three parts, one of the other kinds
  });
});

describe('inventory when Azure misbehaves', () => {
  const refusing = (what: string, extraMachines: number, status = 400) => {
    const tenant = sampleTenant({ extraMachines }).asHttpClient();
    return apiOver({
      sendRequest: (request) =>
        bodyOf(request).includes(what)
          ? always({ status, body: { error: { message: 'Not this one.' } } }).sendRequest(request)
          : tenant.sendRequest(request),
    });
  };

  test('a query that fails leaves the other', async () => {
    const { gateways, machines, clusters, azureLocal } = await readAll(refusing('connectedclusters', 0));
    expect(machines.items).toHaveLength(40);
    expect(machines.problem).toBeUndefined();
    for (const { items, problem } of [gateways, clusters, azureLocal]) {
      expect(items).toEqual([]);
      expect(problem?.message).toContain('Not this one.');
    }
  });

  test('a part that fails leaves the first page and the other parts', async () => {
    const { machines } = await readAll(refusing('% 3 == 1', 2500, 404));
    expect(machines.problem?.message).toContain('Not this one.');
    expect(machines.items.length).toBeGreaterThan(1500);
    expect(machines.items.length).toBeLessThan(2540);
  });

  test('where parts are refused, the pages are read one after the other', async () => {
    const { machines } = await readAll(refusing('hash(', 2500));
    expect(machines.problem).toBeUndefined();
    expect(new Set(machines.items.map(({ id }) => id)).size).toBe(2540);
  });

  const rows = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({
      type: 'microsoft.hybridcompute/machines',
      id: idOf('Microsoft.HybridCompute/machines', `m-${from + index}`),
    }));
  const counting = (answer: (body: string) => object) =>
    apiOver(
      scripted((request) => {
        const isOfMachines = bodyOf(request).includes('hybridcompute/machines');
        return { status: 200, body: isOfMachines ? answer(bodyOf(request)) : { data: [], totalRecords: 0 } };
      }),
    );

  test.each<[string, (body: string) => object, number]>([
    ['in one page', () => ({ data: rows(10), totalRecords: 11, resultTruncated: 'true' }), 10],
    [
      'in a later page',
      (body) =>
        body.includes('skipToken')
          ? { data: rows(10, 10), totalRecords: 30 }
          : { data: rows(10), totalRecords: 30, $skipToken: 't' },
      20,
    ],
    [
      'in a part',
      (body) =>
        body.includes('== 0')
          ? { data: rows(900), totalRecords: 950 }
          : {
              data: rows(900),
              totalRecords: 900,
              ...(!body.includes('hash(') && { totalRecords: 1800, $skipToken: 't' }),
            },
      900,
    ],
    [
      'that no part has',
      (body) =>
        body.includes('hash(')
          ? { data: rows(700), totalRecords: 700 }
          : { data: rows(1000), totalRecords: 1800, $skipToken: 't' },
      1000,
    ],
  ])('rows that Azure counts and does not give (%s) are a problem, not gone', async (_, answer, read) => {
    const { machines } = await readAll(counting(answer));
    expect(machines.items).toHaveLength(read);
    expect(machines.problem?.code).toBe('Incomplete');
    expect(machines.problem?.message).toContain('connected machines');
  });

  test('rows that go while the parts are read are no problem', async () => {
    const { machines } = await readAll(
      counting((body) => {
        if (!body.includes('hash(')) return { data: rows(1000), totalRecords: 1010, $skipToken: 't' };
        return { data: rows(500, body.includes('== 0') ? 0 : 500), totalRecords: 500 };
      }),
    );
    expect(machines.problem).toBeUndefined();
  });

  test('a skip token that leads nowhere ends the reading', async () => {
    const circular = apiOver(always({ status: 200, body: { data: [], $skipToken: 'again' } }));
    const { problem } = (await readAll(circular)).machines;
    expect(problem?.code).toBe('Incomplete');
    expect(problem?.message).toContain('same page twice');
  });

  test.each<[string, unknown]>([
    ['a list', []],
    ['no rows', { data: null }],
    ['nothing', undefined],
  ])('an answer of another form (%s) is a problem, not an empty tenant', async (_, body) => {
    const answer: Answer = { status: 200, body };
    expect((await readAll(apiOver(always(answer)))).gateways.problem?.code).toBe('Bug');
  });

  test('unknown values are kept, unusable ones left out', async () => {
    const row = {
      id: idOf('microsoft.hybridcompute/machines', 'm1'),
      name: null,
      location: 'Germany West Central',
      tags: { good: 'yes', number: 1, nested: {} },
      osType: 'Plan9',
      osName: 'plan9',
      status: 'Hibernating',
      agentVersion: 7,
      parentClusterId: '',
    };
    const { machines } = await readAll(apiOver(oneRow('Microsoft.HybridCompute/machines', row)));
    expect(machines.items).toEqual([
      {
        kind: 'machine',
        id: row.id,
        name: 'm1',
        subscriptionId: production,
        resourceGroup: 'Rg-Mixed',
        location: 'germanywestcentral',
        tags: { good: 'yes' },
        osName: 'plan9',
        status: 'Hibernating',
      },
    ]);
  });

  test('of a machine, what Azure says of its status, upgrades and addresses is kept as text', async () => {
    const nic = (...addresses: readonly unknown[]) => ({ ipAddresses: addresses.map((address) => ({ address })) });
    const row = {
      id: idOf('microsoft.hybridcompute/machines', 'm1'),
      statusReason: 'Clone\ndetected',
      automaticUpgrade: true,
      desiredAgentVersion: '1.67',
      upgradeStatus: 'Failed',
      upgradeMessage: 'No space.',
      interfaces: [nic('10.0.0.4', 'fe80::1'), nic('10.0.0.4', 7, null), 'odd', { ipAddresses: 'odd' }, null],
    };
    const { machines } = await readAll(apiOver(oneRow('Microsoft.HybridCompute/machines', row)));
    expect(machines.items[0]).toMatchObject({
      status: 'Unknown',
      statusReason: 'Clone detected',
      automaticUpgrade: true,
      desiredAgentVersion: '1.67',
      lastUpgrade: 'Failed: No space.',
      addresses: '10.0.0.4, fe80::1',
    });
  });

  test.each([
    ['nothing', {}],
    ['null', { statusReason: null, automaticUpgrade: null, interfaces: null, upgradeStatus: null }],
    ['other types', { statusReason: {}, automaticUpgrade: 'yes', interfaces: {}, upgradeStatus: 4 }],
    ['empty lists', { interfaces: [], statusReason: '' }],
  ])('of a machine, %s means unknown', async (_, more) => {
    const row = { id: idOf('microsoft.hybridcompute/machines', 'm1'), ...more };
    const { machines } = await readAll(apiOver(oneRow('Microsoft.HybridCompute/machines', row)));
    const names = Object.keys(machines.items[0] ?? {});
    expect(names).toEqual(['kind', 'id', 'name', 'subscriptionId', 'resourceGroup', 'location', 'tags', 'status']);
  });

  test.each([
    ['Enabled', undefined, true],
    ['Disabled', '/pls', false],
    ['disabled', undefined, false],
    [undefined, '/pls', true],
    [undefined, undefined, undefined],
    ['Paused', undefined, undefined],
    ['Paused', '/pls', true],
  ])(
    'a cluster whose private link is %s, with the scope %s',
    async (privateLinkState, privateLinkScopeId, expected) => {
      const row = { id: idOf('microsoft.kubernetes/connectedclusters'), privateLinkState, privateLinkScopeId };
      const { clusters } = await readAll(apiOver(oneRow('Microsoft.Kubernetes/connectedClusters', row)));
      expect(clusters.items.map(({ usesPrivateLink }) => usesPrivateLink)).toEqual([expected]);
    },
  );

  test.each([
    ['https://abc.gw.arc.azure.com', 'abc.gw.arc.azure.com'],
    ['https://ABC.gw.arc.azure.com/', 'abc.gw.arc.azure.com'],
    ['abc.gw.arc.azure.com:443', 'abc.gw.arc.azure.com'],
    ['gw.arc.azure.com', undefined],
    ['', undefined],
    ['$(touch /tmp/x)', undefined],
  ])('the endpoint %s is read as %s', async (endpoint, expected) => {
    const row = { id: idOf('Microsoft.HybridCompute/gateways'), state: 'Succeeded', endpoint };
    const { gateways } = await readAll(apiOver(oneRow('Microsoft.HybridCompute/gateways', row)));
    expect(gateways.items.map((gateway) => gateway.endpoint)).toEqual([expected]);
  });

  test('rows without a usable id are left out', async () => {
    const client = oneRow('Microsoft.HybridCompute/gateways', { id: 'nonsense', state: 'Succeeded' });
    expect((await readAll(apiOver(client))).gateways).toEqual({ items: [] });
  });
});

describe('progress', () => {
  test('begins with the first page and grows to the whole', async () => {
    const counts: number[] = [];
    const large = apiOver(sampleTenant({ extraMachines: 2500 }).asHttpClient());
    const { machines } = await large.inventory(both, quiet(), (soFar) => counts.push(soFar.machines.items.length));
    expect(counts.find((count) => count > 0)).toBe(1000);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBe(machines.items.length);
  });

  test('keeps to the quota of Resource Graph', async () => {
    const clock = new VirtualClock();
    let sent = 0;
    const tenant = sampleTenant({ extraMachines: 13_000, now: () => clock.now() });
    const counting = apiOver(
      {
        sendRequest: (request) => {
          sent++;
          return tenant.asHttpClient().sendRequest(request);
        },
      },
      { clock },
    );
    const { machines } = await clock.runUntil(counting.inventory(both, quiet()));
    expect(machines.items).toHaveLength(13_040);
    expect(machines.problem).toBeUndefined();
    expect(sent).toBe(1 + 1 + Math.ceil(13_040 / 900));
    expect(clock.now()).toBe(5000);
  });
});

describe('where Resource Graph is denied', () => {
  const denied: Answer = { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'Not the graph.' } } };
  const without = (refuse: (url: string) => Answer | undefined, extraMachines = 0, clock?: VirtualClock) => {
    const tenant = sampleTenant({ extraMachines }).asHttpClient();
    return apiOver(
      {
        sendRequest: (request) => {
          const answer = request.url.includes('ResourceGraph') ? denied : refuse(request.url);
          return answer ? always(answer).sendRequest(request) : tenant.sendRequest(request);
        },
      },
      { clock },
    );
  };

  test('the lists of ARM say the same, and why they were asked', async () => {
    const byKey = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
      items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const now = () => Date.UTC(2026, 10, 2);
    const graph = await readAll(apiOver(sampleTenant({ extraMachines: 300, now }).asHttpClient()));
    const tenant = sampleTenant({ extraMachines: 300, now }).asHttpClient();
    const lists = await readAll(
      apiOver({
        sendRequest: (request) =>
          request.url.includes('ResourceGraph') ? always(denied).sendRequest(request) : tenant.sendRequest(request),
      }),
    );
    for (const kind of ['gateways', 'machines', 'clusters', 'azureLocal'] as const) {
      expect(lists[kind].problem).toBeUndefined();
      // What the one does not say of a cluster, the other may.
      const known = (items: readonly { readonly id: string }[]) =>
        byKey(items).map((each) => (each.id.endsWith('/ocp-muc-01') ? { ...each, gatewayEnabled: true } : each));
      expect(known(lists[kind].items)).toEqual(known(graph[kind].items));
    }
    expect(lists.graphProblem?.message).toContain('Not the graph.');
    expect(graph.graphProblem).toBeUndefined();
  });

  test('machines are listed with the next version where the first is not offered', async () => {
    const versions = new Set<string>();
    const problem = { error: { code: 'NoRegisteredProviderFound', message: 'No.' } };
    const api = without((url) => {
      if (!/\/providers\/Microsoft\.HybridCompute\/machines\?/i.test(url)) return undefined;
      const version = new URL(url).searchParams.get('api-version') ?? '';
      versions.add(version);
      return version === '2026-07-15' ? { status: 400, body: problem } : undefined;
    });
    const { machines } = await readAll(api);
    expect(machines.problem).toBeUndefined();
    expect(named(machines.items, 'web-muc-01').addresses).toBeDefined();
    expect([...versions]).toEqual(['2026-07-15', '2025-01-13']);
  });

  test('the lists keep to the pace of all that this account asks', async () => {
    const clock = new VirtualClock();
    const api = without(() => undefined, 0, clock);
    for (const id of both) {
      for (let times = 0; times < 250; times += 1) await api.pacers.of(id).reads.run(async () => undefined, quiet());
    }
    const { machines } = await clock.runUntil(readAll(api));
    expect(machines.problem).toBeUndefined();
    // Four lists a subscription, at least, and 25 tokens a second.
    expect(clock.now()).toBeGreaterThanOrEqual(160);
  });

  test('a subscription that is forbidden leaves the other', async () => {
    const { machines, gateways } = await readAll(without((url) => (url.includes(branches) ? denied : undefined)));
    expect(new Set(machines.items.map(({ subscriptionId }) => subscriptionId))).toEqual(new Set([production]));
    expect(machines.problem?.code).toBe('Forbidden');
    expect(gateways.items).toHaveLength(1);
  });

  test.each([404, 409])('a provider that is not registered (%d) has nothing', async (status) => {
    const body = { error: { code: 'MissingSubscriptionRegistration', message: 'Not registered.' } };
    const { clusters, machines } = await readAll(
      without((url) => (url.includes('connectedClusters') ? { status, body } : undefined)),
    );
    expect(clusters).toEqual({ items: [] });
    expect(machines.items).toHaveLength(40);
  });

  test.each([
    ['NoRegisteredProviderFound', 400, 'Unsupported'],
    ['InvalidResourceType', 404, 'Unsupported'],
    ['SubscriptionNotFound', 404, 'NotFound'],
    ['SomethingElse', 409, 'Conflict'],
  ])('a list that is refused with %s is not taken for an empty one', async (code, status, problem) => {
    const body = { error: { code, message: 'No.' } };
    const { clusters, machines } = await readAll(
      without((url) => (url.includes('connectedClusters') ? { status, body } : undefined)),
    );
    expect(clusters.problem?.code).toBe(problem);
    expect(machines.items).toHaveLength(40);
  });
});

describe('canceling', () => {
  test('mid-flight rejects at once, and is no problem of a branch', async () => {
    const slow = apiOver(sampleTenant({ latency: { from: 60_000, to: 60_000 } }).asHttpClient());
    const controller = new AbortController();
    const reading = slow.inventory(both, controller.signal);
    setTimeout(() => {
      controller.abort();
    }, 20);
    expect((await failureOf(reading)).code).toBe('Canceled');
  });

  test('beforehand sends nothing', async () => {
    let sent = 0;
    const counting = apiOver(
      scripted(() => {
        sent++;
        return { status: 200 };
      }),
    );
    expect((await failureOf(counting.subscriptions(AbortSignal.abort()))).code).toBe('Canceled');
    expect(sent).toBe(0);
  });
});
