import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { assignedIdentity, startAppServiceIdentity } from '../../support/managedIdentity';
import { portOf } from '../../support/tlsHost';
import { useIdentityEndpoint } from './identityEndpoint';
import { apiBy, describeFully } from '../../unit/azure/loopback';
import { failureOf, quiet } from '../../unit/azure/support';

const fixture = useIdentityEndpoint(startAppServiceIdentity);

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
    await failureOf(apiBy(fixture().azure, { kind: 'managedIdentity' }).subscriptions(quiet()));
    expect(heard[0]).toContain(String(fixture().azure.port));
    expect(heard.join('\n')).not.toContain(fixture().endpoint.secrets[0]);
    expect(fixture().endpoint.requests).toEqual(['own → 200']);
  } finally {
    process.env.HTTPS_PROXY = '';
    proxy.closeAllConnections();
    proxy.close();
  }
});

test('the machine’s own identity lists the subscriptions', async () => {
  expect(await apiBy(fixture().azure, { kind: 'managedIdentity' }).subscriptions(quiet())).toHaveLength(2);
});

test('an assigned identity is asked for by its client id, and signs in', async () => {
  const start = fixture().endpoint.requests.length;
  const api = apiBy(fixture().azure, { kind: 'managedIdentity', clientId: assignedIdentity });
  expect(await api.subscriptions(quiet())).toHaveLength(2);
  await api.tenants(quiet());
  expect(fixture().endpoint.requests.slice(start)).toEqual([`${assignedIdentity} → 200`]);
});

test('an identity that the machine has not is told, without the header', async () => {
  const clientId = '00000000-1111-4222-8333-444444444444';
  const error = await failureOf(apiBy(fixture().azure, { kind: 'managedIdentity', clientId }).subscriptions(quiet()));
  expect(error.failure).toEqual({ code: 'SignedOut' });
  expect(error.message).toContain('AZURE_CLIENT_ID');
  expect(fixture().endpoint.requests.at(-1)).toBe(`${clientId} → 400`);
  for (const secret of fixture().endpoint.secrets) expect(describeFully(error)).not.toContain(secret);
});
