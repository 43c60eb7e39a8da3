import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NewGateway } from '../../../src/kernel/gatewayApi';
import { cloudOf } from '../../../src/kernel/knowledge/clouds';
import { gatewayIdOf } from '../../../src/kernel/knowledge/gatewayLife';
import type { ArcApi } from '../../../src/kernel/ports';
import {
  type Answer,
  apiOver,
  bodyOf,
  branches,
  failureOf,
  gatewayId,
  machineId,
  production,
  quiet,
  sampleTenant,
  scripted,
  settle,
} from './support';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const overSample = (options = {}): ArcApi => apiOver(sampleTenant(options).asHttpClient());
const wish: NewGateway = {
  subscriptionId: production,
  resourceGroup: 'rg-lab',
  name: 'gw-new',
  location: 'westeurope',
  tags: { env: 'test' },
};
const nobody = (): void => undefined;
const refused = (status: number, message: string, code?: string, headers = {}): Answer => ({
  status,
  body: { error: { ...(code && { code }), message } },
  headers: { 'x-ms-request-id': '1', ...headers },
});

describe('creating a gateway', () => {
  test('ends with its URL, and tells each state on the way', async () => {
    const { gateways } = overSample();
    const operation = await gateways.create(wish, quiet());
    expect(operation).toMatchObject({ kind: 'create', linkKind: 'status' });
    const states: string[] = [];
    const gateway = await settle(gateways.follow(operation, (state) => states.push(state), quiet()));
    expect(gateway).toMatchObject({ name: 'gw-new', state: 'Succeeded', tags: { env: 'test' } });
    expect(gateway?.endpoint).toMatch(/^[0-9a-f]{8}\.gw\.arc\.azure\.com$/);
    expect([...new Set(states)]).toEqual(['Queued', 'InProgress', 'Succeeded']);
  });

  test('can be followed by somebody else, from what can be kept', async () => {
    const tenant = sampleTenant().asHttpClient();
    const kept = JSON.stringify(await apiOver(tenant).gateways.create(wish, quiet()));
    expect(kept).not.toMatch(/bearer|eyJ/i);
    const operation = JSON.parse(kept) as Awaited<ReturnType<ArcApi['gateways']['create']>>;
    const gateway = await settle(apiOver(tenant).gateways.follow(operation, nobody, quiet()));
    expect(gateway?.state).toBe('Succeeded');
  });

  test('is followed by the gateway itself where Azure knows no operation any more', async () => {
    const { gateways } = overSample();
    const operation = await gateways.create(wish, quiet());
    const link = operation.link?.replace(/operationstatus\/[^?]+/, 'operationstatus/forgotten') ?? '';
    const states: string[] = [];
    const gateway = await settle(gateways.follow({ ...operation, link }, (state) => states.push(state), quiet()));
    expect(gateway?.state).toBe('Succeeded');
    expect([...new Set(states)]).toEqual(['Creating']);
  });

  test('is looked for a few times when its request was not answered', async () => {
    const tenant = sampleTenant().asHttpClient();
    const looks: string[] = [];
    const { gateways } = apiOver({
      sendRequest: (request) => {
        looks.push(request.method);
        return tenant.sendRequest(request);
      },
    });
    const gatewayId = gatewayIdOf(wish);
    const asked = { kind: 'create', gatewayId, isUnanswered: true } as const;
    expect(await settle(gateways.follow(asked, nobody, quiet()))).toBeUndefined();
    expect(looks).toEqual(['GET', 'GET', 'GET', 'GET']);
    expect(await settle(gateways.follow({ kind: 'create', gatewayId }, nobody, quiet()))).toBeUndefined();
    expect(looks).toHaveLength(5);

    const late = gateways.follow(asked, nobody, quiet());
    await vi.advanceTimersByTimeAsync(6000);
    await gateways.create(wish, quiet());
    expect((await settle(late))?.state).toBe('Succeeded');
    const kept = gateways.follow({ ...asked, kind: 'delete' }, nobody, quiet());
    await vi.advanceTimersByTimeAsync(6000);
    await settle(gateways.delete(gatewayId, quiet()));
    expect(await settle(kept)).toBeUndefined();
  });

  test('sends what Azure needs, and no tags where there are none', async () => {
    const bodies: unknown[] = [];
    const client = scripted((request) => {
      bodies.push([request.method, new URL(request.url).search, JSON.parse(bodyOf(request))]);
      return { status: 201, body: {} };
    });
    await apiOver(client).gateways.create({ ...wish, tags: {} }, quiet());
    const properties = { gatewayType: 'Public', allowedFeatures: ['*'] };
    expect(bodies).toEqual([['PUT', '?api-version=2025-01-13', { location: 'westeurope', properties }]]);
  });

  test('carries no token to a kept link that leads elsewhere', async () => {
    const asked: string[] = [];
    const client = scripted(({ url }) => {
      asked.push(url);
      return { status: 200, body: { status: 'Succeeded' } };
    });
    const operation = { kind: 'create', gatewayId, link: 'https://evil.example/x', linkKind: 'status' } as const;
    expect((await failureOf(apiOver(client).gateways.follow(operation, nobody, quiet()))).code).toBe('Unsupported');
    expect(asked).toEqual([]);
  });

  test('says which role is missing, and the narrower actions', async () => {
    const client = scripted(() => refused(403, 'No.', 'AuthorizationFailed'));
    const { failure, message } = await failureOf(apiOver(client).gateways.create(wish, quiet()));
    expect(failure).toMatchObject({ code: 'Forbidden' });
    expect(message).toContain('Azure Arc Gateway Manager (f6e92014-8af2-414d-9948-9b1abf559285)');
    expect(message).toContain('Microsoft.HybridCompute/gateways/write');
  });

  test('a sixth one is refused in Azure’s words', async () => {
    const { gateways } = overSample();
    for (const name of ['gw-2', 'gw-3', 'gw-4', 'gw-5']) await gateways.create({ ...wish, name }, quiet());
    expect(await gateways.list(production, quiet())).toHaveLength(5);
    expect((await failureOf(gateways.create(wish, quiet()))).message).toContain('at most 5 gateways');
  });
});

