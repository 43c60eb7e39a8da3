import { describe, expect, test } from 'vitest';
import { cloudOf } from '../../../src/kernel/knowledge/clouds';
import { always, apiOver, failureOf, gatewayId, machineId, quiet, readAll, sampleTenant } from './support';

const government = cloudOf('AzureUSGovernment');
if (!government.ok) throw new Error(government.error);
const cloud = government.value;

describe('a cloud without Arc gateways', () => {
  const sent: string[] = [];
  const tenant = sampleTenant().asHttpClient();
  const api = apiOver(
    {
      sendRequest: (request) => {
        sent.push(request.url);
        return tenant.sendRequest(request);
      },
    },
    { cloud },
  );

  test('shows machines and clusters, and asks its own Resource Manager for them', async () => {
    const { gateways, machines, clusters } = await readAll(api);
    expect(gateways).toEqual({ items: [] });
    expect(machines.items.length).toBeGreaterThan(0);
    expect(clusters.items.length).toBeGreaterThan(0);
    expect(new Set(sent.map((url) => new URL(url).origin))).toEqual(new Set(['https://management.usgovcloudapi.net']));
  });

  test('has no associations, and is not asked for any', async () => {
    const before = sent.length;
    expect(await api.association(machineId, quiet())).toBeUndefined();
    expect(sent).toHaveLength(before);
  });

  test('says of every change why it cannot be', async () => {
    const changes = [
      api.gateway(gatewayId, quiet()),
      api.associate(machineId, gatewayId, quiet()),
      api.setClusterGateway(machineId, true, quiet()),
    ];
    for (const change of changes) {
      const error = await failureOf(change);
      expect(error.code).toBe('Unsupported');
      expect(error.message).toContain('only in the Azure public cloud');
    }
  });
});

describe('an account', () => {
  test('sees its tenants by name', async () => {
    expect(await apiOver(sampleTenant().asHttpClient()).tenants(quiet())).toEqual([
      { id: '8b1f4e62-3c0d-4a57-9f2e-6d5c1a7b9e30', name: 'Contoso', domain: 'contoso.example' },
    ]);
  });

  test('of another tenant than the subscriptions’ is led to the choice of it', async () => {
    const error = { code: 'InvalidAuthenticationTokenTenant', message: 'The access token is from the wrong issuer.' };
    const failure = await failureOf(apiOver(always({ status: 401, body: { error } })).subscriptions(quiet()));
    expect(failure.failure).toEqual({ code: 'SignedOut', obstacle: 'wrongTenant' });
  });
});
