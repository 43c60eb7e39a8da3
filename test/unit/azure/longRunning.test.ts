import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type Answer,
  apiOver,
  clusterId,
  failureOf,
  named,
  quiet,
  readAll,
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

const status = 'https://management.azure.com/status';
const accepted = (headers: Readonly<Record<string, string>>): Answer => ({
  status: 202,
  headers: { 'x-ms-request-id': '1', ...headers },
});

/** Answers the requests in turn, and says which were made and when. */
function inTurn(...answers: readonly Answer[]) {
  const left = [...answers];
  const requests: [string, number][] = [];
  const started = Date.now();
  const client = scripted(({ method, url }) => {
    requests.push([`${method} ${new URL(url).pathname.split('/').at(-1)}`, (Date.now() - started) / 1000]);
    return left.shift() ?? { status: 500 };
  });
  return { api: apiOver(client), requests };
}

describe('switching a cluster’s gateway', () => {
  test('takes effect in the sample tenant, and only when the operation is done', async () => {
    const api = apiOver(sampleTenant().asHttpClient());
    const switching = api.setClusterGateway(clusterId, false, quiet());
    await vi.advanceTimersByTimeAsync(1000);
    expect(named((await readAll(api)).clusters.items, 'k3s-oslo-01').gatewayEnabled).toBe(true);
    await settle(switching);
    expect(named((await readAll(api)).clusters.items, 'k3s-oslo-01').gatewayEnabled).toBe(false);
  });

  test('polls the status as often as Azure asks', async () => {
    const running = (seconds: string): Answer => ({
      status: 200,
      body: { status: 'InProgress' },
      headers: { 'retry-after': seconds },
    });
    const { api, requests } = inTurn(
      accepted({ 'azure-asyncoperation': status, location: 'https://management.azure.com/other', 'retry-after': '3' }),
      running('10'),
      running('0'),
      { status: 200, body: { status: 'Succeeded' } },
    );
    await settle(api.setClusterGateway(clusterId, true, quiet()));
    expect(requests).toEqual([
      ['PATCH k3s-oslo-01', 0],
      ['GET status', 3],
      ['GET status', 13],
      ['GET status', 14],
    ]);
  });

  test('follows Location when there is no status', async () => {
    const { api, requests } = inTurn(accepted({ location: status }), accepted({}), { status: 200 });
    await settle(api.setClusterGateway(clusterId, true, quiet()));
    expect(requests.map(([request]) => request)).toEqual(['PATCH k3s-oslo-01', 'GET status', 'GET status']);
  });

  test('is done at once when Azure says so', async () => {
    const { api, requests } = inTurn({ status: 200, body: {} });
    await settle(api.setClusterGateway(clusterId, true, quiet()));
    expect(requests).toHaveLength(1);
  });

  test('tells why the operation failed', async () => {
    const { api } = inTurn(accepted({ 'azure-asyncoperation': status }), {
      status: 200,
      body: { status: 'Failed', error: { code: 'Boom', message: 'The agents are too old.' } },
    });
    const error = await settle(failureOf(api.setClusterGateway(clusterId, true, quiet())));
    expect(error.code).toBe('OperationFailed');
    expect(error.message).toContain('The agents are too old.');
  });

  test.each([
    [400, 'BadRequest', 'OperationFailed'],
    [409, 'ResourceIsAssociated', 'OperationFailed'],
    [412, 'PreconditionFailed', 'OperationFailed'],
    [401, 'ExpiredAuthenticationToken', 'SignedOut'],
    [403, 'AuthorizationFailed', 'Forbidden'],
    [404, 'ResourceNotFound', 'NotFound'],
  ])('of Location, answered by %i %s, is %s', async (refusal, code, expected) => {
    const { api, requests } = inTurn(accepted({ location: status }), {
      status: refusal,
      body: { error: { code, message: 'The agents are too old.' } },
    });
    const error = await settle(failureOf(api.setClusterGateway(clusterId, true, quiet())));
    expect([error.code, requests.length]).toEqual([expected, 2]);
    expect(error.message).toContain('The agents are too old.');
  });

  test('is not over while its result is in a transition', async () => {
    const body = { error: { code: 'Conflict', message: 'The gateway is in a transitioning state.' } };
    const { api } = inTurn(accepted({ location: status }), { status: 409, body });
    const { failure } = await settle(failureOf(api.setClusterGateway(clusterId, true, quiet())));
    expect(failure).toMatchObject({ code: 'Conflict', retryAfterSeconds: 30 });
  });

  test('is not failed by a proxy that refuses to show its result', async () => {
    const page = { status: 400, headers: { server: 'squid' }, body: '<html>Bad request</html>' };
    const { api } = inTurn(accepted({ location: status }), page);
    expect((await settle(failureOf(api.setClusterGateway(clusterId, true, quiet())))).code).not.toBe('OperationFailed');
  });

  test('stops polling when it is canceled', async () => {
    const { api, requests } = inTurn(accepted({ 'azure-asyncoperation': status, 'retry-after': '60' }));
    const controller = new AbortController();
    const failure = failureOf(api.setClusterGateway(clusterId, true, controller.signal));
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort();
    expect((await failure).code).toBe('Canceled');
    expect(requests).toHaveLength(1);
  });

  test.each([
    'http://management.azure.com/status',
    'https://management.azure.com.evil.example/status',
    'https://evil.example/',
  ])('does not carry the token to %s', async (link) => {
    const { api, requests } = inTurn(accepted({ 'azure-asyncoperation': link, 'retry-after': '1' }));
    const error = await settle(failureOf(api.setClusterGateway(clusterId, true, quiet())));
    expect(error.code).toBe('Unsupported');
    expect(requests).toHaveLength(1);
  });
});
