import { describe, expect, test } from 'vitest';
import { branches, drive, hub, plants, production } from './support';

const idOf = (name: string, group = 'rg-lab') =>
  `/subscriptions/${production}/resourceGroups/${group}/providers/Microsoft.HybridCompute/gateways/${name}`;
const body = { location: 'westeurope', properties: { allowedFeatures: ['*'], gatewayType: 'Public' } };

describe('the life of a gateway', () => {
  test('begins without an endpoint, and ends', async () => {
    const driver = drive();
    const id = idOf('gw-new');
    const created = await driver.call('PUT', id, body);
    expect(created.status).toBe(201);
    expect(created.headers['retry-after']).toBe('1');
    expect(created.body).toMatchObject({ properties: { provisioningState: 'Creating' } });
    expect(created.text).not.toContain('gatewayEndpoint');

    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const busy = await driver.call(method, id, body);
      expect([busy.status, busy.body]).toEqual([
        409,
        { error: { message: 'Gateway operation not allowed. The Gateway is a transitioning state.' } },
      ]);
    }

    driver.pass(15);
    const ready = {
      provisioningState: 'Succeeded',
      gatewayEndpoint: expect.stringMatching(/^[0-9a-f]{8}\.gw\.arc\.azure\.com$/) as string,
    };
    expect((await driver.call('GET', id)).body).toMatchObject({ properties: ready });
    expect((await driver.call('PATCH', id, { tags: { env: 'test' } })).body).toMatchObject({
      tags: { env: 'test' },
      properties: ready,
    });

    const deleted = await driver.call('DELETE', id);
    expect(deleted.status).toBe(202);
    expect((await driver.call('GET', id)).body).toMatchObject({
      properties: { provisioningState: 'Deleting', gatewayEndpoint: 'gw.arc.azure.com' },
    });
    driver.pass(10);
    expect((await driver.call('GET', deleted.headers.location ?? '')).status).toBe(204);
    expect((await driver.call('GET', id)).status).toBe(404);
    expect((await driver.call('DELETE', id)).status).toBe(204);
  });

  test('the one being created stays that way', async () => {
    const driver = drive();
    driver.pass(3600);
    expect((await driver.call('GET', plants)).text).toContain('"Creating"');
    expect((await driver.call('DELETE', plants)).status).toBe(409);
  });

  test('five fit into a subscription', async () => {
    const driver = drive();
    for (const name of ['gw-2', 'gw-3', 'gw-4', 'gw-5']) {
      expect((await driver.call('PUT', idOf(name), body)).status).toBe(201);
    }
    expect((await driver.call('PUT', idOf('gw-6'), body)).status).toBe(400);
    const other = `/subscriptions/${branches}/resourceGroups/rg-stores/providers/Microsoft.HybridCompute/gateways/gw-6`;
    expect((await driver.call('PUT', other, body)).status).toBe(201);
  });

  test.each([
    ['a name with a space', idOf('gw%20new'), body, 400],
    ['a long name', idOf('g'.repeat(55)), body, 400],
    ['no location', idOf('gw-new'), { properties: {} }, 400],
    ['no such resource group', idOf('gw-new', 'rg-none'), body, 404],
  ])('refuses %s', async (_, id, content, status) => {
    expect((await drive().call('PUT', id, content)).status).toBe(status);
  });

  test('an existing one is changed in place', async () => {
    const driver = drive();
    const changed = await driver.call('PUT', `${hub}?api-version=2026-06-16-preview`, {
      ...body,
      properties: { gatewayBypass: ['contoso.com'], gatewayId: 'x' },
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      properties: { gatewayBypass: ['contoso.com'], provisioningState: 'Succeeded' },
    });
    expect(changed.text).not.toContain('"gatewayId":"x"');
  });
});
