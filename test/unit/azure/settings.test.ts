import { describe, expect, test } from 'vitest';
import { sameResource } from '../../../src/kernel/resources';
import {
  always,
  apiOver,
  bodyOf,
  clusterId,
  failureOf,
  gatewayId,
  machineId,
  named,
  quiet,
  readAll,
  sampleTenant,
  scripted,
} from './support';

describe('reading an association', () => {
  test('gives the gateway of machines and clusters, and undefined for those that have none', async () => {
    const api = apiOver(sampleTenant().asHttpClient());
    const { machines, clusters } = await readAll(api);
    const counts = { hub: 0, branches: 0, direct: 0 };
    for (const { id } of [...machines.items, ...clusters.items]) {
      const associated = id.endsWith('/mk8s-nbg-01') ? undefined : await api.association(id, quiet());
      if (associated === undefined) counts.direct++;
      else if (sameResource(associated, gatewayId)) counts.hub++;
      else counts.branches++;
    }
    expect(counts).toEqual({ hub: 19, branches: 10, direct: 19 });
  });

  test('does not believe a cluster that says it is enabled', async () => {
    const api = apiOver(sampleTenant().asHttpClient());
    const { clusters } = await readAll(api);
    const cluster = named(clusters.items, 'k3s-oslo-01');
    expect(cluster.gatewayEnabled).toBe(true);
    expect(await api.association(cluster.id, quiet())).toBeUndefined();
  });

  test.each([
    ['an empty id', { status: 200, body: { properties: { gatewayProperties: { gatewayResourceId: '' } } } }],
    ['null', { status: 200, body: { properties: { gatewayProperties: { gatewayResourceId: null } } } }],
    ['no gateway properties', { status: 200, body: { properties: { tenantId: 't' } } }],
    ['404', { status: 404, body: { error: { code: 'ResourceNotFound', message: 'No settings.' } } }],
  ])('takes %s for none', async (_, answer) => {
    expect(await apiOver(always(answer)).association(machineId, quiet())).toBeUndefined();
  });

  describe.each([
    ['a machine', machineId, 'web-ber-01'],
    ['a cluster', clusterId, 'k3s-oslo-01'],
  ])('of %s', (_, id, name) => {
    const failureFor = (status: number, code: string | undefined, message: string) =>
      failureOf(apiOver(always({ status, body: { error: { code, message } } })).association(id, quiet()));

    test.each(['SubscriptionNotFound', 'ResourceGroupNotFound', 'ParentResourceNotFound', 'NotFound', 'X', undefined])(
      'does not take %s for none: nobody knows',
      async (code) => {
        expect((await failureFor(404, code, 'Gone.')).failure).toEqual({ code: 'NotFound', resource: name });
      },
    );

    test('does not take it for none that the resource itself is gone', async () => {
      const own = id.split('/providers/')[1]?.toUpperCase() ?? '';
      const message = `The Resource '${own}' under resource group 'rg' was not found.`;
      expect((await failureFor(404, 'ResourceNotFound', message)).code).toBe('NotFound');
      const settings = message.replace(own, `${own}/providers/Microsoft.HybridCompute/settings/default`);
      const none = always({ status: 404, body: { error: { code: 'ResourceNotFound', message: settings } } });
      expect(await apiOver(none).association(id, quiet())).toBeUndefined();
    });

    test.each([
      [404, 'InvalidResourceType'],
      [404, 'InvalidResourceNamespace'],
      [404, 'NoRegisteredProviderFound'],
      [400, 'NoRegisteredProviderFound'],
      [400, 'InvalidApiVersionParameter'],
    ])('says of %d %s that it is not offered, and what to do', async (status, code) => {
      const error = await failureFor(status, code, 'No such type.');
      expect(error.code).toBe('Unsupported');
      expect(error.message).not.toContain(name);
      expect(error.message).toMatch(/az connectedk8s|azcmagent show/);
    });

    test.each([
      ['a page of a proxy', { status: 404, body: '<html>not found</html>', headers: {} }, 'Unreachable'],
      ['a page of Azure’s own', { status: 404, body: '<html>not found</html>' }, 'NotFound'],
      ['no body', { status: 404 }, 'NotFound'],
    ])('does not take %s for none', async (_what, answer, code) => {
      expect((await failureOf(apiOver(always(answer)).association(id, quiet()))).code).toBe(code);
    });
  });

  test('tries the version of the Azure CLI where the stable one is not offered for clusters', async () => {
    const versions: (string | null)[] = [];
    const api = apiOver(
      scripted(({ url }) => {
        versions.push(new URL(url).searchParams.get('api-version'));
        return versions.length === 1
          ? { status: 404, body: { error: { code: 'InvalidResourceType', message: 'No.' } } }
          : { status: 200, body: { properties: { gatewayProperties: { gatewayResourceId: gatewayId } } } };
      }),
    );
    expect(await api.association(clusterId, quiet())).toBe(gatewayId);
    expect(versions).toEqual(['2025-01-13', '2025-02-19-preview']);
  });

  test('is not offered for one cluster of the sample tenant, which can be changed all the same', async () => {
    const api = apiOver(sampleTenant().asHttpClient());
    const { id } = named((await readAll(api)).clusters.items, 'mk8s-nbg-01');
    expect((await failureOf(api.association(id, quiet()))).code).toBe('Unsupported');
    await api.associate(id, gatewayId, quiet());
  });

  test('does not take an unknown form for none', async () => {
    const odd = always({ status: 200, body: { properties: { gatewayProperties: { gatewayResourceId: 7 } } } });
    expect((await failureOf(apiOver(odd).association(machineId, quiet()))).code).toBe('Bug');
    const page = always({ status: 404, body: '<html>blocked</html>', headers: {} });
    expect((await failureOf(apiOver(page).association(machineId, quiet()))).failure).toMatchObject({
      code: 'Unreachable',
      cause: 'proxy',
    });
  });
});

