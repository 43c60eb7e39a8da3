import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ServicePrincipals } from '../../../src/session/servicePrincipals';
import { type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { Stored } from '../../support/stored';
import { apiAt, scratch, trust } from '../../unit/azure/loopback';
import { quiet } from '../../unit/azure/support';

const folder = scratch();
let azure: LoopbackAzure;

beforeAll(async () => {
  azure = await startLoopbackAzure({ directory: folder.path });
  trust(azure.certificate);
});
afterAll(async () => {
  await azure[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test('a service principal that 0.1.0 stored signs in', async () => {
  const { memento, secrets } = storedPrincipals();
  const servicePrincipal = await new ServicePrincipals({ globalState: memento, secrets }).current();
  if (!servicePrincipal) throw new Error('None was read.');
  const before = azure.entra.tokens.length;
  expect(await apiAt(azure, { servicePrincipal }).subscriptions(quiet())).toHaveLength(2);
  expect(azure.entra.tokens.length - before).toBe(1);
});

function storedPrincipals() {
  const stored = new Stored(join(import.meta.dirname, '../../..'));
  return { memento: stored.memento(), secrets: stored.secrets };
}
