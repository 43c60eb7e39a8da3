import { describe, expect, test } from 'vitest';
import { createSampleTenant } from '../../../src/sample';
import { drive, hub, machine, origin, production } from './support';

const request = (path: string, headers: Record<string, string> = { authorization: 'Bearer t' }, body?: string) => ({
  method: 'GET',
  url: origin + path,
  headers,
  body,
});

describe('the sample tenant as a server', () => {
  test.each<Record<string, string>>([{}, { authorization: 'Basic abc' }, { authorization: 'Bearer ' }])(
    'lets nobody in with %j',
    async (headers) => {
      const { status, headers: answered } = await drive().tenant.handle(
        request('/subscriptions?api-version=2022-12-01', headers),
      );
      expect(status).toBe(401);
      expect(answered['www-authenticate']).toMatch(/^Bearer /);
    },
  );

  test('wants an api-version', async () => {
    const { status, body } = await drive().tenant.handle(request('/subscriptions'));
    expect([status, body]).toEqual([400, expect.stringContaining('MissingApiVersionParameter')]);
  });

  test('wants JSON', async () => {
    const { status } = await drive().tenant.handle(
      request('/subscriptions?api-version=2022-12-01', undefined, '{"a":'),
    );
    expect(status).toBe(400);
  });

  test('compares ids without regard to case', async () => {
    const driver = drive();
    const usual = await driver.call('GET', hub);
    expect((await driver.call('GET', hub.toUpperCase())).body).toEqual(usual.body);
    expect(usual.status).toBe(200);
  });

  test('survives a path that cannot be decoded', async () => {
    const { status } = await drive().tenant.handle(request('/subscriptions/%E0%A4%A?api-version=2022-12-01'));
    expect(status).toBe(404);
  });

  test('is the same each time', async () => {
    const path = `/subscriptions/${production}/providers/Microsoft.HybridCompute/machines`;
    const [first, second] = [await drive().call('GET', path), await drive().call('GET', path)];
    expect(second).toEqual(first);
  });

  test('forgets what was changed when it is created again', async () => {
    const driver = drive();
    await driver.call('PATCH', hub, { tags: { changed: 'yes' } });
    expect((await driver.call('GET', hub)).text).toContain('changed');
    expect((await drive().call('GET', hub)).text).not.toContain('changed');
  });

  test('takes its time, and can be stopped', async () => {
    const tenant = createSampleTenant({ latency: { from: 30, to: 40 } });
    const started = performance.now();
    await tenant.handle(request(`${machine}?api-version=2024-07-10`));
    expect(performance.now() - started).toBeGreaterThan(25);

    const stopped = createSampleTenant({ latency: { from: 60_000, to: 60_000 } });
    const answer = stopped.handle(request('/subscriptions?api-version=2022-12-01'), AbortSignal.timeout(10));
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });
});
