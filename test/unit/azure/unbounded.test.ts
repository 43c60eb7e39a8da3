import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asArcError } from '../../../src/kernel/errors';
import type { ArcApi } from '../../../src/kernel/ports';
import { PageGuard } from '../../../src/azure/paging';
import { LongRetryAfter, retryAfter, retryAfterPolicy } from '../../../src/azure/retryAfter';
import { VirtualClock } from '../../support/virtualClock';
import {
  always,
  type Answer,
  apiOver,
  bodyOf,
  both,
  failureOf,
  gatewayId,
  machineId,
  production,
  quiet,
  readAll,
  scripted,
  settle,
} from './support';

const arm = 'https://management.azure.com';
const group = `/subscriptions/${production}/resourceGroups/rg/providers/Microsoft.HybridCompute`;

/** A client whose every answer is a page with these items, and a link made of its number. */
function endless(items: (page: number) => readonly unknown[], next: (page: number) => string) {
  const state = { pages: 0 };
  const client = scripted(() => {
    state.pages += 1;
    return { status: 200, body: { value: items(state.pages), nextLink: next(state.pages) } };
  });
  return { client, state };
}

const subscription = (page: number) => ({
  subscriptionId: `00000000-0000-4000-8000-${String(page).padStart(12, '0')}`,
});
const readers: readonly (readonly [string, (page: number) => unknown, (api: ArcApi) => Promise<unknown>])[] = [
  ['subscriptions', subscription, (api) => api.subscriptions(quiet())],
  ['tenants', (page) => ({ tenantId: `tenant-${page}` }), (api) => api.tenants(quiet())],
  [
    'gateways',
    (page) => ({ id: `${group}/gateways/g${page}`, name: `g${page}`, location: 'x', properties: {} }),
    (api) => api.gateways.list(production, quiet()),
  ],
  [
    'resource groups',
    (page) => ({ name: `rg-${page}`, location: 'westeurope' }),
    (api) => api.gateways.resourceGroups(production, quiet()),
  ],
];

