import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { noFaults } from '../../support/loopbackFaults';
import { startSquid } from '../../support/squid';
import { apiAt, scratch, trust } from '../../unit/azure/loopback';
import {
  both,
  branches,
  clusterId,
  failureOf,
  machineId,
  named,
  production,
  quiet,
  readAll,
} from '../../unit/azure/support';
import { asArcError } from '../../../src/kernel/errors';

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

describe('what has no end, or no reason', () => {
  test.each(['again', 'more'] as const)(
    'lists that go on with “%s” are ended, and what came is kept as a part',
    async (how) => {
      azure.faults.endlessPages = how;
      const api = apiAt(azure);
      const start = azure.requests.length;
      const error = await failureOf(api.subscriptions(quiet()));
      expect(error.failure).toEqual({ code: 'Incomplete' });
      expect(azure.requests.length - start).toBeLessThanOrEqual(501);
      expect((await failureOf(api.gateways.list(production, quiet()))).code).toBe('Incomplete');
    },
  );

  test('lists of ARM and queries that lead to themselves leave what they gave, with the reason', async () => {
    azure.faults.endlessPages = 'again';
    const graph = await readAll(apiAt(azure));
    azure.faults.graphDenied = true;
    const lists = await readAll(apiAt(azure));
    for (const { machines, gateways } of [graph, lists]) {
      expect(machines.items.length).toBeGreaterThan(0);
      expect(gateways.items.length).toBeGreaterThan(0);
      for (const { problem } of [machines, gateways]) expect(problem?.code).toBe('Incomplete');
    }
    Object.assign(azure.faults, noFaults());
    expect((await readAll(apiAt(azure))).machines.problem).toBeUndefined();
  });

  test('an endless list is left when the person cancels', async () => {
    azure.faults.endlessPages = 'more';
    const stop = new AbortController();
    const start = azure.requests.length;
    const reading = failureOf(apiAt(azure).subscriptions(stop.signal));
    await expect.poll(() => azure.requests.length - start).toBeGreaterThan(5);
    stop.abort();
    expect((await reading).code).toBe('Canceled');
    const [stopped] = [azure.requests.length];
    await expect.poll(async () => (await apiAt(azure).association(machineId, quiet())) !== undefined).toBe(true);
    expect(
      azure.requests.slice(stopped).filter((line) => line.startsWith('GET /subscriptions →')).length,
    ).toBeLessThanOrEqual(1);
  });

  test.each([
    ['1000000000', 300],
    ['99999999999999999999', 300],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 300],
  ])('a wait of “%s” is told instead of waited for', async (retryAfterSeconds, told) => {
    const api = apiAt(azure);
    await api.association(machineId, quiet());
    Object.assign(azure.faults, { throttled: 1, retryAfterSeconds });
    const start = azure.requests.length;
    const error = await failureOf(api.association(machineId, quiet()));
    expect(error.failure).toEqual({ code: 'Throttled', retryAfterSeconds: told });
    expect(statusesSince(start)).toEqual(['429']);
  });

  test.each(['0', '-7', '0.001', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'a wait of “%s” is no reason to ask at once',
    async (retryAfterSeconds) => {
      const api = apiAt(azure);
      await api.association(machineId, quiet());
      Object.assign(azure.faults, { throttled: 1, retryAfterSeconds });
      const began = performance.now();
      expect(await api.association(machineId, quiet())).toBeDefined();
      expect(performance.now() - began).toBeGreaterThanOrEqual(990);
    },
  );

  test('a wait that cannot be read is one of half a minute, told', async () => {
    const api = apiAt(azure);
    await api.association(machineId, quiet());
    Object.assign(azure.faults, { throttled: 1, retryAfterSeconds: 'soon, perhaps' });
    expect((await failureOf(api.association(machineId, quiet()))).failure).toEqual({
      code: 'Throttled',
      retryAfterSeconds: 30,
    });
  });

  test('a page of a proxy is no answer about an association', async () => {
    const api = apiAt(azure);
    await api.association(machineId, quiet());
    for (const id of [machineId, clusterId]) {
      azure.faults.strangePages = 1;
      expect((await failureOf(api.association(id, quiet()))).failure).toMatchObject({
        code: 'Unreachable',
        cause: 'proxy',
      });
    }
  });

  test('a message of 80 KB is cut for the person, and whole in the log', async () => {
    const lines: string[] = [];
    const api = apiAt(azure, { log: (line) => lines.push(line) });
    await api.association(machineId, quiet());
    const refusalMessage = 'This cannot be done. '.repeat(4000);
    Object.assign(azure.faults, { refused: 1, refusalMessage });
    const error = await failureOf(api.association(machineId, quiet()));
    expect(error.code).toBe('InvalidInput');
    expect(error.message.length).toBeLessThan(1000);
    expect(lines.join('\n')).toContain(refusalMessage.trimEnd());
  });

  test('settings that are not offered of a cluster are not known, whatever the rest', async () => {
    const api = apiAt(azure);
    const { clusters } = await readAll(api);
    const known = await Promise.all(
      clusters.items.map(({ id }) =>
        api.association(id, quiet()).then(
          () => 'read',
          (error: unknown) => asArcError(error).code,
        ),
      ),
    );
    expect(known.toSorted()).toEqual(['Unsupported', ...Array<string>(7).fill('read')]);
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
    expect(error.code).toBe('OperationFailed');
    expect(error.message).toContain('It fell over at the end.');
  });

  test('slow pages, when the caller does not wait', async () => {
    azure.faults.slowPagesMilliseconds = 5000;
    const error = await failureOf(apiAt(azure).inventory(both, AbortSignal.timeout(300)));
    expect(error.code).toBe('Canceled');
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
