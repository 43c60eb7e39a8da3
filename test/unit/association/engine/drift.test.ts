import { describe, expect, it } from 'vitest';
import { driftOf } from '../../../../src/association/engine/drift';
import type { Association, Observation } from '../../../../src/kernel/inventory';
import type { Associable } from '../../../../src/kernel/resources';
import { timeText } from '../../../../src/kernel/text/timeText';
import { cluster, machine } from '../../../support/resources';

const associated: Association = { status: 'read', gatewayId: '/g' };
const alone: Association = { status: 'read' };
const seen = (connectionType: Observation['connectionType']): Observation => ({
  connectionType,
  observedAt: '2026-11-02T08:00:00Z',
});
const aged = (agentVersion: string | undefined): Associable => machine('m', { agentVersion });
const current = aged('1.67.03512.3117');

describe('drift', () => {
  it.each<[string, Associable, Association, Observation | undefined, readonly string[]]>([
    ['a machine that does what it is told', current, associated, undefined, []],
    ['a machine without a gateway', aged('1.40'), alone, undefined, []],
    ['an association that is not known', aged('1.40'), { status: 'unread' }, seen('direct'), []],
    ['an agent without a version', aged(undefined), associated, undefined, []],
    ['an agent below the floor', aged('1.61'), associated, undefined, ['old agent']],
    [
      'an agent that does not turn by itself',
      aged('1.50.1'),
      associated,
      undefined,
      ['connection type not set', 'old agent'],
    ],
    ['such an agent that was told', aged('1.50.1'), associated, seen('gateway'), ['old agent']],
    [
      'an agent without gateways',
      aged('1.42'),
      associated,
      undefined,
      ['agent too old', 'connection type not set', 'old agent'],
    ],
    ['a machine set to direct', current, associated, seen('direct'), ['set to direct']],
    ['a machine set to a gateway', current, alone, seen('gateway'), ['set to gateway, not associated']],
    ['what was seen agrees', current, associated, seen('gateway'), []],
    [
      'a cluster that says enabled',
      cluster('c', { gatewayEnabled: true }),
      alone,
      undefined,
      ['enabled, not associated'],
    ],
    ['a cluster that does not', cluster('c'), associated, undefined, ['gateway not enabled']],
    ['a cluster of which Azure says nothing', cluster('c', { gatewayEnabled: undefined }), associated, undefined, []],
    ['such a cluster without an association', cluster('c', { gatewayEnabled: undefined }), alone, undefined, []],
    [
      'such a cluster that ARM knows to be told',
      cluster('c', { gatewayEnabled: undefined }),
      { ...alone, gatewayEnabled: true },
      undefined,
      ['enabled, not associated'],
    ],
    [
      'a cluster of which ARM knows more than Resource Graph',
      cluster('c', { gatewayEnabled: false }),
      { ...associated, gatewayEnabled: true },
      undefined,
      [],
    ],
    [
      'a cluster of which ARM says nothing any more',
      cluster('c', { gatewayEnabled: true }),
      { ...alone, gatewayEnabled: null },
      undefined,
      [],
    ],
    ['a cluster with both', cluster('c', { gatewayEnabled: true }), associated, undefined, []],
    ['a cluster with neither', cluster('c'), alone, undefined, []],
    [
      'a cluster without the Arc proxy',
      cluster('c', { gatewayEnabled: true, agentVersion: '1.21.9' }),
      associated,
      undefined,
      ['agent too old', 'old agent'],
    ],
    [
      'a cluster from before the release',
      cluster('c', { gatewayEnabled: true, agentVersion: '1.26.0' }),
      associated,
      undefined,
      ['old agent'],
    ],
    [
      'an old cluster that is not enabled either',
      cluster('c', { agentVersion: '1.32.6' }),
      associated,
      undefined,
      ['gateway not enabled', 'old agent'],
    ],
    ['an old cluster without a gateway', cluster('c', { agentVersion: '1.10.0' }), alone, undefined, []],
    [
      'a cluster whose agents say no version',
      cluster('c', { gatewayEnabled: true, agentVersion: undefined }),
      associated,
      undefined,
      [],
    ],
  ])('of %s', (_, resource, association, observation, words) => {
    expect(driftOf(resource, association, observation).map((drift) => drift.words)).toEqual(words);
  });

  it('says since when it is known, and what to do', () => {
    const [drift] = driftOf(current, associated, seen('direct'));
    expect(drift).toMatchObject({ severity: 'broken' });
    expect(drift?.advice).toContain(timeText('2026-11-02T08:00:00Z'));
    expect(drift?.advice).toContain('azcmagent config set connection.type gateway');
  });
});
