import { describe, expect, it } from 'vitest';
import { remainingManualCommand } from '../../../../src/association/engine/remainingManualCommand';
import { openWithoutGateway } from '../../../../src/association/engine/detach';
import { cluster, machine } from '../../../support/resources';

describe('a detach in Azure', () => {
  it.each([
    ['linux', 'sudo azcmagent config set connection.type direct'],
    ['windows', 'azcmagent config set connection.type direct'],
  ] as const)('leaves a command to run on a machine with %s', (os, command) => {
    expect(remainingManualCommand({ kind: 'detach' }, { resource: machine('web-1', { os }) })).toBe(command);
  });

  it('leaves nothing to run where the agent is told too, or where there is none', () => {
    expect(remainingManualCommand({ kind: 'detach', onMachine: true }, { resource: machine('web-1') })).toBeUndefined();
    expect(remainingManualCommand({ kind: 'detach' }, { resource: cluster('store') })).toBeUndefined();
    expect(remainingManualCommand({ kind: 'associate' }, { resource: machine('web-1') })).toBeUndefined();
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
