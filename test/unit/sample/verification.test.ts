import { describe, expect, test } from 'vitest';
import type { CheckId } from '../../../src/kernel/checkIds';
import type { CheckOutcome } from '../../../src/verification/engine/checkResult';
import { compare } from '../../../src/verification/engine/compare';
import { readEvidence } from '../../../src/verification/engine/evidence';
import type { Expectations } from '../../../src/verification/engine/expectations';
import { serviceScript } from '../../../src/verification/engine/fixes/serviceScripts';
import { verificationScript } from '../../../src/verification/engine/verificationScript';
import { gatewayIds, production, tenantId } from '../../../src/sample/data/ids';
import { branches, type Driver, drive } from './support';

const idOf = (subscription: string, group: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.HybridCompute/machines/${name}`;

/** What the machine answers to the verification script, judged as one behind the hub's gateway. */
async function verify(
  group: string,
  name: string,
  os: 'linux' | 'windows',
  { driver, subscription }: { readonly driver: Driver; readonly subscription: string } = {
    driver: drive(),
    subscription: production,
  },
): Promise<Partial<Record<CheckId, CheckOutcome>>> {
  const id = idOf(subscription, group, name);
  const path = `${id}/runCommands/verify`;
  const source = { script: verificationScript(os).text };
  await driver.call('PUT', path, { location: 'westeurope', properties: { source } });
  driver.pass(5);
  const answer = (await driver.call('GET', path)).body as {
    properties: { instanceView: { output: string; endTime: string } };
  };
  const { output, endTime } = answer.properties.instanceView;
  const expectations: Expectations = {
    subject: { name, kind: 'machine', resourceId: id },
    from: 'azure',
    tenantId,
    subscriptionId: production,
    connection: 'gateway',
    gateway: { id: gatewayIds.hub, name: 'gw-hub-weu', endpoint: '7c41e09b.gw.arc.azure.com', state: 'Succeeded' },
    azure: { status: 'Connected', association: { gatewayId: gatewayIds.hub } },
  };
  const results = compare(expectations, { evidence: readEvidence(output) }, Date.parse(endTime));
  return Object.fromEntries(results.map((each) => [each.id, each.outcome]));
}

const outcomesBut = (some: Partial<Record<CheckId, CheckOutcome>>, outcomes: Partial<Record<CheckId, CheckOutcome>>) =>
  Object.fromEntries(Object.entries(outcomes).filter(([id, outcome]) => !(id in some) && outcome !== 'passed'));

describe('verifying a machine of the sample tenant', () => {
  const usual = { 'gateway.upstreamProxy': 'skipped', 'network.private': 'skipped' } as const;

  test.each([
    ['rg-web-prod', 'web-ber-01', 'linux'],
    ['rg-web-prod', 'web-muc-01', 'windows'],
  ] as const)('finds nothing wrong with most: %s %s', async (group, name, os) => {
    const outcomes = await verify(group, name, os);
    expect(outcomes).toMatchObject(usual);
    expect(outcomesBut(usual, outcomes)).toEqual({});
  });

  test.each<[string, string, 'linux' | 'windows', Partial<Record<CheckId, CheckOutcome>>]>([
    [
      'rg-web-prod',
      'web-muc-02',
      'windows',
      { 'gateway.connectionType': 'failed', 'gateway.localProxy': 'notJudged', 'gateway.url': 'notJudged' },
    ],
    ['rg-app-prod', 'app-muc-01', 'linux', { 'network.endpoints': 'failed' }],
    [
      'rg-sql-prod',
      'sql-leg-01',
      'windows',
      {
        'agent.version': 'failed',
        'gateway.connectionType': 'failed',
        'gateway.localProxy': 'notJudged',
        'gateway.url': 'notJudged',
      },
    ],
  ])('finds what only the machine can tell: %s %s', async (group, name, os, wrong) => {
    expect(await verify(group, name, os)).toMatchObject(wrong);
  });
});

describe('a fix in the sample tenant', () => {
  const run = async (driver: Driver, id: string, script: string): Promise<void> => {
    await driver.call('PUT', `${id}/runCommands/fix`, { location: 'here', properties: { source: { script } } });
    driver.pass(5);
  };

  test.each([
    ['store-oslo-02', 'linux'],
    ['store-dub-01', 'windows'],
  ] as const)('changes the machine: the Arc proxy of %s runs afterwards', async (name, os) => {
    const driver = drive();
    const where = { driver, subscription: branches };
    expect(await verify('rg-stores', name, os, where)).toMatchObject({ 'gateway.arcProxy': 'failed' });
    await run(driver, idOf(branches, 'rg-stores', name), serviceScript(os, 'restartAgent').text);
    expect(await verify('rg-stores', name, os, where)).toMatchObject({ 'gateway.arcProxy': 'failed' });
    await run(driver, idOf(branches, 'rg-stores', name), serviceScript(os, 'startArcProxy').text);
    expect(await verify('rg-stores', name, os, where)).toMatchObject({ 'gateway.arcProxy': 'passed' });
  });

  test('upgrades an agent once Azure is set to do so, a moment later', async () => {
    const driver = drive();
    const id = idOf(production, 'rg-lab', 'lab-test-02');
    const version = async () =>
      (await driver.call('GET', id)).body as { properties: { agentVersion: string; agentUpgrade: object } };
    const before = (await version()).properties.agentVersion;
    const refused = await driver.call('PATCH', id, { properties: { agentUpgrade: {} } });
    expect(refused.status).toBe(400);
    await driver.call('PATCH', id, { properties: { agentUpgrade: { enableAutomaticUpgrade: true } } });
    expect((await version()).properties).toMatchObject({
      agentVersion: before,
      agentUpgrade: { enableAutomaticUpgrade: true },
    });
    driver.pass(5);
    const { agentVersion, agentUpgrade } = (await version()).properties;
    expect(agentVersion).toMatch(/^1\.67\./);
    expect(agentUpgrade).toMatchObject({ enableAutomaticUpgrade: true, lastAttemptStatus: 'Success' });
  });
});
