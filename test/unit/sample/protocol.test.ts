import { describe, expect, test } from 'vitest';
import { createSampleTenant } from '../../../src/sample';
import { branches, drive, hub, machine, origin, production } from './support';

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

  test.each([
    [
      `${machine}-x`,
      /^The Resource 'Microsoft\.HybridCompute\/machines\/[^']+-x' under resource group '[^']+' was not found\./,
    ],
    [
      `${machine}-x/providers/Microsoft.HybridCompute/settings/default`,
      /^The Resource 'Microsoft\.HybridCompute\/machines\/[^']+-x' under resource group/,
    ],
  ])('says where it does not find %s', async (path, message) => {
    const { status, body } = await drive().call('GET', path);
    expect([status, body]).toEqual([
      404,
      { error: { code: 'ResourceNotFound', message: expect.stringMatching(message) as string } },
    ]);
  });

  test('gives the links of each provider', async () => {
    const driver = drive();
    const cluster = `/subscriptions/${branches}/resourceGroups/rg-stores/providers/Microsoft.Kubernetes/connectedClusters/k3s-oslo-01`;
    const body = { properties: { gateway: { enabled: true } } };
    const patched = await driver.call('PATCH', `${cluster}?api-version=2026-05-01`, body);
    expect(new URL(patched.headers['azure-asyncoperation'] ?? '').pathname).toMatch(
      /^\/providers\/Microsoft\.Kubernetes\/locations\/[a-z]+\/operationStatuses\/[0-9a-f-]{36}\*[0-9A-F]{32}$/,
    );
    expect(patched.headers.location).toBeUndefined();
    const deleted = await driver.call('DELETE', hub);
    expect(deleted.body).toMatchObject({ properties: { provisioningState: 'Deleting' } });
    const link = new URL(deleted.headers['azure-asyncoperation'] ?? '');
    expect(link.pathname).toMatch(/^\/subscriptions\/[0-9a-f-]{36}\/providers\/Microsoft\.HybridCompute\//);
    expect([...link.searchParams.keys()]).toEqual(['api-version', 't', 'c', 's', 'h']);
    expect(link.href.length).toBeGreaterThan(3000);
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
