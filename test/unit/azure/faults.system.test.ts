import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { noFaults } from '../../support/loopbackFaults';
import { startSquid } from '../../support/squid';
import { apiAt, scratch, trust } from './loopback';
import { both, branches, clusterId, failureOf, machineId, named, quiet, readAll } from './support';

const folder = scratch();
let azure: LoopbackAzure;

beforeAll(async () => {
  azure = await startLoopbackAzure({ directory: folder.path, names: ['127.0.0.1', 'management.arc.test'] });
  trust(azure.certificate);
});
beforeEach(() => {
  Object.assign(azure.faults, noFaults());
  azure.setTrusted(true);
  azure.entra.lifetime = 3600;
});
afterAll(async () => {
  await azure[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const statusesSince = (start: number): string[] =>
  azure.requests.slice(start).map((line) => line.split(' → ')[1] ?? line);

describe('over TLS', () => {
  test('the inventory is that of the sample tenant', async () => {
    const { gateways, machines, clusters, azureLocal } = await readAll(apiAt(azure));
    expect(named(gateways.items, 'gw-hub-weu').endpoint).toBe('7c41e09b.gw.arc.azure.com');
    for (const reading of [gateways, machines, clusters, azureLocal]) {
      expect(reading.problem).toBeUndefined();
      expect(reading.items.length).toBeGreaterThan(0);
    }
  });

  test('an association is written and read back', async () => {
    const api = apiAt(azure);
    const gatewayId = await api.association(machineId, quiet());
    expect(gatewayId).toBeDefined();
    await api.associate(machineId, undefined, quiet());
    expect(await api.association(machineId, quiet())).toBeUndefined();
    await api.associate(machineId, gatewayId, quiet());
  });
});

describe('a fault that passes is not seen', () => {
  test('throttling, at the pace that Azure asks for', async () => {
    const api = apiAt(azure);
    await api.subscriptions(quiet());
    azure.faults.throttled = 2;
    const [start, began] = [azure.requests.length, Date.now()];
    expect(await api.subscriptions(quiet())).toHaveLength(2);
    expect(statusesSince(start)).toEqual(['429', '429', '200']);
    expect(Date.now() - began).toBeGreaterThanOrEqual(2000);
  });

  test('a burst of 503, and connections that are cut', async () => {
    const api = apiAt(azure);
    azure.faults.unavailable = 2;
    const start = azure.requests.length;
    await api.subscriptions(quiet());
    expect(statusesSince(start)).toEqual(['503', '503', '200']);
    azure.faults.dropped = 1;
    await api.subscriptions(quiet());
    expect(statusesSince(start).slice(3)).toEqual(['drop', '200']);
  });

  test('JSON that is cut off', async () => {
    const api = apiAt(azure);
    azure.faults.malformed = 1;
    const start = azure.requests.length;
    expect(await api.association(machineId, quiet())).toBeDefined();
    expect(statusesSince(start)).toEqual(['200', '200']);
  });

  test('throttling and cut connections in the middle of an inventory', async () => {
    const api = apiAt(azure);
    await api.subscriptions(quiet());
    Object.assign(azure.faults, { throttled: 1, dropped: 1 });
    const start = azure.requests.length;
    const { machines, gateways, clusters } = await readAll(api);
    expect([machines, gateways, clusters].map(({ problem }) => problem)).toEqual(Array(3).fill(undefined));
    expect(machines.items).toHaveLength(40);
    expect(statusesSince(start).sort()).toEqual(['200', '200', '429', 'drop']);
  });

  test('Resource Graph that is denied, by the lists of ARM', async () => {
    const api = apiAt(azure);
    const graph = await readAll(api);
    azure.faults.graphDenied = true;
    azure.faults.forbidden.add(branches);
    const listed = await readAll(api);
    const ours = graph.machines.items.filter(({ subscriptionId }) => subscriptionId !== branches);
    expect(listed.machines.items.map(({ name }) => name).sort()).toEqual(ours.map(({ name }) => name).sort());
    expect(listed.graphProblem?.code).toBe('Forbidden');
    expect(listed.machines.problem?.code).toBe('Forbidden');
    azure.faults.forbidden.delete(branches);
  });

  test('tokens that are revoked in the middle, when Azure asks for new ones', async () => {
    const api = apiAt(azure);
    await api.subscriptions(quiet());
    azure.expireTokens({ claims: true });
    const start = azure.requests.length;
    expect(await api.subscriptions(quiet())).toHaveLength(2);
    expect(statusesSince(start)).toEqual(['401', '200']);
  });

  test('tokens that run out', async () => {
    azure.entra.lifetime = 2;
    const api = apiAt(azure);
    const before = azure.entra.tokens.length;
    await api.subscriptions(quiet());
    await new Promise((done) => setTimeout(done, 2500));
    await api.subscriptions(quiet());
    expect(azure.entra.tokens.length - before).toBeGreaterThan(1);
  });
});

describe('a fault that stays is told', () => {
  test('a token that Azure refuses without a word', async () => {
    const api = apiAt(azure);
    await api.subscriptions(quiet());
    azure.expireTokens({ claims: false });
    expect((await failureOf(api.subscriptions(quiet()))).code).toBe('SignedOut');
    expect(await apiAt(azure).subscriptions(quiet())).toHaveLength(2);
  });

  test('a forbidden subscription, with the other one as it was', async () => {
    azure.faults.forbidden.add(branches);
    const api = apiAt(azure);
    expect((await failureOf(api.association(clusterId, quiet()))).code).toBe('Forbidden');
    expect(await api.association(machineId, quiet())).toBeDefined();
  });

  test('JSON that is cut off each time', async () => {
    const api = apiAt(azure);
    azure.faults.malformed = 3;
    const error = await failureOf(api.association(machineId, quiet()));
    expect(error.code).toBe('Unreachable');
    expect(error.message).toContain('was cut off');
    expect(await api.association(machineId, quiet())).toBeDefined();
  });

  test('an operation that fails in its last poll', async () => {
    azure.faults.failingOperations = true;
    const error = await failureOf(apiAt(azure).setClusterGateway(clusterId, true, quiet()));
    expect(error.code).toBe('Conflict');
    expect(error.message).toContain('It fell over at the end.');
  });

  test('slow pages, to whoever does not wait for them', async () => {
    azure.faults.slowPagesMilliseconds = 5000;
    const error = await failureOf(apiAt(azure).inventory(both, AbortSignal.timeout(300)));
    expect(error.code).toBe('Cancelled');
  });

  test('a certificate of an unknown authority, until it is replaced', async () => {
    const api = apiAt(azure);
    await api.subscriptions(quiet());
    azure.setTrusted(false);
    expect((await failureOf(api.subscriptions(quiet()))).failure).toMatchObject({ code: 'Unreachable', cause: 'tls' });
    azure.setTrusted(true);
    expect(await api.subscriptions(quiet())).toHaveLength(2);
  });
});

describe('behind a proxy that demands authentication', () => {
  const user = { name: 'clerk', password: 'Pr0xy-pass' };
  const origin = { origin: 'https://management.arc.test' };

  test('Azure is reached with the credentials, and the proxy is blamed without them', async () => {
    await using squid = await startSquid(folder.path, { 'management.arc.test': azure.port }, user);
    process.env.HTTPS_PROXY = squid.url.replace('//', `//${user.name}:${user.password}@`);
    expect(await apiAt(origin).subscriptions(quiet())).toHaveLength(2);
    expect(squid.accessLog().join('\n')).toMatch(/200 .*CONNECT management\.arc\.test:443 clerk/);

    process.env.HTTPS_PROXY = squid.url;
    const error = await failureOf(apiAt(origin).subscriptions(quiet()));
    expect(error.failure).toMatchObject({ code: 'Unreachable', cause: 'proxy' });
    expect(squid.accessLog().join('\n')).toContain('TCP_DENIED/407');
    process.env.HTTPS_PROXY = '';
  });
});