describe('changing an association', () => {
  test.each([
    ['machine', machineId],
    ['cluster', clusterId],
  ])('of a %s holds when it is read again', async (_, id) => {
    const api = apiOver(sampleTenant().asHttpClient());
    await api.associate(id, undefined, quiet());
    expect(await api.association(id, quiet())).toBeUndefined();
    await api.associate(id, gatewayId, quiet());
    expect(await api.association(id, quiet())).toBe(gatewayId);
    await api.associate(id, undefined, quiet());
    expect(await api.association(id, quiet())).toBeUndefined();
  });

  test('is sent to a machine as a PATCH, to a cluster as a PUT, each with the word it takes for none', async () => {
    const sent: unknown[] = [];
    const api = apiOver(
      scripted((request) => {
        const version = new URL(request.url).searchParams.get('api-version');
        sent.push([request.method, version, JSON.parse(bodyOf(request))]);
        return { status: 200, body: {} };
      }),
    );
    await api.associate(machineId, undefined, quiet());
    await api.associate(clusterId, undefined, quiet());
    const body = (value: string | null) => ({ properties: { gatewayProperties: { gatewayResourceId: value } } });
    expect(sent).toEqual([
      ['PATCH', '2025-01-13', body('')],
      ['PUT', '2025-01-13', body(null)],
    ]);
  });

  test('is sent to a cluster with the version of the Azure CLI where the stable one is not offered', async () => {
    const versions: (string | null)[] = [];
    const client = scripted(({ url }) => {
      versions.push(new URL(url).searchParams.get('api-version'));
      return versions.length === 1
        ? { status: 404, body: { error: { code: 'InvalidResourceType', message: 'No.' } } }
        : { status: 200, body: {} };
    });
    await apiOver(client).associate(clusterId, gatewayId, quiet());
    expect(versions).toEqual(['2025-01-13', '2025-02-19-preview']);
    const refusing = always({ status: 404, body: { error: { code: 'InvalidResourceType', message: 'No.' } } });
    expect((await failureOf(apiOver(refusing).associate(machineId, gatewayId, quiet()))).code).toBe('Unsupported');
  });

  test('counts as done on 200 and 201 only', async () => {
    const outcome = (status: number) => apiOver(always({ status, body: {} })).associate(machineId, gatewayId, quiet());
    await outcome(200);
    await outcome(201);
    for (const status of [202, 204]) expect((await failureOf(outcome(status))).code).toBe('Bug');
  });

  test('with a gateway that is not ready, or not there, changes nothing', async () => {
    const api = apiOver(sampleTenant().asHttpClient());
    const { gateways } = await readAll(api);
    const creating = named(gateways.items, 'gw-plants-sc');
    expect((await failureOf(api.associate(machineId, creating.id, quiet()))).code).toBe('Conflict');
    expect((await failureOf(api.associate(machineId, `${gatewayId}-gone`, quiet()))).code).toBe('NotFound');
    expect(sameResource((await api.association(machineId, quiet())) ?? '', gatewayId)).toBe(true);
  });

  test('names the role to ask for when it is forbidden', async () => {
    const api = apiOver(always({ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } }));
    const error = await failureOf(api.associate(machineId, gatewayId, quiet()));
    expect(error.message).toContain('Associate web-ber-01');
    expect(error.message).toContain('Azure Connected Machine Resource Administrator');
    expect((await failureOf(api.associate(clusterId, undefined, quiet()))).message).toContain(
      'Microsoft.Kubernetes/connectedClusters/settings/default/write',
    );
  });

  test.each([
    ['no id', 'web-ber-01'],
    ['another kind of resource', gatewayId],
    ['a way out of the path', machineId.replace('web-ber-01', '..')],
  ])('refuses %s before anything is sent', async (_, id) => {
    const api = apiOver(always(new Error('sent')));
    expect((await failureOf(api.associate(id, undefined, quiet()))).code).toBe('InvalidInput');
  });

  test('puts no part of an id outside the path', async () => {
    let seen = '';
    const api = apiOver(
      scripted(({ url }) => {
        seen = url;
        return { status: 404, body: { error: { code: 'ResourceNotFound', message: 'No settings.' } } };
      }),
    );
    await api.association(machineId.replace('web-ber-01', 'a?b#c&api-version=1'), quiet());
    expect(new URL(seen).pathname).toContain('/machines/a%3Fb%23c%26api-version%3D1/providers/');
    expect(new URL(seen).search).toBe('?api-version=2025-01-13');
  });
});

test('whether Azure upgrades an agent is set, and read back', async () => {
  const api = apiOver(sampleTenant().asHttpClient());
  const { machines } = await readAll(api);
  const { id } = named(machines.items, 'lab-test-02');
  expect(await api.automaticUpgrade(id, quiet())).toBe(false);
  await api.setAutomaticUpgrade(id, true, quiet());
  expect(await api.automaticUpgrade(id, quiet())).toBe(true);
  const unsaid = apiOver(always({ status: 200, body: { properties: {} } }));
  expect(await unsaid.automaticUpgrade(id, quiet())).toBeUndefined();
});
