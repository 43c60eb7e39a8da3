import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../../../src/kernel/checkIds';
import { resourceKey } from '../../../../src/kernel/resources';
import { expectAsInAzure } from '../../../../src/verification/engine/expect';
import { fleetMembers, fleetReport, readFleetResult } from '../../../../src/verification/engine/fleetResult';
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
const file = (hosts: unknown, more: object = {}): string =>
  JSON.stringify({ format: 'arc-gateway-fleet', version: 1, at: '2026-11-20T12:05:00Z', hosts, ...more });

describe('the result of a fleet verification', () => {
  it('is judged by the time it was gathered, and by the machine that its agent says it is', () => {
    const read = readFleetResult(
      `\ufeff${file([
        { name: '10.1.2.3', output, problem: '' },
        { name: 'WEB-01', output: '', problem: 'Failed to connect to the host via ssh:\n timed out' },
        { name: 'stranger', output: 'nothing of ours', problem: '' },
      ])}`,
    );
    if (!read.ok) throw new Error(read.error);
    const { resources, at } = fleetReport(read.value, 'fleet', fleetMembers(read.value, expected));
    expect(at).toBe('2026-11-20T12:05:00Z');
    expect(resources.map(({ subject, way, checks }) => [subject.name, way, outcomeOf(checks)])).toEqual([
      ['edge-node-4', 'ansible', 'passed'],
      ['web-01', 'ansible', 'failed'],
      ['stranger', 'ansible', 'failed'],
    ]);
    expect(resources[1]?.checks.find(({ id }) => id === 'machine.reached')?.observed).toBe(
      'Failed to connect to the host via ssh: timed out',
    );
  });

  const judge = (hosts: unknown) => {
    const read = readFleetResult(file(hosts));
    if (!read.ok) throw new Error(read.error);
    return fleetReport(read.value, 'fleet', fleetMembers(read.value, expected)).resources;
  };
  const check = (resource: VerifiedResource | undefined, id: CheckId) =>
    resource?.checks.find((each) => each.id === id);

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
      expect.objectContaining({ outcome: 'failed', observed: 'the same as of edge-node-4' }),
      expect.objectContaining({ outcome: 'failed', observed: 'the same as of clone' }),
    ]);
    expect(check(resources[0], 'place.resource')?.cause).toMatch(/^Several hosts/);
  });

  it('says of which resource each clone is', () => {
    const hosts = ['clone', 'edge-node-4'].map((name) => ({ name, output, problem: '' }));
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
    expect(check(resources[1], 'machine.reached')?.observed).toBe('an answer, of the host 10.1.2.3');
  });

  it('takes a host that has the name of one machine and the identity of another for the former, in the wrong place', () => {
    const [resource] = judge([{ name: 'WEB-01', output }]);
    expect(resource?.subject.name).toBe('web-01');
    expect(check(resource, 'place.resource')).toMatchObject({ outcome: 'failed', observed: node.id });
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
      { name: 'a', output: '', problem: 'it gave no answer' },
      { name: 'b', output: 'x', problem: '' },
    ]);
  });

  it('judges each host for itself, also one whose answer breaks what reads it', () => {
    const broken = {
      name: 'broken',
      problem: '',
      get output(): string {
        throw new Error('out of depth');
      },
    };
    const fleet = { at: '2026-11-20T12:05:00Z', hosts: [broken, { name: '10.1.2.3', output, problem: '' }] };
    const { resources } = fleetReport(fleet, 'fleet', fleetMembers(fleet, expected));
    expect(resources.map(({ subject, checks }) => [subject.name, outcomeOf(checks)])).toEqual([
      ['broken', 'failed'],
      ['edge-node-4', 'passed'],
    ]);
    expect(resources[0]?.checks.find(({ id }) => id === 'machine.reached')?.observed).toContain('out of depth');
  });

  it('names ten of many rivals, and counts the others', () => {
    const hosts = Array.from({ length: 40 }, (_, index) => ({ name: `clone-${index}`, output, problem: '' }));
    const fleet = { at: '2026-11-20T12:05:00Z', hosts };
    const members = fleetMembers(fleet, expected);
    expect(members.every(({ rivals, rivalCount }) => rivals.length === 10 && rivalCount === 39)).toBe(true);
    const place = fleetReport(fleet, 'fleet', members).resources[3]?.checks.find(({ id }) => id === 'place.resource');
    expect(place?.observed).toMatch(/^the same as of clone-0, clone-1, clone-2, clone-4, .*clone-10 and 29 more$/);
  });
});