describe.each(readers)('a list of %s', (_, item, read) => {
  test.each<[string, (page: number) => string]>([
    ['leads to itself', () => `${arm}/again?page=1`],
    ['goes in a circle', (page) => `${arm}/again?page=${page % 3}`],
  ])('that %s is ended, and said to be partial', async (_how, next) => {
    const { client, state } = endless((page) => [item(page)], next);
    const error = await failureOf(read(apiOver(client)));
    expect(error.code).toBe('Incomplete');
    expect(error.message).toContain('same page twice');
    expect(state.pages).toBeLessThanOrEqual(5);
  });

  test('that has always another page is ended at a ceiling, sooner when nothing is on them', async () => {
    const full = endless(
      (page) => [item(page)],
      (page) => `${arm}/more?page=${page}`,
    );
    expect((await failureOf(read(apiOver(full.client)))).message).toMatch(/more than 500 pages/);
    expect(full.state.pages).toBe(500);
    const empty = endless(
      () => [],
      (page) => `${arm}/more?page=${page}`,
    );
    expect((await failureOf(read(apiOver(empty.client)))).code).toBe('Incomplete');
    expect(empty.state.pages).toBe(20);
  });

  test.each([
    'https://evil.example/x',
    'https://management.azure.com.evil.example/x',
    'https://management.azure.com@evil.example/x',
    'https://user:pw@management.azure.com/x',
    'https://user@management.azure.com/x',
    'https://:pw@management.azure.com/x',
    'https://user@westeurope.management.azure.com/x',
    'https://evilmanagement.azure.com/x',
    'https://azure.com/x',
    'https://management.azure.com./x',
    'https://management.azure.com:8443/x',
    'https://westeurope.management.azure.com:8443/x',
    'http://management.azure.com/x',
    '//evil.example/x',
    'https://evil.example\\@management.azure.com/x',
    'javascript:alert(1)',
  ])('goes no other way for its next page: %s', async (link) => {
    const urls: string[] = [];
    const api = apiOver(
      scripted(({ url }) => {
        urls.push(url);
        return { status: 200, body: { value: [item(1)], nextLink: link } };
      }),
    );
    expect((await failureOf(read(api))).code).toBe('Unsupported');
    expect(urls).toHaveLength(1);
    expect(new URL(urls[0] ?? '').host).toBe('management.azure.com');
  });

  test.each([
    ['an absolute link', `${arm}/next?page=2`, `${arm}/next?page=2`],
    ['a region of ARM', 'https://westeurope.management.azure.com/next', 'https://westeurope.management.azure.com/next'],
    ['a link within ARM', '/next?page=2', `${arm}/next?page=2`],
  ])('goes on by %s, and ends where there is no link, null or an empty one', async (_how, link, expected) => {
    for (const last of [undefined, null, '']) {
      const urls: string[] = [];
      const api = apiOver(
        scripted(({ url }) => {
          urls.push(url);
          return { status: 200, body: { value: [item(urls.length)], nextLink: urls.length === 1 ? link : last } };
        }),
      );
      expect(await read(api)).toHaveLength(2);
      expect(urls.slice(1)).toEqual([expected]);
    }
  });

  test('may have empty pages between, but not for ever', async () => {
    const { client, state } = endless(
      (page) => (page % 3 === 0 ? [item(page)] : []),
      (page) => `${arm}/more?page=${page}`,
    );
    expect((await failureOf(read(apiOver(client)))).message).toMatch(/more than 500 pages/);
    expect(state.pages).toBe(500);
  });

  test('can be canceled between two pages', async () => {
    const stop = new AbortController();
    const { client, state } = endless(
      (page) => {
        if (page === 3) stop.abort();
        return [item(page)];
      },
      (page) => `${arm}/more?page=${page}`,
    );
    const api = apiOver(client);
    const reads: Record<string, () => Promise<unknown>> = {
      subscriptions: () => api.subscriptions(stop.signal),
      tenants: () => api.tenants(stop.signal),
      gateways: () => api.gateways.list(production, stop.signal),
      'resource groups': () => api.gateways.resourceGroups(production, stop.signal),
    };
    const name = readers.find(([, each]) => each === item)?.[0] ?? '';
    expect((await failureOf(reads[name]?.() ?? Promise.resolve())).code).toBe('Canceled');
    expect(state.pages).toBe(3);
  });
});

test('a list that ends at its ceiling is whole', () => {
  for (const end of [undefined, null, '']) {
    const guard = new PageGuard('read it', 2);
    guard.count(1, 'a');
    expect(() => {
      guard.count(1, end);
    }).not.toThrow();
  }
});

