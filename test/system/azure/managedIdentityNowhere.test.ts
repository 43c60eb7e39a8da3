import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { beforeControl } from '../../support/order';
import { startBlackHole } from '../../support/silentHost';
import { apiBy } from '../../unit/azure/loopback';
import { failureOf, quiet } from '../../unit/azure/support';

test('a machine whose packets to the endpoint vanish is told so before the system gives up a connection', async () => {
  await using hole = await startBlackHole();
  process.env.AZURE_POD_IDENTITY_AUTHORITY_HOST = `http://127.0.0.1:${hole.port}`;
  const socket = connect(hole.port, '127.0.0.1').on('error', () => undefined);
  const api = apiBy({ origin: 'https://nobody.invalid' }, { kind: 'managedIdentity' });
  const error = await beforeControl(failureOf(api.subscriptions(quiet())), once(socket, 'close'));
  socket.destroy();
  expect(error.failure).toEqual({ code: 'SignedOut' });
  expect(error.message).toContain('managed identity is available only where');
});