describe('a gateway in transition', () => {
  test('says when to ask again: when Azure says so, or half a minute', async () => {
    const { gateways } = overSample();
    const operation = await gateways.create(wish, quiet());
    const { failure } = await failureOf(gateways.delete(operation.gatewayId, quiet()));
    expect(failure).toEqual({ code: 'Conflict', retryAfterSeconds: 30 });
    const words = 'Gateway operation not allowed. The Gateway is a transitioning state.';
    const client = scripted(() => refused(409, words, undefined, { 'retry-after': '75' }));
    expect((await failureOf(apiOver(client).gateways.setBypass(gatewayId, [], quiet()))).failure).toEqual({
      code: 'Conflict',
      retryAfterSeconds: 75,
    });
  });

  test('is told apart from a refusal that no waiting ends', async () => {
    const client = scripted(() => refused(409, 'The gateway has associated resources.', 'Conflict'));
    const { failure, message } = await failureOf(apiOver(client).gateways.delete(gatewayId, quiet()));
    expect(failure).toEqual({ code: 'Conflict' });
    expect(message).toContain('The gateway has associated resources.');
  });
});

describe('deleting a gateway', () => {
  test.each(['Deleted', 'deleted'])('has ended when Azure still lists it as %s', async (provisioningState) => {
    const client = scripted(() => ({ status: 200, body: { id: gatewayId, properties: { provisioningState } } }));
    const { gateways } = apiOver(client);
    expect(await settle(gateways.follow({ kind: 'delete', gatewayId }, nobody, quiet()))).toBeUndefined();
  });

  test('ends when it is gone; one that is gone already is gone at once', async () => {
    const { gateways } = overSample();
    const operation = await gateways.delete(gatewayId, quiet());
    expect(await settle(gateways.follow(operation, nobody, quiet()))).toBeUndefined();
    const again = await gateways.delete(gatewayId, quiet());
    expect(again).toEqual({ kind: 'delete', gatewayId });
    expect(await settle(gateways.follow(again, nobody, quiet()))).toBeUndefined();
  });

  test('is not tried with the id of something else', async () => {
    expect((await failureOf(overSample().gateways.delete(machineId, quiet()))).code).toBe('InvalidInput');
  });
});

/** The sample tenant where Azure offers only some of the versions of gateways that the product sends. */
function whereOffered(versions: readonly string[]) {
  const tenant = sampleTenant().asHttpClient();
  const sent: string[] = [];
  const message = 'No registered resource provider found for API version.';
  const api = apiOver({
    sendRequest: (request) => {
      const version = new URL(request.url).searchParams.get('api-version') ?? '';
      const isOffered = versions.includes(version) || !request.url.includes('/gateways/');
      sent.push(`${request.method} ${version}`);
      return isOffered
        ? tenant.sendRequest(request)
        : scripted(() => refused(400, message, 'NoRegisteredProviderFound')).sendRequest(request);
    },
  });
  return { api, sent };
}

