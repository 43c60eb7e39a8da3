import { describe, expect, it } from 'vitest';
import { detachPlan } from '../../../src/core';
import { cluster, gateway, machine } from '../../support/resources';

const hub = gateway('gw-hub');

describe('a detach', () => {
  it('of a Linux machine names the change, the open hosts and the command', () => {
    const plan = detachPlan(machine('web-1'), hub);
    expect(plan).toMatchObject({
      ok: true,
      value: {
        changes: ['The association of web-1 with gw-hub is cleared.'],
        onMachine: { shell: 'bash', command: 'sudo azcmagent config set connection.type direct' },
      },
    });
    const open = plan.ok ? plan.value.mustBeOpen : [];
    expect(open).toContain('guestnotificationservice.azure.com');
    expect(open).toContain('login.microsoftonline.com');
    expect(open.some((host) => host.includes('gw.arc.azure.com'))).toBe(false);
  });

  it('of a Windows machine needs no sudo', () => {
    expect(detachPlan(machine('sql-1', { os: 'windows' }), hub)).toMatchObject({
      value: { onMachine: { shell: 'powershell', command: 'azcmagent config set connection.type direct' } },
    });
  });

  it('of a cluster changes both sides and runs nothing on a machine', () => {
    const plan = detachPlan(cluster('store', { location: 'northeurope' }), hub);
    expect(plan.ok && plan.value.changes).toHaveLength(2);
    expect(plan.ok && plan.value.onMachine).toBeUndefined();
    expect(plan.ok && plan.value.mustBeOpen).toContain('northeurope.dp.kubernetesconfiguration.azure.com');
  });

  it.each([
    ['an Azure Local node', machine('node-1', { azureLocalId: '/subscriptions/x' }), /Azure Local instance/],
    [
      'a cluster that Azure Local manages',
      cluster('aks', { isProvisioned: true }),
      /az aksarc update --disable-gateway/,
    ],
  ])('of %s is refused with the reason', (_, resource, reason) => {
    const plan = detachPlan(resource, hub);
    expect(plan.ok).toBe(false);
    expect(plan.ok ? '' : plan.error).toMatch(reason);
  });
});
