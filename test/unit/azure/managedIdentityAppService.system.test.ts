import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { assignedIdentity, type IdentityEndpoint, startAppServiceIdentity } from '../../support/managedIdentity';
import { portOf } from '../../support/tlsHost';
import { apiBy, describeFully, scratch, trust } from './loopback';
import { failureOf, quiet } from './support';

// The library keeps the first endpoint it finds for as long as the process lasts, so each kind has a file of its own.
const folder = scratch();
let azure: LoopbackAzure;
let endpoint: IdentityEndpoint;

beforeAll(async () => {
  azure = await startLoopbackAzure({ directory: folder.path });
  trust(azure.certificate);
  endpoint = await startAppServiceIdentity(azure);
  Object.assign(process.env, endpoint.env);
});
afterAll(async () => {
  await endpoint[Symbol.asyncDispose]();
  await azure[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test('a proxy hears nothing of it, and least of all the header that gives the token away', async () => {
  const heard: string[] = [];
  const proxy = createServer((request, response) => {
    heard.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket) => {
    heard.push(request.url ?? '');
    socket.destroy();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  process.env.HTTPS_PROXY = `http://127.0.0.1:${portOf(proxy.address())}`;
  try {
    // ARM itself is behind the proxy, and the token is asked for before it is.
    await failureOf(apiBy(azure, { kind: 'managedIdentity' }).subscriptions(quiet()));
    expect(heard[0]).toContain(String(azure.port));
    expect(heard.join('\n')).not.toContain(endpoint.secrets[0]);
    expect(endpoint.requests).toEqual(['own → 200']);
  } finally {
    process.env.HTTPS_PROXY = '';
    proxy.closeAllConnections();
    proxy.close();
  }
});

test('the machine’s own identity lists the subscriptions', async () => {
  expect(await apiBy(azure, { kind: 'managedIdentity' }).subscriptions(quiet())).toHaveLength(2);
});

test('an assigned identity is asked for by its client id, and signs in', async () => {
  const start = endpoint.requests.length;
  const api = apiBy(azure, { kind: 'managedIdentity', clientId: assignedIdentity });
  expect(await api.subscriptions(quiet())).toHaveLength(2);
  await api.tenants(quiet());
  expect(endpoint.requests.slice(start)).toEqual([`${assignedIdentity} → 200`]);
});

test('an identity that the machine has not is told, without the header', async () => {
  const clientId = '00000000-1111-4222-8333-444444444444';
  const error = await failureOf(apiBy(azure, { kind: 'managedIdentity', clientId }).subscriptions(quiet()));
  expect(error.failure).toEqual({ code: 'SignedOut' });
  expect(error.message).toContain('AZURE_CLIENT_ID');
  expect(endpoint.requests.at(-1)).toBe(`${clientId} → 400`);
  for (const secret of endpoint.secrets) expect(describeFully(error)).not.toContain(secret);
});
