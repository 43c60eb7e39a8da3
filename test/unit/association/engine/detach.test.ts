import { describe, expect, it } from 'vitest';
import type { AssociationGoal } from '../../../../src/association/engine/goal';
import { changeOf } from '../../../../src/association/engine/itemChange';
import { openWithoutGateway } from '../../../../src/association/engine/detach';
import type { Associable } from '../../../../src/kernel/resources';
import { cluster, machine } from '../../../support/resources';

const commandFor = (goal: Pick<AssociationGoal, 'kind' | 'onMachine'>, resource: Associable) =>
  changeOf({ resource, verdict: 'change', before: {}, wanted: {}, steps: [], remarks: [] }, goal).manualCommand;

describe('a detach in Azure', () => {
  it.each([
    ['linux', 'sudo azcmagent config set connection.type direct'],
    ['windows', 'azcmagent config set connection.type direct'],
  ] as const)('leaves a command to run on a machine with %s', (os, command) => {
    expect(commandFor({ kind: 'detach' }, machine('web-1', { os }))).toBe(command);
  });

  it('leaves nothing to run where the agent is told too, or where there is none', () => {
    expect(commandFor({ kind: 'detach', onMachine: true }, machine('web-1'))).toBeUndefined();
    expect(commandFor({ kind: 'detach' }, cluster('store'))).toBeUndefined();
    expect(commandFor({ kind: 'associate' }, machine('web-1'))).toBeUndefined();
  });
});

describe('what must be open without a gateway', () => {
  it('of a machine are the hosts of its system, and not the gateway', () => {
    const open = openWithoutGateway(machine('web-1'));
    expect(open).toContain('guestnotificationservice.azure.com');
    expect(open).toContain('login.microsoftonline.com');
    expect(open.some((host) => host.includes('gw.arc.azure.com'))).toBe(false);
  });

  it('of a cluster are those of its region', () => {
    expect(openWithoutGateway(cluster('store', { location: 'northeurope' }))).toContain(
      'northeurope.dp.kubernetesconfiguration.azure.com',
    );
  });
});