describe('Resource Graph', () => {
  const machine = (index: number) => ({
    id: `${group}/machines/m${index}`,
    type: 'microsoft.hybridcompute/machines',
    name: `m${index}`,
  });

  /** A Graph that answers each query with one row and whatever token and count is made of the number of its page. */
  function graph(answer: (page: number, token: string) => Readonly<Record<string, unknown>>) {
    const state = { pages: 0, rows: 0 };
    const client = scripted((request) => {
      state.pages += 1;
      const { options } = JSON.parse(bodyOf(request)) as { options: { $skipToken?: string } };
      return {
        status: 200,
        headers: {
          'x-ms-request-id': 'r',
          'x-ms-user-quota-remaining': '14',
          'x-ms-user-quota-resets-after': '00:00:05',
        },
        body: { data: [machine(state.pages)], ...answer(state.pages, options.$skipToken ?? '') },
      };
    });
    return { client, state };
  }

  const inventoryOf = async (client: HttpClient) => {
    const clock = new VirtualClock();
    return clock.runUntil(apiOver(client, { clock }).inventory(both, quiet()));
  };

  test('that gives a token again is ended, and keeps what came', async () => {
    const { client, state } = graph((page) => ({ $skipToken: `t${page % 4}` }));
    const { machines, gateways } = await inventoryOf(client);
    for (const { problem } of [machines, gateways]) expect(problem?.message).toContain('same page twice');
    expect(machines.items.length).toBeGreaterThan(0);
    expect(state.pages).toBeLessThanOrEqual(20);
  });

  test('that has always another page is ended at a ceiling', async () => {
    const { client, state } = graph((page) => ({ $skipToken: `t${page}` }));
    const { machines } = await inventoryOf(client);
    expect(machines.problem?.code).toBe('Incomplete');
    expect(machines.items.length).toBeGreaterThan(400);
    expect(state.pages).toBeLessThanOrEqual(1002);
  });

  test.each([1e6, 1e9, 1e15, Number.MAX_VALUE])(
    'is not asked in parts without end when it counts %d rows',
    async (total) => {
      const { client, state } = graph((page, token) => ({
        totalRecords: total,
        ...(token === '' && { $skipToken: `t${page}` }),
      }));
      const { machines } = await inventoryOf(client);
      expect(machines.problem?.message).toMatch(/some are missing/);
      expect(state.pages).toBeLessThanOrEqual(4);
    },
  );

  test('whose parts go on without end is ended at a ceiling of them all', async () => {
    const { client, state } = graph((page) => ({ totalRecords: 90_000, $skipToken: `t${page}` }));
    const { machines } = await inventoryOf(client);
    expect(machines.problem?.code).toBe('Incomplete');
    expect(state.pages).toBeLessThanOrEqual(4000);
  });

  test('can be canceled while it waits for its quota, however long that is said to be', async () => {
    const stop = new AbortController();
    const clock = new VirtualClock();
    let pages = 0;
    const client = scripted(() => {
      pages += 1;
      const headers = {
        'x-ms-request-id': 'r',
        'x-ms-user-quota-remaining': '0',
        'x-ms-user-quota-resets-after': '99999999:00:00',
      };
      return { status: 200, headers, body: { data: [machine(pages)], $skipToken: `t${pages}` } };
    });
    const reading = apiOver(client, { clock }).inventory(both, stop.signal);
    reading.catch(() => undefined);
    await clock.runUntil(clock.sleep(61_000, quiet()));
    expect(pages).toBeGreaterThan(2);
    stop.abort();
    expect((await failureOf(clock.runUntil(reading))).code).toBe('Canceled');
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 2, 8);
  beforeEach(() => void vi.useFakeTimers({ now }));
  afterEach(() => void vi.useRealTimers());
  const date = (seconds: number): string => new Date(now + seconds * 1000).toUTCString();

  const asked: readonly (readonly [string, number | undefined])[] = [
    ['17', 17],
    ['0', 1],
    ['0.2', 1],
    ['-5', 1],
    ['1000000000', 300],
    ['99999999999999999999999999', 300],
    ['1e9', undefined],
    ['soon', undefined],
    ['', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    [date(20), 20],
    [date(-3600), 1],
    [date(10 * 365 * 86_400), 300],
  ];
  test.each(asked)('of “%s” is read within reason', (value, seconds) => {
    expect(retryAfter(value)).toBe(seconds);
  });

  /** When requests were sent, in seconds from the first. */
  async function timesOf(status: number, headers: Answer['headers'], read: (api: ArcApi) => Promise<unknown>) {
    const times: number[] = [];
    const client = scripted(() => {
      times.push((Date.now() - now) / 1000);
      return {
        status,
        headers: { 'x-ms-request-id': 'r', ...headers },
        body: { error: { code: 'Slow', message: '' } },
      };
    });
    const error = await settle(failureOf(read(apiOver(client))));
    return { times, gaps: times.slice(1).map((time, index) => time - (times[index] ?? 0)), error };
  }

  const readGateway = (api: ArcApi) => api.gateway(gatewayId, quiet());

  test.each(asked)('of “%s” is neither obeyed beyond reason nor answered at once', async (value, seconds) => {
    for (const status of [429, 503]) {
      const { gaps, error } = await timesOf(status, { 'retry-after': value }, readGateway);
      // Without a wish that can be read, the SDK waits by itself where it tries again.
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(seconds === undefined ? 0.5 : 1);
      for (const gap of gaps) expect(gap).toBeLessThanOrEqual(64);
      // A wait of minutes is left to the one who asked.
      if ((seconds ?? 0) > 60) expect(gaps).toEqual([]);
      // A date comes nearer with each try.
      const left = value.endsWith('GMT') && seconds === 20 ? 1 : (seconds ?? 30);
      expect(error.failure).toEqual({ code: 'Throttled', retryAfterSeconds: left });
    }
  });

  test.each([
    ['retry-after-ms', '1000000000000'],
    ['x-ms-retry-after-ms', '0'],
    ['x-ms-retry-after-ms', '-1'],
    ['retry-after-ms', 'soon'],
  ])('in the form %s: %s is no way around it', async (header, value) => {
    const { gaps } = await timesOf(429, { [header]: value }, readGateway);
    for (const gap of gaps) {
      expect(gap).toBeGreaterThanOrEqual(1);
      expect(gap).toBeLessThanOrEqual(60);
    }
  });

  test('does not keep a person who cancels', async () => {
    const stop = new AbortController();
    const client = always({ status: 429, headers: { 'x-ms-request-id': 'r', 'retry-after': '59' }, body: {} });
    const reading = failureOf(apiOver(client).gateway(gatewayId, stop.signal));
    await vi.advanceTimersByTimeAsync(2000);
    stop.abort();
    await vi.advanceTimersByTimeAsync(10);
    expect((await reading).code).toBe('Canceled');
    expect(Date.now() - now).toBeLessThan(3000);
  });

  test.each([
    [{ 'retry-after': '60' }, '60'],
    [{ 'retry-after': '61' }, undefined],
    [{ 'retry-after': '20', 'x-ms-retry-after-ms': '0' }, '1'],
    [{ 'retry-after': '20', 'retry-after-ms': '60001' }, undefined],
  ])('of %j reaches the SDK as %s', async (headers, expected) => {
    const sent = retryAfterPolicy.sendRequest({} as never, async (request) => ({
      request,
      status: 429,
      headers: createHttpHeaders(headers),
    }));
    const response = await sent.catch((thrown: unknown) => thrown);
    if (expected === undefined) expect(response).toBeInstanceOf(LongRetryAfter);
    else expect((await sent).headers.toJSON()).toEqual({ 'retry-after': expected });
  });

  test('reaches the SDK only within reason', async () => {
    const answered = (value: string) =>
      retryAfterPolicy.sendRequest({} as never, async (request) => ({
        request,
        status: 429,
        headers: createHttpHeaders({ 'retry-after': value }),
      }));
    for (const [value, seconds] of asked) {
      const outcome = await answered(value).catch((thrown: unknown) => thrown);
      if ((seconds ?? 0) > 60) expect(outcome).toBeInstanceOf(LongRetryAfter);
      else expect(outcome).toMatchObject({ status: 429 });
    }
  });
});

describe('a message of Azure that goes on and on', () => {
  const long = `${'deadbeef'.repeat(10_000)}END`;
  const refusing = (status: number): HttpClient =>
    always({ status, body: { error: { code: 'X', message: long, details: [{ message: long }] } } });

  test.each([400, 401, 403, 404, 409, 412, 418, 429, 500])(
    'is cut where it is shown (%d), and whole in the log',
    async (status) => {
      vi.useFakeTimers();
      const lines: string[] = [];
      const api = apiOver(refusing(status), { log: (line) => lines.push(line) });
      const error = await settle(failureOf(api.association(machineId, quiet())));
      vi.useRealTimers();
      expect(error.message.length).toBeLessThan(1000);
      expect(error.message).toContain('deadbeef');
      expect(lines.join('\n')).toContain(long);
    },
  );

  test('of an operation and of a list, too', async () => {
    const failed = scripted(({ method, url }) =>
      method === 'GET'
        ? { status: 200, body: { status: 'Failed', error: { code: 'X', message: long } } }
        : { status: 202, headers: { 'x-ms-request-id': 'r', 'azure-asyncoperation': new URL('/o', url).href } },
    );
    vi.useFakeTimers();
    const error = await settle(failureOf(apiOver(failed).gateways.setBypass(gatewayId, [], quiet())));
    vi.useRealTimers();
    expect(error.code).toBe('OperationFailed');
    expect(error.message.length).toBeLessThan(1000);
    const { machines } = await readAll(apiOver(refusing(400)));
    expect(asArcError(machines.problem).message.length).toBeLessThan(1000);
  });
});