describe('the bypass list', () => {
  const [stable, preview, first] = ['2026-07-15', '2026-06-16-preview', '2025-01-13'] as const;

  test.each([
    [[stable, preview, first], [stable]],
    [[stable], [stable]],
    [
      [preview, first],
      [stable, preview],
    ],
  ])('is read and written by the best version of %j', async (offered, tried) => {
    const { api, sent } = whereOffered(offered);
    await api.gateways.setBypass(gatewayId, ['repo.contoso.com'], quiet());
    expect((await api.gateways.details(gatewayId, quiet())).bypass).toEqual(['repo.contoso.com']);
    expect(sent).toEqual([...tried.map((version) => `PATCH ${version}`), ...tried.map((version) => `GET ${version}`)]);
  });

  test('is sent once where the answer leads elsewhere', async () => {
    const methods: string[] = [];
    const client = scripted(({ method }) => {
      methods.push(method);
      return { status: 202, headers: { location: 'https://evil.example/x', 'retry-after': '0' } };
    });
    const failure = failureOf(apiOver(client).gateways.setBypass(gatewayId, [], quiet()));
    expect((await settle(failure)).code).toBe('Unsupported');
    expect(methods).toEqual(['PATCH']);
  });

  test('is written, read and emptied', async () => {
    const { gateways } = overSample();
    expect(await gateways.details(gatewayId, quiet())).toMatchObject({ allowedFeatures: ['*'], bypass: [] });
    await gateways.setBypass(gatewayId, ['repo.contoso.com'], quiet());
    expect((await gateways.details(gatewayId, quiet())).bypass).toEqual(['repo.contoso.com']);
    await gateways.setBypass(gatewayId, [], quiet());
    expect((await gateways.details(gatewayId, quiet())).bypass).toEqual([]);
  });

  test('is absent where the service knows neither version, and a change says so', async () => {
    const { api, sent } = whereOffered([first]);
    const details = await api.gateways.details(gatewayId, quiet());
    expect(details.gateway.name).toBe('gw-hub-weu');
    expect(details).not.toHaveProperty('bypass');
    expect((await failureOf(api.gateways.setBypass(gatewayId, [], quiet()))).code).toBe('Unsupported');
    expect(sent.filter((each) => each.startsWith('PATCH'))).toEqual([`PATCH ${stable}`, `PATCH ${preview}`]);
  });

  test.each([403, 404, 409, 429])('is not asked for with another version after %i', async (status) => {
    let count = 0;
    const client = scripted(() => {
      count++;
      return refused(status, 'No.', 'X', { 'retry-after': '400' });
    });
    await failureOf(apiOver(client).gateways.setBypass(gatewayId, [], quiet()));
    expect(count).toBe(1);
  });
});

test('a bypass list of an unknown form is not taken for an empty one', async () => {
  const properties = { provisioningState: 'Succeeded', gatewayBypass: { names: ['a.b'] } };
  const client = scripted(() => ({ status: 200, body: { id: gatewayId, properties } }));
  const { code, message } = await failureOf(apiOver(client).gateways.details(gatewayId, quiet()));
  expect([code, message]).toEqual(['Bug', expect.stringContaining('unexpected response')]);
});

describe('what a gateway needs', () => {
  test('is a registered provider, whose locations are offered', async () => {
    const api = overSample({ unregistered: [branches] });
    const { gateways } = api;
    const registered = await gateways.provider(production, quiet());
    expect(registered.state).toBe('Registered');
    expect(registered.locations).toContainEqual({ name: 'westeurope', display: 'West Europe' });
    expect((await gateways.provider(branches, quiet())).state).toBe('NotRegistered');
    const other = { ...wish, subscriptionId: branches, resourceGroup: 'rg-plants' };
    expect((await failureOf(gateways.create(other, quiet()))).message).toContain('not registered');
    await api.registerProvider(branches, 'Microsoft.HybridCompute', quiet());
    expect((await gateways.provider(branches, quiet())).state).toBe('Registering');
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await gateways.provider(branches, quiet())).state).toBe('Registered');
    expect((await gateways.create(other, quiet())).kind).toBe('create');
  });

  test('is a resource group, which can be made', async () => {
    const { gateways } = overSample();
    expect((await gateways.resourceGroups(branches, quiet())).map(({ name }) => name)).toEqual([
      'rg-arc-branches',
      'rg-plants',
      'rg-stores',
    ]);
    await gateways.createResourceGroup(branches, { name: 'rg-new', location: 'northeurope' }, quiet());
    expect(await gateways.resourceGroups(branches, quiet())).toContainEqual({
      name: 'rg-new',
      location: 'northeurope',
    });
  });

  test('is a cloud that has gateways', async () => {
    const cloud = cloudOf('AzureUSGovernment');
    if (!cloud.ok) throw new Error(cloud.error);
    const asked: string[] = [];
    const client = scripted(({ url }) => {
      asked.push(url);
      return { status: 200, body: {} };
    });
    const { gateways } = apiOver(client, { cloud: cloud.value });
    const calls = [
      gateways.list(production, quiet()),
      gateways.provider(production, quiet()),
      gateways.create(wish, quiet()),
      gateways.delete(gatewayId, quiet()),
      gateways.details(gatewayId, quiet()),
      gateways.setBypass(gatewayId, [], quiet()),
    ];
    for (const call of calls) {
      const { code, message } = await failureOf(call);
      expect([code, message]).toEqual(['Unsupported', expect.stringContaining('Arc gateway isn’t available')]);
    }
    expect(asked).toEqual([]);
  });
});
