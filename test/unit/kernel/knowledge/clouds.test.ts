import { describe, expect, test } from 'vitest';
import { type Cloud, cloudNames, cloudOf, publicCloud } from '../../../../src/kernel/knowledge/clouds';
import known from '../../../../src/kernel/knowledge/data/clouds.json' with { type: 'json' };

const custom = { resourceManager: 'https://management.local.example/', authority: 'https://login.local.example/' };

function cloud(...given: Parameters<typeof cloudOf>): Cloud {
  const result = cloudOf(...given);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('a cloud', () => {
  test.each(cloudNames.filter((name) => name !== 'custom'))('%s has addresses of TLS and a source', (name) => {
    const { endpoint, authority, portal, scope } = cloud(name);
    for (const address of [endpoint, authority, portal]) expect(address).toMatch(/^https:\/\/[a-z.]+[a-z]$/);
    expect(scope).toBe(`${endpoint}/.default`);
    expect(known[name].source).toMatch(/^learn\.microsoft\.com\//);
    expect(known[name].asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('has Arc gateways when it is the public one', () => {
    expect(publicCloud.gateways).toBe('available');
    expect(cloud('AzureUSGovernment').gateways).toBe('absent');
    expect(cloud('AzureChinaCloud').gateways).toBe('absent');
    expect(cloud('custom', custom).gateways).toBe('unknown');
  });

  test('of one’s own is where its operator says', () => {
    expect(cloud('custom', custom)).toMatchObject({
      display: 'management.local.example',
      endpoint: 'https://management.local.example',
      scope: 'https://management.local.example/.default',
      authority: 'https://login.local.example',
    });
    const audience = 'https://management.adfs.example/6b6c0f5e';
    expect(cloud('custom', { ...custom, audience }).scope).toBe(`${audience}/.default`);
  });

  test.each([
    [null, 'resourceManager'],
    [{}, 'resourceManager'],
    [{ ...custom, resourceManager: 'http://management.local.example' }, 'resourceManager'],
    [{ ...custom, resourceManager: 'https://user:pw@management.local.example' }, 'resourceManager'],
    [{ ...custom, resourceManager: 'https://management.local.example/?a=b' }, 'resourceManager'],
    [{ ...custom, resourceManager: 7 }, 'resourceManager'],
    [{ ...custom, authority: 'login.local.example' }, 'authority'],
    [{ ...custom, authority: 'file:///etc/passwd' }, 'authority'],
  ])('%j is refused because of its %s', (given, field) => {
    const result = cloudOf('custom', given);
    expect(result.ok ? '' : result.error).toContain(`needs a ${field} that starts with https://`);
  });
});
