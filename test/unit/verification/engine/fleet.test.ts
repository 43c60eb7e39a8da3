import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../../../src/kernel/checkIds';
import { resourceKey } from '../../../../src/kernel/resources';
import { expectAsInAzure } from '../../../../src/verification/engine/expect';
import {
  fleetMembers,
  judgeFleet,
  judgeMember,
  readFleetResult,
} from '../../../../src/verification/engine/fleetResult';
import { outcomeOf, targetKey, type VerifiedResource } from '../../../../src/verification/engine/report';
import { sectionText } from '../../../../src/verification/engine/sections';
import { gateway, inventory, machine } from '../../../support/resources';
import { fixture } from './fixture';

const contoso = gateway('contoso');
const [node, web] = [machine('edge-node-4'), machine('web-01')];
const known = inventory({
  gateways: [contoso],
  machines: [node, web],
  associations: [
    [node, contoso],
    [web, contoso],
  ],
});
const expected = [node, web].map((each) => expectAsInAzure(known, each));
const output =
  sectionText('config', 0, 'gateway') +
  sectionText('show', 0, fixture('show-1.67-gateway.json')) +
  sectionText('check', 0, fixture('check-new-table.txt'));
const now = Date.UTC(2026, 10, 20, 12, 5);
const file = (hosts: unknown, more: object = {}): string =>
  JSON.stringify({ format: 'arc-gateway-fleet', version: 1, at: '2026-11-20T12:05:00Z', hosts, ...more });

describe('the result of a fleet verification', () => {
  it('is judged by the time it was gathered, and by the machine that its agent says it is', () => {
    const judged = judgeFleet(
      `\ufeff${file([
        { name: '10.1.2.3', output, problem: '' },
        { name: 'WEB-01', output: '', problem: 'Failed to connect to the host via ssh:\n timed out' },
        { name: 'stranger', output: 'nothing of ours', problem: '' },
      ])}`,
      expected,
    );
    if (!judged.ok) throw new Error(judged.error);
    const resources = judged.value.hosts.map(({ record }) => record.verified);
    expect(judged.value.at).toBe('2026-11-20T12:05:00Z');
    expect(resources.map(({ subject, way, checks }) => [subject.name, way, outcomeOf(checks)])).toEqual([
      ['edge-node-4', 'ansible', 'passed'],
      ['web-01', 'ansible', 'failed'],
      ['stranger', 'ansible', 'failed'],
    ]);
    expect(resources[1]?.checks.find(({ id }) => id === 'machine.reached')?.observed).toEqual([
      { value: 'Failed to connect to the host via ssh: timed out' },
    ]);
  });

  const judge = (hosts: unknown) => {
    const judged = judgeFleet(file(hosts), expected);
    if (!judged.ok) throw new Error(judged.error);
    return judged.value.hosts.map(({ record }) => record.verified);
  };
  const check = (resource: VerifiedResource | undefined, id: CheckId) =>
    resource?.checks.find((each) => each.id === id);

  const sameAs = (host: string) => ({ value: { code: 'sharedIdentity', args: { hosts: [host] } } });

  it('hides no host behind a clone of it', () => {
    const lost = output.replace('"Connected"', '"Disconnected"');
    const resources = judge([
      { name: 'clone', output: lost },
      { name: 'edge-node-4', output },
    ]);
    expect(resources.map((each) => [targetKey(each.subject), check(each, 'agent.status')?.outcome])).toEqual([
      ['clone', 'failed'],
      ['edge-node-4', 'passed'],
    ]);
    expect(resources.map((each) => check(each, 'place.resource'))).toEqual([
      expect.objectContaining({ outcome: 'failed', observed: [sameAs('edge-node-4')], why: 'cloned' }),
      expect.objectContaining({ outcome: 'failed', observed: [sameAs('clone')], why: 'cloned' }),
    ]);
  });

  it('says of which resource each clone is', () => {
    const hosts = ['clone', 'edge-node-4'].map((name) => ({ name, output }));
    const members = fleetMembers({ at: '2026-11-20T12:05:00Z', hosts }, expected);
    expect(members.map(({ claims, expectations }) => [claims, expectations.subject.resourceId])).toEqual([
      [resourceKey(node.id), undefined],
      [resourceKey(node.id), undefined],
    ]);
  });

  it('hides no host that gave no answer behind one that says it is it', () => {
    const resources = judge([
      { name: 'edge-node-4', problem: 'unreachable' },
      { name: '10.1.2.3', output },
    ]);
    expect(resources.map((each) => [targetKey(each.subject), outcomeOf(each.checks)])).toEqual([
      ['edge-node-4', 'failed'],
      [resourceKey(node.id), 'passed'],
    ]);
    expect(check(resources[1], 'machine.reached')?.observed).toEqual([
      { value: { code: 'answerOfHost', args: { host: '10.1.2.3' } } },
    ]);
  });

  it('takes a host that has the name of one machine and the identity of another for the former, in the wrong place', () => {
    const [resource] = judge([{ name: 'WEB-01', output }]);
    expect(resource?.subject.name).toBe('web-01');
    expect(check(resource, 'place.resource')).toMatchObject({ outcome: 'failed', observed: [{ value: node.id }] });
  });

  it.each([
    ['no JSON', 'oops', 'noJson'],
    ['another file', '{}', 'noFleetResult'],
    ['a later version', file([], { version: 2 }), 'newerVersion'],
    ['no time', file([], { at: 'today' }), 'damaged'],
    ['no hosts', file('x'), 'damaged'],
  ])('is refused: %s', (_, text, problem) => {
    expect(readFleetResult(text)).toEqual({ ok: false, error: problem });
  });

  it('tells of a host without an answer that it gave none', () => {
    const read = readFleetResult(file([{ name: 'a' }, 7, { name: 'b', output: 'x', problem: 'late' }]));
    expect(read.ok && read.value.hosts).toEqual([
      { name: 'a', output: '', problem: { code: 'nothing' } },
      { name: 'b', output: 'x' },
    ]);
  });

  it('judges each host for itself, also one whose answer breaks what reads it', () => {
    const broken = {
      name: 'broken',
      get output(): string {
        throw new Error('out of depth');
      },
    };
    const fleet = { at: '2026-11-20T12:05:00Z', hosts: [broken, { name: '10.1.2.3', output }] };
    const resources = fleetMembers(fleet, expected).map((member) => judgeMember(member, now).verified);
    expect(resources.map(({ subject, checks }) => [subject.name, outcomeOf(checks)])).toEqual([
      ['broken', 'failed'],
      ['edge-node-4', 'passed'],
    ]);
    expect(resources[0]?.checks.find(({ id }) => id === 'machine.reached')?.observed).toEqual([
      { value: { code: 'answerFailed', args: { reason: 'out of depth' } } },
    ]);
  });

  it('names ten of many rivals, and counts the others', () => {
    const hosts = Array.from({ length: 40 }, (_, index) => ({ name: `clone-${index}`, output }));
    const fleet = { at: '2026-11-20T12:05:00Z', hosts };
    const members = fleetMembers(fleet, expected);
    expect(members.every(({ rivals, rivalCount }) => rivals.length === 10 && rivalCount === 39)).toBe(true);
    const [, , , fourth] = members;
    const place = fourth && check(judgeMember(fourth, now).verified, 'place.resource');
    expect(place?.observed).toEqual([
      { value: { code: 'identityOfMany', args: { count: 39, hosts: fourth?.rivals } } },
    ]);
  });
});
