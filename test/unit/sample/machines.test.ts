import { HybridComputeManagementClient } from '@azure/arm-hybridcompute';
import { describe, expect, test } from 'vitest';
import { parseResourceId } from '../../../src/kernel/resources';
import { sampleCredential } from '../../../src/sample';
import { branches, drive, machine, production } from './support';

const clientOf = (subscription: string, extraMachines = 0) =>
  new HybridComputeManagementClient(sampleCredential, subscription, {
    httpClient: drive(extraMachines).tenant.asHttpClient(),
  });

describe('machines through the SDK’s own operations', () => {
  test('are listed over several pages', async () => {
    const pages: number[] = [];
    for await (const page of clientOf(production).machines.listBySubscription().byPage()) pages.push(page.length);
    expect(pages).toEqual([20, 6]);
  });

  test('are got with their extensions', async () => {
    const client = clientOf(production);
    expect(await client.machines.get('RG-WEB-PROD', 'WEB-BER-01')).toMatchObject({
      name: 'web-ber-01',
      properties: { osName: 'linux', status: 'Connected' },
    });
    const names: (string | undefined)[] = [];
    for await (const { name } of client.machineExtensions.list('rg-web-prod', 'web-ber-01')) names.push(name);
    expect(names).toEqual(['AzureMonitorLinuxAgent']);
  });
});

describe('the machines of the sample tenant', () => {
  const everything = async () => {
    const driver = drive();
    const all: { name: string; id: string; tags: unknown; properties: Record<string, unknown> }[] = [];
    for (const subscription of [production, branches]) {
      let next: string | undefined = `/subscriptions/${subscription}/providers/Microsoft.HybridCompute/machines`;
      while (next) {
        const { value, nextLink } = (await driver.call('GET', next)).body as { value: typeof all; nextLink?: string };
        all.push(...value);
        next = nextLink;
      }
    }
    return all;
  };

  test('are of every kind that the product has to show', async () => {
    const all = await everything();
    const count = (name: string, value: unknown) => all.filter(({ properties }) => properties[name] === value).length;
    expect(all).toHaveLength(40);
    expect(new Set(all.map(({ name }) => name)).size).toBe(40);
    expect(['Connected', 'Disconnected', 'Expired', 'Error'].map((status) => count('status', status))).toEqual([
      32, 5, 1, 1,
    ]);
    expect(all.filter(({ properties }) => properties.status === undefined).map(({ name }) => name)).toEqual([
      'store-nice-01',
    ]);
    expect([count('osType', 'linux'), count('osType', 'windows')]).toEqual([20, 20]);
    expect(all.every(({ id }) => parseResourceId(id).ok)).toBe(true);
  });

  test('have tags that must never be more than text', async () => {
    const tags = JSON.stringify((await everything()).map((one) => one.tags));
    expect(tags).toContain('<img src=x onerror=alert(1)>');
    expect(tags).toContain('$(touch /tmp/x)');
  });
});

describe('run commands', () => {
  const script = (text: string) => ({
    location: 'westeurope',
    properties: { source: { script: text }, runAsPassword: 'p4ss' },
  });

  test('print what the agent would, and can be deleted', async () => {
    const driver = drive();
    const path = `${machine}/runCommands/show`;
    const created = await driver.call('PUT', path, script('azcmagent show -j'));
    expect(created.text).not.toContain('p4ss');
    expect((await driver.call('GET', path)).text).not.toContain('instanceView');
    driver.pass(5);
    const { properties } = (await driver.call('GET', path)).body as {
      properties: { instanceView: { exitCode: number; output: string } };
    };
    expect(properties.instanceView.exitCode).toBe(0);
    expect(JSON.parse(properties.instanceView.output)).toMatchObject({
      resourceName: 'web-ber-01',
      status: 'Connected',
      httpsProxy: 'http://localhost:40343',
      gatewayUrl: 'https://7c41e09b.gw.arc.azure.com',
      subscriptionId: production,
    });
    expect((await driver.call('DELETE', path)).status).toBe(202);
    expect((await driver.call('GET', path)).status).toBe(404);
  });

  test('show a direct machine without a gateway', async () => {
    const driver = drive();
    const path = `${machine.replace('web-ber-01', 'web-ber-04')}/runCommands/show`;
    await driver.call('PUT', path, script('sudo azcmagent show --json'));
    driver.pass(5);
    expect((await driver.call('GET', path)).text).toContain(String.raw`\"gatewayUrl\":\"\"`);
  });

  test('need a machine, a script, and a connection', async () => {
    const driver = drive();
    const disconnected = machine.replace('rg-web-prod', 'rg-sql-prod').replace('web-ber-01', 'sql-muc-03');
    expect((await driver.call('PUT', `${machine}-x/runCommands/a`, script('id'))).status).toBe(404);
    expect((await driver.call('PUT', `${machine}/runCommands/a`, { properties: {} })).status).toBe(400);
    expect((await driver.call('PUT', `${disconnected}/runCommands/a`, script('id'))).status).toBe(409);
  });
});
