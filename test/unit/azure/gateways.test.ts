import { type Cloud, publicCloud } from '../../../src/kernel/knowledge/clouds';
import { describe, expect, test } from 'vitest';
import { always, apiOver, failureOf, gatewayId, machineId, quiet, sampleTenant } from './support';

describe('one gateway', () => {
  test('is read from ARM like from the inventory', async () => {
    const api = apiOver(sampleTenant().asHttpClient());
    const { subscriptionId } = await api.gateway(gatewayId, quiet());
    const { gateways } = await api.inventory([subscriptionId], quiet());
    expect(await api.gateway(gatewayId.toUpperCase(), quiet())).toEqual(gateways.items[0]);
  });

  test('that is not there is not found', async () => {
    const api = apiOver(sampleTenant().asHttpClient());
    expect((await failureOf(api.gateway(`${gatewayId}-x`, quiet()))).failure).toEqual({
      code: 'NotFound',
      resource: 'Gateway gw-hub-weu-x',
    });
  });

  test('is not looked for under another kind of id', async () => {
    const error = await failureOf(apiOver(always(new Error('sent'))).gateway(machineId, quiet()));
    expect(error.failure).toEqual({ code: 'InvalidInput', field: 'id' });
    expect(error.message).toContain('Microsoft.HybridCompute/gateways');
  });

  test('of another cloud is asked there, for a token of that cloud', async () => {
    const cloud: Cloud = { ...publicCloud, endpoint: 'https://localhost:8443', scope: 'https://localhost/.default' };
    const urls: string[] = [];
    const tenant = sampleTenant().asHttpClient();
    const scopes: unknown[] = [];
    const api = apiOver(
      {
        sendRequest: (request) => {
          urls.push(request.url);
          return tenant.sendRequest(request);
        },
      },
      {
        cloud,
        credential: {
          getToken: async (asked) => {
            scopes.push(asked);
            return { token: 't', expiresOnTimestamp: Date.now() + 3_600_000 };
          },
        },
      },
    );
    await api.gateway(gatewayId, quiet());
    expect(urls[0]).toMatch(/^https:\/\/localhost:8443\/subscriptions\//);
    expect(scopes.flat()).toEqual(['https://localhost/.default']);
  });
});
