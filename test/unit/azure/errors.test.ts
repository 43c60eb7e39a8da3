import { constants } from 'node:os';
import { inspect } from 'node:util';
import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCredential } from '../../../src/azure';
import { isLost } from '../../../src/azure/responseErrors';
import { ArcError, asArcError } from '../../../src/kernel/errors';
import type { ArcApi } from '../../../src/kernel/ports';
import {
  always,
  type Answer,
  apiOver,
  clusterId,
  failureOf,
  gatewayId,
  machineId,
  production,
  quiet,
  sampleTenant,
  scripted,
  secret,
  sendError,
  settle,
} from './support';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const armError = (status: number, code: string, message: string, headers = {}): Answer => ({
  status,
  body: { error: { code, message } },
  headers,
});

const failureFrom = (answer: Answer | Error): Promise<ArcError> =>
  settle(failureOf(apiOver(always(answer)).gateway(gatewayId, quiet())));

describe('answers', () => {
  test.each<[Answer, object, RegExp]>([
    [armError(401, 'ExpiredAuthenticationToken', 'Expired.'), { code: 'SignedOut' }, /Sign in to Azure again.*Expired/],
    [
      armError(403, 'AuthorizationFailed', 'The client has no authorization.'),
      { code: 'Forbidden', needs: 'Reader role on the gateway' },
      /Read gateway gw-hub-weu.*Reader role.*no authorization/,
    ],
    [
      armError(403, 'RequestDisallowedByPolicy', 'Policy “locations”.'),
      { code: 'Forbidden', needs: 'An exemption from the Azure Policy' },
      /Azure Policy.*exemption.*locations/,
    ],
    [
      armError(404, 'ResourceNotFound', 'Not there.'),
      { code: 'NotFound', resource: 'Gateway gw-hub-weu' },
      /gw-hub-weu.*refresh/,
    ],
    [{ status: 409, body: { error: { message: 'Transitioning.' } } }, { code: 'Conflict' }, /try again.*Transitioning/],
    [armError(412, 'PreconditionFailed', 'Changed.'), { code: 'Conflict' }, /try again.*Changed/],
    [armError(400, 'BadRequest', 'Bad id.'), { code: 'InvalidInput' }, /Read gateway gw-hub-weu.*Bad id/],
    [
      armError(429, 'TooManyRequests', 'Slow.', { 'retry-after': '17' }),
      { code: 'Throttled', retryAfterSeconds: 17 },
      /17/,
    ],
    [armError(429, 'TooManyRequests', 'Slow.'), { code: 'Throttled', retryAfterSeconds: 30 }, /throttling/],
    [armError(503, 'ServerBusy', 'Busy.'), { code: 'Throttled', retryAfterSeconds: 30 }, /503.*Busy/],
    [
      { status: 407, body: '<html>Proxy Authentication Required</html>', headers: {} },
      { code: 'Unreachable', host: 'management.azure.com', cause: 'proxy' },
      /proxy.*http\.proxy/,
    ],
    [
      { status: 403, body: '<html>ERR_ACCESS_DENIED</html>', headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' } },
      { code: 'Unreachable', host: 'management.azure.com', cause: 'proxy' },
      /the proxy allows this host/,
    ],
    [{ status: 200, body: '<html>Welcome to the hotel</html>', headers: {} }, { cause: 'proxy' }, /proxy/],
    [{ status: 200, body: { value: [] } }, { code: 'Bug' }, /unexpected response/],
  ])('%j', async (answer, failure, message) => {
    const error = await failureFrom(answer);
    expect(error.failure).toMatchObject(failure);
    expect(error.message).toMatch(message);
  });

  test('Retry-After may be a date', async () => {
    const date = new Date(Date.now() + 60_000).toUTCString();
    const { failure } = await failureFrom(armError(429, 'TooManyRequests', 'Slow.', { 'retry-after': date }));
    expect(failure.code === 'Throttled' && failure.retryAfterSeconds).toBeLessThanOrEqual(60);
  });

  test('Resource Graph’s details are shown', async () => {
    const body = {
      error: { code: 'BadRequest', message: 'Ask support.', details: [{ message: 'Query is invalid.' }] },
    };
    expect((await failureFrom({ status: 400, body })).message).toContain('Query is invalid.');
  });
});

describe('the network', () => {
  test.each([
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND management.azure.com', 'dns', /cannot be resolved/],
    ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN management.azure.com', 'dns', /DNS/],
    ['EAI_FAIL', 'getaddrinfo EAI_FAIL management.azure.com', 'dns', /DNS/],
    ['ENODATA', 'queryA ENODATA management.azure.com', 'dns', /DNS/],
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:443', 'refused', /refused/],
    ['EPIPE', 'write EPIPE', 'refused', /closed/],
    ['ESOCKETTIMEDOUT', 'socket timed out', 'timeout', /in time/],
    ['EHOSTUNREACH', 'connect EHOSTUNREACH 203.0.113.7:443', 'timeout', /in time/],
    ['ENETUNREACH', 'connect ENETUNREACH 203.0.113.7:443', 'timeout', /in time/],
    ['EPROTO', 'write EPROTO … wrong version number', 'tls', /certificate/],
    ['ECONNRESET', 'Client network socket disconnected before secure TLS connection', 'refused', /closed/],
    ['ETIMEDOUT', 'connect ETIMEDOUT 203.0.113.7:443', 'timeout', /in time/],
    ['CERT_HAS_EXPIRED', 'certificate has expired', 'tls', /certificate/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'tls', /root certificate/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'tls', /trust store/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'tls', /not trusted/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname/IP does not match certificate', 'tls', /certificate/],
  ])('%s is what it is', async (code, words, cause, message) => {
    const error = await failureFrom(sendError(code, words));
    expect(error.failure).toEqual({ code: 'Unreachable', host: 'management.azure.com', cause });
    expect(error.message).toMatch(message);
  });

  test('a proxy that refuses to connect is named', async () => {
    const error = await failureFrom(sendError('EPROXY', 'Proxy CONNECT was answered with 407'));
    expect(error.failure).toMatchObject({ cause: 'proxy' });
  });

  test('the time limit is no cancellation', async () => {
    const error = await failureFrom(Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' }));
    expect(error.failure).toMatchObject({ code: 'Unreachable', cause: 'timeout' });
  });

  test('passing errors are tried again', async () => {
    const tenant = sampleTenant().asHttpClient();
    let attempts = 0;
    const api = apiOver({
      sendRequest: (request) => {
        attempts++;
        if (attempts === 1) throw sendError('ECONNRESET', 'reset');
        if (attempts === 2) return always(armError(429, 'Slow', '', { 'retry-after': '2' })).sendRequest(request);
        return tenant.sendRequest(request);
      },
    });
    expect((await settle(api.gateway(gatewayId, quiet()))).name).toBe('gw-hub-weu');
    expect(attempts).toBe(3);
  });

  /** Does something while requests of one method fail so often; says how often one was sent, and what came of it. */
  async function attempts(
    act: (api: ArcApi) => Promise<unknown>,
    method: string,
    fault: Answer | Error,
    times = Infinity,
  ): Promise<readonly [sent: number, failure: string | undefined]> {
    const tenant = sampleTenant().asHttpClient();
    let sent = 0;
    const api = apiOver({
      sendRequest: (request) =>
        (request.method === method && ++sent <= times ? always(fault) : tenant).sendRequest(request),
    });
    const failure = await settle(
      act(api).then(
        () => undefined,
        (thrown: unknown) => asArcError(thrown).code,
      ),
    );
    return [sent, failure];
  }
  const cutOff: Answer = {
    status: 200,
    body: '{"prop',
    headers: { 'content-type': 'application/json', 'x-ms-request-id': '1' },
  };

  test('what is read is read again when its answer was cut off', async () => {
    const read = (api: ArcApi) => api.association(machineId, quiet());
    expect(await attempts(read, 'GET', cutOff, 2)).toEqual([3, undefined]);
    expect(await attempts(read, 'GET', cutOff)).toEqual([3, 'Unreachable']);
  });

  test('nothing is sent for who has canceled, and not once more', async () => {
    const tries = async (stop: AbortController): Promise<readonly [sent: number, failure: string]> => {
      let sent = 0;
      const client = scripted(() => {
        sent++;
        stop.abort();
        return cutOff;
      });
      const error = await settle(failureOf(apiOver(client).association(machineId, stop.signal)));
      return [sent, error.code];
    };
    const stopped = new AbortController();
    stopped.abort();
    expect(await tries(stopped)).toEqual([0, 'Canceled']);
    expect(await tries(new AbortController())).toEqual([1, 'Canceled']);
  });

  const wish = { subscriptionId: production, resourceGroup: 'rg-arc-hub', location: 'westeurope', tags: {} };
  const command = { script: 'true', timeoutSeconds: 5 };
  test.each<[string, string, (api: ArcApi) => Promise<unknown>]>([
    ['an association', 'PATCH', (api) => api.associate(machineId, gatewayId, quiet())],
    ['a cluster', 'PATCH', (api) => api.setClusterGateway(clusterId, true, quiet())],
    ['whether Azure upgrades an agent', 'PATCH', (api) => api.setAutomaticUpgrade(machineId, true, quiet())],
    ['a new gateway', 'PUT', (api) => api.gateways.create({ ...wish, name: 'gw-new' }, quiet())],
    ['a run command', 'PUT', (api) => api.runCommand(machineId, command, quiet())],
  ])('%s is not written again blindly when its answer was lost', async (_, method, act) => {
    for (const fault of [sendError('ECONNRESET', 'socket hang up'), cutOff]) {
      expect(await attempts(act, method, fault, 1)).toEqual([1, 'Unreachable']);
    }
    // What was not sent may be sent.
    for (const code of ['ENOTFOUND', 'ECONNREFUSED']) {
      expect(await attempts(act, method, sendError(code, 'getaddrinfo'), 1)).toEqual([2, undefined]);
    }
  });

  /** Without a name or a connection there was nothing to send a request over. */
  const unsent = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENODATA', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH'];
  const perhapsSent = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

  test('a write may have been carried out where a connection was there, and not where there was none', () => {
    for (const code of unsent) expect([code, isLost(sendError(code, 'x'))]).toEqual([code, false]);
    for (const code of perhapsSent) expect([code, isLost(sendError(code, 'x'))]).toEqual([code, true]);
    for (const other of [new Error('ECONNRESET'), Object.assign(new Error('x'), { code: 'ECONNRESET' }), undefined]) {
      expect(isLost(other)).toBe(false);
    }
  });

  test('of all that the system may say, only what was not sent is written again by itself', async () => {
    const codes = [...new Set([...Object.keys(constants.errno), ...unsent, ...perhapsSent])];
    const again: string[] = [];
    for (const code of codes) {
      const write = (api: ArcApi) => api.associate(machineId, gatewayId, quiet());
      const [sent] = await attempts(write, 'PATCH', sendError(code, 'x'), 1);
      if (sent > 1) again.push(code);
    }
    expect(codes.length).toBeGreaterThan(50);
    // The SDK takes a file that is not there for a passing error too.
    expect(again.sort()).toEqual(['ECONNREFUSED', 'ENOENT', 'ENOTFOUND']);
  });

  test('an answer that was cut off is not repeated to the person', async () => {
    const headers = { 'content-type': 'application/json', 'x-ms-request-id': '1' };
    const error = await failureFrom({ status: 200, body: '{"value": [{"na', headers });
    expect(error.failure).toMatchObject({ code: 'Unreachable', host: 'management.azure.com' });
    expect(error.message).toMatch(/cut off/);
    expect(inspect(error)).not.toContain('{"value"');
  });

  test('a defect of ours is called that', async () => {
    expect((await failureFrom(new TypeError('x is not a function'))).code).toBe('Bug');
  });
});

describe('the token', () => {
  const leaks = (request: PipelineRequest): Error =>
    sendError('ECONNREFUSED', `refused, sent ${request.headers.get('authorization')} ${secret}`, request);

  test('is sent', async () => {
    let sent: string | undefined;
    const api = apiOver(
      scripted((request) => {
        sent = request.headers.get('authorization');
        return armError(404, 'ResourceNotFound', 'No settings.');
      }),
    );
    await api.association(machineId, quiet());
    expect(sent).toBe(`Bearer ${secret}`);
  });

  test.each<[string, (request: PipelineRequest) => Answer | Error]>([
    ['an error of the network', leaks],
    ['an error of ours', () => new Error(`Bearer ${secret}`)],
    ['an error of ARM', () => armError(400, 'Bad', `Header was “Bearer ${secret}”.`)],
    ['a broken answer', () => ({ status: 200, body: `{"token":"${secret}"` })],
  ])('is nowhere in %s, and not in the log', async (_, answer) => {
    const lines: string[] = [];
    const api = apiOver(scripted(answer), { log: (line) => lines.push(line) });
    const error = await settle(failureOf(api.gateway(gatewayId, quiet())));
    const visible = [inspect(error, { depth: 9 }), error.stack, JSON.stringify(error), ...lines].join('\n');
    expect(lines.length).toBeGreaterThan(0);
    expect(visible).not.toContain(secret);
    expect(visible).not.toContain(secret.split('.')[2]);
  });

  test('what Azure says is in the log once, and only where not all of it is shown', async () => {
    const lines: string[] = [];
    const api = apiOver(always(armError(400, 'BadRequest', 'Bad id.')), { log: (line) => lines.push(line) });
    await settle(failureOf(api.association(machineId, quiet())));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('→ 400');
  });

  test('a query is not in the log', async () => {
    const lines: string[] = [];
    const api = apiOver(sampleTenant().asHttpClient(), { log: (line) => lines.push(line) });
    await settle(api.gateway(gatewayId, quiet()));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^GET \/subscriptions\/.*\/gateways\/gw-hub-weu → 200 in \d+ ms \([0-9a-f-]{36}\)$/);
  });
});

describe('the credential', () => {
  const failureWith = (getToken: Parameters<typeof createCredential>[0]) =>
    failureOf(apiOver(always(new Error('sent')), { credential: createCredential(getToken) }).subscriptions(quiet()));

  test('asks for the scope of ARM', async () => {
    let scopes: readonly string[] = [];
    await failureWith(async (asked) => {
      scopes = asked.scopes;
      return { token: '', expiresOn: 0 };
    });
    expect(scopes).toEqual(['https://management.azure.com/.default']);
  });

  test('that has no token means that nobody is signed in', async () => {
    expect((await failureWith(async () => ({ token: '', expiresOn: 0 }))).code).toBe('SignedOut');
    const error = await failureWith(() => Promise.reject(new Error(`No consent, ${secret}.`)));
    expect(error.code).toBe('SignedOut');
    expect(error.message).toMatch(/Sign in.*No consent/);
    expect(error.message).not.toContain(secret);
  });

  test('may say itself what is wrong', async () => {
    const own = new ArcError({ code: 'Unreachable', host: 'login.microsoftonline.com', cause: 'dns' }, 'Own words.');
    expect(await failureWith(() => Promise.reject(own))).toBe(own);
  });
});
