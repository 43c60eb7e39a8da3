import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agents } from '../../../../src/association/engine/agents';
import { AssociationRun } from '../../../../src/association/engine/associationRun';
import { openItems, replayJournal, type RunRecord } from '../../../../src/association/engine/journal';
import type { AgentState } from '../../../../src/association/engine/machine/agentState';
import type { ConnectionType } from '../../../../src/kernel/inventory';
import { resourceKey } from '../../../../src/kernel/resources';
import { SubscriptionPacers } from '../../../../src/throttling/subscriptionPacers';
import { FakeAssociations, headOf, MemoryJournal, planFor, portsOf } from '../../../support/fakeAssociations';
import { cluster, gateway, machine } from '../../../support/resources';
import { VirtualClock } from '../../../support/virtualClock';
import { expectHits } from '../../../support/hits';

const hub = gateway('gw-hub');
const old = gateway('gw-old');
const machines = Array.from({ length: 24 }, (_, i) => machine(`m-${i}`));
const clusters = Array.from({ length: 8 }, (_, i) => cluster(`k-${i}`));
const moving = machines.slice(0, 4);
type Kind = 'associate' | 'detach';
const kindsOfRun: readonly Kind[] = ['associate', 'detach'];
const kinds = fc.constantFrom(...kindsOfRun);
/** What the agents are set to before, and what they have to be set to. */
const types = { associate: ['direct', 'gateway'], detach: ['default', 'direct'] } as const;

const isMoving = ({ id }: { readonly id: string }) => moving.some((each) => each.id === id);
/** Before an association some use another gateway; before a detach all use the one. */
const before = (kind: Kind, each: { readonly id: string }) => (kind === 'detach' ? hub : isMoving(each) ? old : null);
const planOf = (kind: Kind, onMachine: boolean) => {
  const told = clusters.map((each) => ({ ...each, gatewayEnabled: kind === 'detach' }));
  const associations = [...machines, ...told].map((each) => [each, before(kind, each)] as const);
  const scope = onMachine ? { onMachine } : {};
  const goal = kind === 'associate' ? { kind, gateway: hub, ...scope } : { kind, ...scope };
  const fact: AgentState = { status: 'read', settings: { connectionType: types[kind][0] }, closed: [] };
  const facts = onMachine ? new Map(machines.map(({ id }) => [resourceKey(id), fact])) : undefined;
  return planFor({ gateways: [hub, old], machines, clusters: told, associations }, goal, undefined, facts);
};
const writes = machines.length + 2 * clusters.length;

/** A world that outlives processes: Azure, the agents on their machines, and the file of the journal. */
function world(kind: Kind, onMachine = false) {
  const clock = new VirtualClock();
  const azure = new FakeAssociations(clock);
  for (const each of [...machines, ...clusters]) azure.put(each.id, before(kind, each)?.id);
  for (const { id } of clusters) azure.putEnabled(id, kind === 'detach');
  const journal = new MemoryJournal();
  journal.lines.push(JSON.stringify({ type: 'run', version: 1, head: headOf(planOf(kind, onMachine)) }));
  const agents = new Map<string, ConnectionType>(machines.map(({ id }) => [id, types[kind][0]]));
  const told: { readonly id: string; readonly gatewayId: string | undefined }[] = [];
  return { clock, azure, journal, agents, told };
}

/**
 * Lets a process live until its n-th moment at risk; from then on nothing of it happens any more. One that lingers gets no
 * more lines into its journal, but what it has sent goes on, and it is gone before the next one lives.
 */
async function live(
  { clock, azure, journal, agents, told }: ReturnType<typeof world>,
  moments: number,
  isLingering = false,
): Promise<RunRecord | 'killed'> {
  const record = replayJournal(journal.text);
  if (!record) throw new Error('The journal does not say what was planned.');
  const never = new Promise<never>(() => undefined);
  const { promise: killed, resolve: kill } = Promise.withResolvers<'killed'>();
  let left = moments;
  const atRisk = async (): Promise<void> => {
    if (left-- > 0) return;
    kill('killed');
    if (!isLingering) await never;
  };
  const closing = async (): Promise<void> => {
    await atRisk();
    if (left < 0) throw new Error('This window is closing.');
  };
  // What is under way when the process ends stays under way: each life has doors of its own into the same world.
  const door = Object.assign(Object.create(azure) as FakeAssociations, {
    atRisk,
    pacers: new SubscriptionPacers(clock),
  });
  const file = Object.assign(Object.create(journal) as MemoryJournal, { atRisk: closing });
  const way: Agents = {
    readConnectionType: async ({ id }) => ({ connectionType: agents.get(id) ?? 'default' }),
    setConnectionType: async ({ id }, to) => {
      await atRisk();
      told.push({ id, gatewayId: azure.stateOf(id).gatewayId });
      agents.set(id, to);
      await atRisk();
    },
  };
  const run = new AssociationRun(record, { ...portsOf(door, clock, file), agents: way });
  const outcome = await clock.runUntil(Promise.race([run.run(), killed]));
  if (isLingering) await clock.runUntil(clock.sleep(60_000, new AbortController().signal));
  return outcome;
}

