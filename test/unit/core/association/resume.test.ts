import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssociationRun, openItems, replayJournal, type RunRecord } from '../../../../src/core';
import { FakeAssociations, headOf, MemoryJournal, planFor, portsOf } from '../../../support/fakeAssociations';
import { cluster, gateway, machine } from '../../../support/resources';
import { VirtualClock } from '../../../support/virtualClock';

const hub = gateway('gw-hub');
const old = gateway('gw-old');
const machines = Array.from({ length: 24 }, (_, i) => machine(`m-${i}`));
const clusters = Array.from({ length: 8 }, (_, i) => cluster(`k-${i}`));
const moving = machines.slice(0, 4);
type Kind = 'associate' | 'detach';

const isMoving = ({ id }: { readonly id: string }) => moving.some((each) => each.id === id);
/** Before an association some use another gateway; before a detach all use the one. */
const before = (kind: Kind, each: { readonly id: string }) => (kind === 'detach' ? hub : isMoving(each) ? old : null);
const planOf = (kind: Kind) => {
  const told = clusters.map((each) => ({ ...each, gatewayEnabled: kind === 'detach' }));
  const associations = [...machines, ...told].map((each) => [each, before(kind, each)] as const);
  const goal = kind === 'associate' ? { kind, gateway: hub } : { kind };
  return planFor({ gateways: [hub, old], machines, clusters: told, associations }, goal);
};
const writes = machines.length + 2 * clusters.length;

/** A world that outlives processes: Azure, and the file of the journal. */
function world(kind: Kind) {
  const clock = new VirtualClock();
  const azure = new FakeAssociations(clock);
  for (const each of [...machines, ...clusters]) azure.put(each.id, before(kind, each)?.id);
  for (const { id } of clusters) azure.putEnabled(id, kind === 'detach');
  const journal = new MemoryJournal();
  journal.lines.push(JSON.stringify({ type: 'run', version: 1, head: headOf(planOf(kind)) }));
  return { clock, azure, journal };
}

/** Lets a process live until its n-th moment at risk; from then on nothing of it happens any more. */
async function live(
  { clock, azure, journal }: ReturnType<typeof world>,
  moments: number,
): Promise<RunRecord | 'killed'> {
  const record = replayJournal(journal.text);
  if (!record) throw new Error('The journal does not say what was planned.');
  const never = new Promise<never>(() => undefined);
  const { promise: killed, resolve: kill } = Promise.withResolvers<'killed'>();
  let left = moments;
  const atRisk = async (): Promise<void> => {
    if (left-- > 0) return;
    kill('killed');
    await never;
  };
  // What is under way when the process ends stays under way: each life has doors of its own into the same world.
  const door = Object.assign(Object.create(azure) as FakeAssociations, { atRisk });
  const file = Object.assign(Object.create(journal) as MemoryJournal, { atRisk });
  const run = new AssociationRun(record, portsOf(door, clock, file));
  return clock.runUntil(Promise.race([run.run(), killed]));
}

describe('a run that is killed', () => {
  it('and resumed, however often and at whatever moment, does nothing twice and leaves nothing out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 190 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.constantFrom<Kind>('associate', 'detach'),
        async (kills, isTorn, kind) => {
          const here = world(kind);
          for (const moments of kills) {
            await live(here, moments);
            const last = here.journal.lines.at(-1);
            if (isTorn && last && here.journal.lines.length > 1)
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
          expect(openItems(record)).toEqual([]);
          expect([...record.results.values()].every(({ status }) => status === 'done')).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
  }, 60_000);

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
