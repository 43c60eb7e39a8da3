import { describe, expect, it } from 'vitest';
import type { Agents } from '../../../../src/association/engine/agents';
import { AssociationRun } from '../../../../src/association/engine/associationRun';
import type { AssociationGoal } from '../../../../src/association/engine/goal';
import type { RunRecord } from '../../../../src/association/engine/journal';
import type { AgentState } from '../../../../src/association/engine/machine/agentState';
import type { ConnectionType } from '../../../../src/kernel/inventory';
import { ArcError } from '../../../../src/kernel/errors';
import { type Machine, resourceKey } from '../../../../src/kernel/resources';
import {
  FakeAssociations,
  forbidden,
  headOf,
  MemoryJournal,
  planFor,
  portsOf,
} from '../../../support/fakeAssociations';
import { gateway, machine } from '../../../support/resources';
import { VirtualClock } from '../../../support/virtualClock';

const hub = gateway('gw-hub');
const detach: AssociationGoal = { kind: 'detach', onMachine: true };
const toHub: AssociationGoal = { kind: 'associate', gateway: { id: hub.id, name: hub.name }, onMachine: true };

const says = (
  connectionType: ConnectionType,
  closed: readonly string[] = [],
  inspected?: readonly string[],
): AgentState => ({
  status: 'read',
  settings: { connectionType },
  closed,
  ...(inspected === undefined ? {} : { inspected }),
});

function planOf(target: Machine, goal: AssociationGoal, fact: AgentState) {
  const parts = {
    gateways: [hub],
    machines: [target],
    associations: [[target, goal.kind === 'detach' ? hub : null]] as const,
  };
  return planFor(parts, goal, undefined, new Map([[resourceKey(target.id), fact]]));
}

/** Agents that do as they are told, and a log of everything that was done to Azure and to them, in order. */
function world(target: Machine, goal: AssociationGoal, before: ConnectionType) {
  const clock = new VirtualClock();
  const azure = new FakeAssociations(clock);
  if (goal.kind === 'detach') azure.put(target.id, hub.id);
  const done: string[] = [];
  azure.atRisk = async () => {
    const last = azure.written.length;
    if (last > 0 && !done.includes('azure')) done.push('azure');
  };
  const agent = { type: before, asked: 0 };
  const agents: Agents = {
    readConnectionType: async () => {
      agent.asked += 1;
      return { connectionType: agent.type };
    },
    setConnectionType: async (_, to) => {
      agent.type = to;
      done.push(`agent ${to}`);
    },
  };
  const journal = new MemoryJournal();
  const run = (overrides: Partial<Agents> = {}): Promise<RunRecord> => {
    const record: RunRecord = { head: headOf(planOf(target, goal, says(before))), results: new Map(), sent: new Set() };
    const ports = { ...portsOf(azure, clock, journal), agents: { ...agents, ...overrides } };
    return clock.runUntil(new AssociationRun(record, ports).run());
  };
  return { azure, agent, done, journal, run };
}

describe('a plan for the agents too', () => {
  it('tells an agent to go directly before its association ends, and how to take that back', () => {
    const [item] = planOf(machine('m'), detach, says('gateway')).items;
    expect(item?.steps).toMatchObject([
      { kind: 'connectionType', from: 'gateway', to: 'direct', undo: 'Set it to gateway again.' },
      { kind: 'association' },
    ]);
    expect(item?.remarks.map(({ code }) => code)).not.toContain('association.onMachine');
  });

  it.each([
    ['1.50.01', 'default', 'gateway'],
    ['1.67.1', 'direct', 'gateway'],
    ['1.67.1', 'default', 'default'],
    ['1.67.1', 'gateway', 'gateway'],
    [undefined, 'default', 'gateway'],
    ['1.60-beta', 'default', 'gateway'],
  ] as const)('wants of an agent %s that is set to %s: %s', (agentVersion, before, wanted) => {
    const target = machine('m', agentVersion === undefined ? { agentVersion: '' } : { agentVersion });
    const [item] = planOf(target, toHub, says(before)).items;
    expect(item?.wanted.connectionType).toBe(wanted);
    expect(item?.steps[0]?.kind).toBe('association');
  });

  it('blocks what could not reach Azure directly, and what could not be asked', () => {
    const closed = planOf(machine('m'), detach, says('gateway', ['gbl.his.arc.azure.com', 'pas.windows.net'])).items[0];
    expect(closed?.verdict).toBe('blocked');
    expect(closed?.remarks[0]).toMatchObject({
      code: 'association.directClosed',
      label: 'closed: gbl.his.arc.azure.com, pas.windows.net',
    });
    const inspected = planOf(machine('m'), detach, says('gateway', [], ['pas.windows.net'])).items[0];
    expect(inspected?.verdict).not.toBe('blocked');
    expect(inspected?.remarks).toContainEqual(
      expect.objectContaining({ severity: 'warning', label: 'inspected: pas.windows.net' }),
    );
    const error = new ArcError({ code: 'RemoteAuth', host: 'm' }, 'm does not let this account in.');
    const unread = planOf(machine('m'), detach, { status: 'failed', error }).items[0];
    expect(unread?.verdict).toBe('blocked');
    expect(unread?.steps.map(({ kind }) => kind)).toEqual(['association']);
    expect(unread?.remarks[0]).toMatchObject({ code: 'association.agentUnread', label: error.message });
  });
});

describe('a run for the agents too', () => {
  it('sets the agent first, clears the association, and asks the agent once', async () => {
    const target = machine('m');
    const { agent, azure, done, journal, run } = world(target, detach, 'default');
    const record = await run();
    expect(record.results.get(0)).toMatchObject({ status: 'done', after: { connectionType: 'direct' } });
    expect(done).toEqual(['agent direct', 'azure']);
    expect(azure.stateOf(target.id).gatewayId).toBeUndefined();
    expect(agent.asked).toBe(1);
    expect(journal.text).toContain('"step":"connectionType"');
  });

  it('sets the agent back when Azure refuses to clear the association', async () => {
    const target = machine('m');
    const { azure, agent, done, run } = world(target, detach, 'gateway');
    azure.trouble = (kind) => (kind === 'write' ? forbidden() : undefined);
    expect((await run()).results.get(0)).toMatchObject({ status: 'failed', code: 'Forbidden' });
    expect(done).toEqual(['agent direct', 'agent gateway']);
    expect(agent.type).toBe('gateway');
    expect(azure.stateOf(target.id).gatewayId).toBe(hub.id);
  });

  it('clears the association again when the agent refuses to turn to the gateway', async () => {
    const target = machine('m', { agentVersion: '1.50.1' });
    const { azure, run } = world(target, toHub, 'default');
    const refused = new ArcError({ code: 'RemoteFailed', exitCode: 31, tail: '' }, 'The agent did not accept it.');
    const record = await run({ setConnectionType: () => Promise.reject(refused) });
    expect(record.results.get(0)).toMatchObject({
      status: 'failed',
      code: 'RemoteFailed',
    });
    expect(azure.stateOf(target.id).gatewayId).toBeUndefined();
  });

  it('goes on with the others when one machine cannot be reached', async () => {
    const target = machine('m');
    const { azure, run } = world(target, detach, 'default');
    const gone = new ArcError({ code: 'Unreachable', host: 'm', cause: 'timeout' }, 'm does not answer.');
    const record = await run({ readConnectionType: () => Promise.reject(gone) });
    expect(record.end?.how).toBe('finished');
    expect(record.results.get(0)).toMatchObject({ status: 'failed', reason: 'm does not answer.' });
    expect(azure.written).toEqual([]);
  });
});
