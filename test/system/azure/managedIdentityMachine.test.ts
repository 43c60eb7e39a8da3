import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { assignedIdentity, startVirtualMachineIdentity } from '../../support/managedIdentity';
import { beforeControl } from '../../support/order';
import { useIdentityEndpoint } from './identityEndpoint';
import { apiBy } from '../../unit/azure/loopback';
import { failureOf, quiet } from '../../unit/azure/support';

const fixture = useIdentityEndpoint(startVirtualMachineIdentity);

test('a virtual machine’s own identity and an assigned one list the subscriptions', async () => {
  expect(await apiBy(fixture().azure, { kind: 'managedIdentity' }).subscriptions(quiet())).toHaveLength(2);
  const assigned = apiBy(fixture().azure, { kind: 'managedIdentity', clientId: assignedIdentity });
  expect(await assigned.subscriptions(quiet())).toHaveLength(2);
  expect(fixture().endpoint.requests).toEqual(['own → 200', `${assignedIdentity} → 200`]);
});

test('an identity that the machine has not is told', async () => {
  const clientId = '00000000-1111-4222-8333-444444444444';
  const error = await failureOf(apiBy(fixture().azure, { kind: 'managedIdentity', clientId }).subscriptions(quiet()));
  expect(error.failure).toEqual({ code: 'SignedOut' });
  expect(error.message).toContain('AZURE_CLIENT_ID');
});

test('an endpoint that has gone is told after a while, and can be given up at once', async () => {
  await fixture().endpoint[Symbol.asyncDispose]();
  const gone = { kind: 'managedIdentity', clientId: '99999999-1111-4222-8333-444444444444' } as const;
  const ended = failureOf(apiBy(fixture().azure, gone).subscriptions(quiet()));
  const controller = new AbortController();
  const given = failureOf(apiBy(fixture().azure, gone).subscriptions(controller.signal));
  await delay(300);
  controller.abort();
  expect((await beforeControl(given, ended)).code).toBe('Canceled');
  const error = await ended;
  expect(error.failure).toEqual({ code: 'SignedOut' });
  expect(error.message).toContain('managed identity is available only where');
});
