import { expect, test } from 'vitest';
import { startBlackHole } from '../../support/silentHost';
import { apiBy } from './loopback';
import { failureOf, quiet } from './support';

test('a machine whose packets to the endpoint vanish is told so within half a minute', async () => {
  await using hole = await startBlackHole();
  process.env.AZURE_POD_IDENTITY_AUTHORITY_HOST = `http://127.0.0.1:${hole.port}`;
  const started = performance.now();
  const error = await failureOf(
    apiBy({ origin: 'https://nobody.invalid' }, { kind: 'managedIdentity' }).subscriptions(quiet()),
  );
  expect(error.failure).toEqual({ code: 'SignedOut' });
  expect(error.message).toContain('managed identity exists only where');
  expect(performance.now() - started).toBeLessThan(30_000);
});