describe('a run that is killed', () => {
  it('and resumed, however often and at whatever moment, does nothing twice and leaves nothing out', async () => {
    const hits = { killed: 0, torn: 0, ended: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 260 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        kinds,
        fc.boolean(),
        fc.boolean(),
        async (kills, isTorn, kind, onMachine, isLingering) => {
          const here = world(kind, onMachine);
          for (const moments of kills) {
            hits[(await live(here, moments, isLingering)) === 'killed' ? 'killed' : 'ended'] += 1;
            const last = here.journal.lines.at(-1);
            if (!isTorn || !last || here.journal.lines.length <= 1) continue;
            hits.torn += 1;
            here.journal.lines.push(last.slice(0, last.length / 2));
          }
          const record = await live(here, Infinity);
          if (record === 'killed') throw new Error('Nobody killed it.');
          expect(here.azure.written).toHaveLength(writes);
          expect(new Set(here.azure.written.map(({ id, what }) => id + what)).size).toBe(writes);
          const gatewayId = kind === 'associate' ? hub.id : undefined;
          for (const { id } of machines) expect(here.azure.stateOf(id).gatewayId).toBe(gatewayId);
          for (const { id } of clusters) {
            expect(here.azure.stateOf(id)).toEqual({ gatewayId, isEnabled: kind === 'associate' });
          }
          // Each agent is told once, while the gateway serves it.
          expect(here.told.map(({ id }) => id).toSorted()).toEqual(
            onMachine ? machines.map(({ id }) => id).toSorted() : [],
          );
          for (const { gatewayId: meanwhile } of here.told) expect(meanwhile).toBe(hub.id);
          for (const { id } of machines) expect(here.agents.get(id)).toBe(types[kind][onMachine ? 1 : 0]);
          expect(openItems(record)).toEqual([]);
          expect([...record.results.values()].every(({ status }) => status === 'done')).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
    expectHits(hits, 5);
  }, 60_000);

  it('after an agent was told and before its association was cleared, goes on from there', async () => {
    let between = 0;
    for (let moments = 0; moments < 200; moments += 1) {
      const here = world('detach', true);
      await live(here, moments);
      const halfway = here.told.filter(({ id }) => here.azure.stateOf(id).gatewayId !== undefined);
      if (halfway.length === 0) continue;
      between += 1;
      const record = await live(here, Infinity);
      expect(record).not.toBe('killed');
      for (const { id } of halfway) expect(here.azure.stateOf(id).gatewayId).toBeUndefined();
      expect(here.told).toHaveLength(machines.length);
    }
    expect(between).toBeGreaterThan(0);
  });

  it.each(kindsOfRun)('and whose process lingers, does not say that it has ended: %s', async (kind) => {
    for (let moments = 0; moments < 120; moments += 1) {
      const here = world(kind);
      if ((await live(here, moments, true)) !== 'killed') throw new Error('It ended before.');
      expect(replayJournal(here.journal.text)?.end).toBeUndefined();
    }
  });

  it('has moments at risk between the write and what is noted of it', async () => {
    const outcomes = new Set<string>();
    for (let moments = 0; moments < 60; moments++) {
      const here = world('associate');
      expect(await live(here, moments)).toBe('killed');
      const record = replayJournal(here.journal.text);
      const unnoted = here.azure.written.length - (record?.results.size ?? 0);
      outcomes.add(unnoted > 0 ? 'written, not noted' : 'nothing under way');
    }
    expect(outcomes).toEqual(new Set(['written, not noted', 'nothing under way']));
  });
});
