import { describe, expect, it } from 'vitest';
import { AssociationRun } from '../../../../src/association/engine/associationRun';
import { replayJournal, type RunRecord } from '../../../../src/association/engine/journal';
import { shortestTime } from '../../../../src/association/engine/remainingTime';
import { associationMarkdown } from '../../../../src/association/engine/report';
import { associationCsv } from '../../../../src/association/engine/reportCsv';
import { ArcError } from '../../../../src/kernel/errors';
import {
  FakeAssociations,
  forbidden,
  headOf,
  MemoryJournal,
  planFor,
  portsOf,
  throttled,
} from '../../../support/fakeAssociations';
import { cluster, gateway, machine } from '../../../support/resources';
import { VirtualClock } from '../../../support/virtualClock';

const hub = gateway('gw-hub');
const other = gateway('gw-other');
const toHub = { kind: 'associate', gateway: { id: hub.id, name: hub.name } } as const;
const machines = (count: number, more = {}) => Array.from({ length: count }, (_, i) => machine(`m-${i}`, more));

function setUp(parts: Parameters<typeof planFor>[0], goal: Parameters<typeof planFor>[1] = toHub) {
  const clock = new VirtualClock();
  const azure = new FakeAssociations(clock);
  const journal = new MemoryJournal();
  for (const [resource, to] of parts.associations ?? []) if (to && 'id' in to) azure.put(resource.id, to.id);
  for (const each of parts.clusters ?? []) azure.putEnabled(each.id, each.gatewayEnabled);
  const plan = planFor({ gateways: [hub, other], ...parts }, goal);
  journal.lines.push(JSON.stringify({ type: 'run', version: 1, head: headOf(plan) }));
  const record: RunRecord = { head: headOf(plan), results: new Map(), sent: new Set() };
  const run = new AssociationRun(record, portsOf(azure, clock, journal));
  return { clock, azure, journal, plan, run, go: () => clock.runUntil(run.run()) };
}
const none = (items: readonly { readonly id: string }[]) => items.map((item) => [item, null] as const);
const statuses = ({ results }: RunRecord) => [...results].sort(([a], [b]) => a - b).map(([, { status }]) => status);

describe('a run', () => {
  it('associates each once, and reads each back', async () => {
    const list = machines(3);
    const { azure, go, journal } = setUp({ machines: list, associations: none(list) });
    const record = await go();
    expect(statuses(record)).toEqual(['done', 'done', 'done']);
    expect(azure.written.map(({ id }) => id).sort()).toEqual(list.map(({ id }) => id).sort());
    expect(azure.reads).toBe(6);
    expect(replayJournal(journal.text)).toMatchObject({ end: { how: 'finished' } });
    expect(record.results.get(0)).toMatchObject({ after: { gatewayId: hub.id }, at: '2026-08-01T08:00:00.300Z' });
  });

  it('touches nothing but what was planned to be changed', async () => {
    const [wanted, there, unread] = [machine('m-0'), machine('m-1'), machine('m-2')];
    const { azure, go, plan, run } = setUp({
      machines: [there, wanted, unread],
      associations: [
        [there, hub],
        [wanted, null],
        [unread, forbidden()],
      ],
    });
    expect(plan.items.map(({ verdict }) => verdict).sort()).toEqual(['already', 'blocked', 'change']);
    const { results, end } = await go();
    expect([...results].map(([index, { status }]) => [plan.items[index]?.resource.name, status])).toEqual([
      ['m-0', 'done'],
    ]);
    expect(azure.written.map(({ id }) => id)).toEqual([wanted.id]);
    expect(azure.reads).toBe(2);
    expect([end?.how, run.progress.total]).toEqual(['finished', 1]);
  });

  it('associates and detaches a cluster of which Azure does not say what it was told', async () => {
    const store = cluster('store', { gatewayEnabled: undefined });
    const there = setUp({ clusters: [store], associations: none([store]) });
    expect(statuses(await there.go())).toEqual(['done']);
    expect(there.azure.stateOf(store.id)).toEqual({ gatewayId: hub.id, isEnabled: true });

    const back = setUp({ clusters: [store], associations: [[store, hub]] }, { kind: 'detach' });
    expect(statuses(await back.go())).toEqual(['done']);
    expect(back.azure.written.map(({ to }) => to)).toEqual([false, undefined]);

    const alone = setUp({ clusters: [store], associations: none([store]) }, { kind: 'detach' });
    expect(alone.plan.items.map(({ verdict }) => verdict)).toEqual(['already']);
  });

  it('does not guess what such a cluster was told before, when a later step fails', async () => {
    const store = cluster('store', { gatewayEnabled: undefined });
    const { azure, go } = setUp({ clusters: [store], associations: [[store, hub]] }, { kind: 'detach' });
    azure.trouble = (kind, _, what) => (kind === 'write' && what === 'association' ? forbidden() : undefined);
    const record = await go();
    expect(statuses(record)).toEqual(['failed']);
    expect(azure.written.map(({ what, to }) => [what, to])).toEqual([['cluster', false]]);
    expect(record.results.get(0)?.after).toEqual({ gatewayId: hub.id, isEnabled: false });
  });

  it('sends a cluster to a gateway that knows it, and calls it back before the gateway forgets it', async () => {
    const store = cluster('store');
    const there = setUp({ clusters: [store], associations: none([store]) });
    expect(statuses(await there.go())).toEqual(['done']);
    expect(there.azure.written.map(({ what }) => what)).toEqual(['association', 'cluster']);
    expect(there.azure.stateOf(store.id)).toEqual({ gatewayId: hub.id, isEnabled: true });

    const used = cluster('store', { gatewayEnabled: true });
    const back = setUp({ clusters: [used], associations: [[used, hub]] }, { kind: 'detach' });
    expect(statuses(await back.go())).toEqual(['done']);
    expect(back.azure.written.map(({ what }) => what)).toEqual(['cluster', 'association']);
    expect(back.azure.stateOf(store.id)).toEqual({ gatewayId: undefined, isEnabled: false });
  });

  it('repairs only the side of a cluster that is wrong', async () => {
    const store = cluster('store', { gatewayEnabled: false });
    const { azure, go } = setUp({ clusters: [store], associations: [[store, hub]] });
    expect(statuses(await go())).toEqual(['done']);
    expect(azure.written.map(({ what }) => what)).toEqual(['cluster']);
  });

  it('takes back the first side of a cluster when the second is refused', async () => {
    const store = cluster('store');
    const { azure, go } = setUp({ clusters: [store], associations: none([store]) });
    azure.trouble = (kind, _, what) => (kind === 'write' && what === 'cluster' ? forbidden() : undefined);
    const record = await go();
    expect(record.results.get(0)).toMatchObject({ status: 'failed', code: 'Forbidden', after: { isEnabled: false } });
    expect(azure.stateOf(store.id).gatewayId).toBeUndefined();
  });

  it('leaves alone what somebody else has changed, and what is as wanted already', async () => {
    const list = machines(3);
    const { azure, go, run } = setUp({ machines: list, associations: none(list) });
    azure.put(list[1]?.id ?? '', other.id);
    azure.put(list[2]?.id ?? '', hub.id);
    const record = await go();
    expect(statuses(record)).toEqual(['done', 'changed', 'already']);
    expect(record.results.get(1)?.reason).toContain('was none in the plan and is gw-other now');
    expect(azure.written).toHaveLength(1);
    expect([...record.sent]).toEqual([0]);
    expect(run.progress).toMatchObject({ settled: 3, failed: 1 });
  });

  it('keeps the reason of each failure and goes on with the others', async () => {
    const list = machines(4);
    const { azure, go, run } = setUp({ machines: list, associations: none(list) });
    const gone = new ArcError({ code: 'NotFound', resource: 'm-1' }, 'm-1 does not exist.');
    azure.trouble = (kind, id) => {
      if (kind === 'write' && id.endsWith('m-1')) return gone;
      return id.endsWith('m-2') ? forbidden() : undefined;
    };
    const record = await go();
    expect(statuses(record)).toEqual(['done', 'failed', 'failed', 'done']);
    expect(record.results.get(1)).toMatchObject({ code: 'NotFound', reason: 'm-1 does not exist.', after: {} });
    expect(record.results.get(2)).toMatchObject({ code: 'Forbidden' });
    expect(run.progress).toMatchObject({ state: 'ended', total: 4, settled: 4, failed: 2 });
  });

  it('waits as long as Azure asks, and takes a failure that took effect for what it is', async () => {
    const list = machines(2);
    const { azure, clock, go } = setUp({ machines: list, associations: none(list) });
    let left = 2;
    azure.trouble = (kind, id) => {
      if (kind === 'write' && id.endsWith('m-1')) {
        azure.put(id, hub.id);
        return new ArcError({ code: 'Conflict' }, 'Cut off after it took effect.');
      }
      return kind === 'write' && left-- > 0 ? throttled(30) : undefined;
    };
    expect(statuses(await go())).toEqual(['done', 'done']);
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
  });

  it('waits while its gateway is in the middle of another change', async () => {
    const list = machines(3);
    const { azure, clock, go } = setUp({ machines: list, associations: none(list) });
    const busy = new ArcError({ code: 'Conflict', retryAfterSeconds: 30 }, 'The gateway is in a transitioning state.');
    azure.trouble = (kind) => (kind === 'write' && clock.now() < 100_000 ? busy : undefined);
    expect(statuses(await go())).toEqual(['done', 'done', 'done']);
    expect(azure.written).toHaveLength(3);
  });

  it('looks before it writes again what was cut off: the answer may be lost, and not the write', async () => {
    const list = machines(3);
    const store = cluster('store');
    const { azure, go } = setUp({ machines: list, clusters: [store], associations: none([...list, store]) });
    const cutOff = new ArcError({ code: 'Unreachable', host: 'h', cause: 'refused' }, 'Cut off.');
    const firsts = new Set<string>();
    const isFirst = (what: string): boolean => !firsts.has(what) && firsts.add(what) !== undefined;
    azure.trouble = (kind, id, what) => {
      if (kind === 'read' || id.endsWith('m-2') || !isFirst(`${id} ${what}`)) return undefined;
      if (id.endsWith('m-0') || what === 'association') azure.put(id, id.endsWith('m-1') ? undefined : hub.id);
      return cutOff;
    };
    expect(statuses(await go())).toEqual(['done', 'done', 'done', 'done']);
    const writes = azure.written.map(({ id, what }) => `${id.split('/').at(-1)} ${what}`);
    expect(writes.sort()).toEqual(['m-1 association', 'm-2 association', 'store cluster']);
  });

  it('gives up a write that is cut off each time, and holds the others', async () => {
    const [only] = machines(1);
    const { azure, clock, run } = setUp({ machines: only ? [only] : [], associations: none(only ? [only] : []) });
    let sent = 0;
    azure.trouble = (kind) => {
      if (kind === 'read') return undefined;
      sent++;
      return new ArcError({ code: 'Unreachable', host: 'h', cause: 'refused' }, 'Cut off.');
    };
    void run.run();
    await clock.runUntil(clock.sleep(60_000, new AbortController().signal));
    expect(run.progress).toMatchObject({ state: 'paused', settled: 0 });
    expect(sent).toBe(3);
  });

  it.each([
    [2, 'done'],
    [3, 'failed'],
  ])('looks three times for what Azure has accepted; when it shows after %i in vain: %s', async (inVain, status) => {
    const list = machines(1);
    const { azure, clock, go } = setUp({ machines: list, associations: none(list) });
    const shown = azure.association.bind(azure);
    let looks = 0;
    azure.association = async (id, signal) => {
      const gatewayId = await shown(id, signal);
      return azure.written.length > 0 && looks++ < inVain ? undefined : gatewayId;
    };
    expect(statuses(await go())).toEqual([status]);
    expect([azure.written.length, azure.reads]).toEqual([1, 4]);
    expect(clock.now()).toBe(5 * 100 + 2 * 2000);
  });

  it('looks once where Azure has refused', async () => {
    const list = machines(1);
    const { azure, go } = setUp({ machines: list, associations: none(list) });
    azure.trouble = (kind) => (kind === 'write' ? forbidden() : undefined);
    expect(statuses(await go())).toEqual(['failed']);
    expect(azure.reads).toBe(2);
  });

  it('says so when Azure accepts a change that does not stay', async () => {
    const list = machines(1);
    const { azure, go } = setUp({ machines: list, associations: none(list) });
    azure.atRisk = async () => {
      azure.put(list[0]?.id ?? '', undefined);
    };
    const record = await go();
    expect(record.results.get(0)).toMatchObject({ status: 'failed', code: 'OperationFailed' });
    expect(record.results.get(0)?.reason).toContain('is unchanged');
  });
});

describe('a person', () => {
  it('pauses: what has begun ends, nothing begins, and resuming finishes it', async () => {
    const list = machines(40);
    const { azure, clock, run } = setUp({ machines: list, associations: none(list) });
    const ended = run.run();
    await clock.runUntil(clock.sleep(150, new AbortController().signal));
    run.pause();
    expect(run.progress.state).toBe('pausing');
    await clock.runUntil(clock.sleep(60_000, new AbortController().signal));
    expect(run.progress).toMatchObject({ state: 'paused', settled: 16, current: [] });
    expect(azure.written).toHaveLength(16);
    run.resume();
    expect(statuses(await clock.runUntil(ended))).toHaveLength(40);
    expect(azure.written).toHaveLength(40);
  });

  it('pauses when all has begun: then there is nothing to wait for, and it ends', async () => {
    const list = machines(3);
    const { clock, run } = setUp({ machines: list, associations: none(list) });
    const ended = run.run();
    await clock.runUntil(clock.sleep(50, new AbortController().signal));
    run.pause();
    expect(statuses(await clock.runUntil(ended))).toEqual(['done', 'done', 'done']);
  });

  it('pauses, and is told of the last one that has begun', async () => {
    const list = machines(1);
    const { clock, run } = setUp({ machines: list, associations: none(list) });
    const ended = run.run();
    await clock.runUntil(clock.sleep(50, new AbortController().signal));
    run.pause();
    expect(run.progress).toMatchObject({ state: 'pausing', current: ['m-0'] });
    expect(statuses(await clock.runUntil(ended))).toEqual(['done']);
  });

  it('signs in as somebody else meanwhile: the trail says whose change each was', async () => {
    const list = machines(20);
    const { azure, clock, journal, plan } = setUp({ machines: list, associations: none(list) });
    let account = headOf(plan).account;
    const record: RunRecord = { head: headOf(plan), results: new Map(), sent: new Set() };
    const ports = { ...portsOf(azure, clock, journal), connect: async () => ({ api: azure, account }) };
    const run = new AssociationRun(record, ports);
    const ended = run.run();
    await clock.runUntil(clock.sleep(150, new AbortController().signal));
    run.pause();
    await clock.runUntil(clock.sleep(10_000, new AbortController().signal));
    account = 'second@contoso.example';
    run.resume();
    const { results } = await clock.runUntil(ended);
    const accounts = [...results.values()].map((result) => result.account);
    expect(accounts).toEqual([...Array<undefined>(16).fill(undefined), ...Array<string>(4).fill(account)]);
    const replayed = replayJournal(journal.text);
    if (!replayed) throw new Error('The journal does not say what was planned.');
    expect(associationMarkdown(replayed)).toContain('| Account | `admin@contoso.example` → `second@contoso.example` |');
    const rows = associationCsv(replayed).split('\r\n');
    expect(rows.filter((row) => row.includes('admin@contoso.example'))).toHaveLength(16);
    expect(rows.filter((row) => row.includes('second@contoso.example'))).toHaveLength(4);
  });

  it('cancels: no cluster keeps one side of two, and the rest is not tried', async () => {
    const clusters = Array.from({ length: 40 }, (_, i) => cluster(`k-${i}`));
    const { azure, clock, journal, run } = setUp({ clusters, associations: none(clusters) });
    const ended = run.run();
    await clock.runUntil(clock.sleep(250, new AbortController().signal));
    run.cancel();
    const record = await clock.runUntil(ended);
    expect(record.end?.how).toBe('cancelled');
    expect(record.results.size).toBe(16);
    for (const { id } of clusters) {
      const { gatewayId, isEnabled } = azure.stateOf(id);
      expect(isEnabled).toBe(gatewayId !== undefined);
    }
    expect(replayJournal(journal.text)?.end?.how).toBe('cancelled');
  });

  it('cancels while Azure asks to wait, and knows that nothing was taken', async () => {
    const list = machines(2);
    const { azure, clock, journal, run } = setUp({ machines: list, associations: none(list) });
    azure.trouble = (kind) => (kind === 'write' ? throttled(300) : undefined);
    const ended = run.run();
    await clock.runUntil(clock.sleep(5_000, new AbortController().signal));
    run.cancel();
    const record = await clock.runUntil(ended);
    expect(statuses(record)).toEqual(['failed', 'failed']);
    expect(record.results.get(0)).toMatchObject({ code: 'Canceled', reason: 'Canceled while Azure asked to wait.' });
    const asWrittenBy010 = journal.text.replaceAll('"code":"Canceled"', '"code":"Cancelled"');
    expect(asWrittenBy010).not.toBe(journal.text);
    expect(replayJournal(asWrittenBy010)?.results).toEqual(record.results);
    expect(clock.now()).toBeLessThan(300_000);
    expect(azure.written).toEqual([]);
  });

  it('cancels when all has begun: then it is finished', async () => {
    const list = machines(3);
    const { clock, run } = setUp({ machines: list, associations: none(list) });
    const ended = run.run();
    await clock.runUntil(clock.sleep(150, new AbortController().signal));
    run.cancel();
    const record = await clock.runUntil(ended);
    expect(statuses(record)).toEqual(['done', 'done', 'done']);
    expect(record.end?.how).toBe('finished');
  });

  it('finds the first obstacle named, whatever else fails after it', async () => {
    const list = machines(3);
    const { azure, clock, run } = setUp({ machines: list, associations: none(list) });
    const first = new ArcError({ code: 'SignedOut' }, 'Sign in.');
    const later = new ArcError({ code: 'Unreachable', host: 'management.azure.com', cause: 'dns' }, 'No such name.');
    let asked = 0;
    azure.trouble = () => (asked++ === 0 ? first : later);
    const ended = run.run();
    await clock.runUntil(clock.sleep(10_000, new AbortController().signal));
    expect(asked).toBe(3);
    expect(run.progress).toMatchObject({ state: 'paused', obstacle: first });
    azure.trouble = () => undefined;
    run.resume();
    expect(statuses(await clock.runUntil(ended))).toEqual(['done', 'done', 'done']);
  });

  it('cancels before the first write, and nothing is written', async () => {
    const list = machines(5);
    const { azure, clock, run } = setUp({ machines: list, associations: none(list) });
    const ended = run.run();
    await clock.runUntil(clock.sleep(50, new AbortController().signal));
    run.cancel();
    expect((await clock.runUntil(ended)).results.size).toBe(0);
    expect(azure.written).toEqual([]);
  });

  it.each([
    ['signed out', new ArcError({ code: 'SignedOut' }, 'Sign in.')],
    ['cut off', new ArcError({ code: 'Unreachable', host: 'management.azure.com', cause: 'dns' }, 'No such name.')],
  ])('finds the run paused when they are %s, and nothing failed when they resume', async (_, obstacle) => {
    const list = machines(30);
    const { azure, clock, run } = setUp({ machines: list, associations: none(list) });
    const ended = run.run();
    await clock.runUntil(clock.sleep(350, new AbortController().signal));
    azure.trouble = () => obstacle;
    await clock.runUntil(clock.sleep(10_000, new AbortController().signal));
    expect(run.progress).toMatchObject({ state: 'paused', obstacle, failed: 0 });
    azure.trouble = () => undefined;
    run.resume();
    const record = await clock.runUntil(ended);
    expect(new Set(statuses(record))).toEqual(new Set(['done']));
    expect(azure.written).toHaveLength(30);
  });

  it('is not given a write that the journal has no room for', async () => {
    const list = machines(3);
    const { azure, clock, journal, run } = setUp({ machines: list, associations: none(list) });
    journal.atRisk = () => Promise.reject(new Error('No space left on device'));
    const ended = run.run();
    await clock.runUntil(clock.sleep(10_000, new AbortController().signal));
    expect(run.progress.state).toBe('paused');
    expect(run.progress.obstacle?.message).toContain('No space left');
    expect(azure.written).toEqual([]);
    journal.atRisk = () => Promise.resolve();
    run.resume();
    expect(statuses(await clock.runUntil(ended))).toEqual(['done', 'done', 'done']);
  });
});

describe('a thousand associations', () => {
  it('take no more than a tenth longer than the token buckets ask for', async () => {
    const list = machines(1000);
    const { azure, clock, go } = setUp({ machines: list, associations: none(list) });
    const record = await go();
    expect(new Set(statuses(record))).toEqual(new Set(['done']));
    expect(azure.written).toHaveLength(1000);
    expect(shortestTime([1000])).toBe(80_000);
    expect(clock.now()).toBeGreaterThanOrEqual(80_000);
    expect(clock.now()).toBeLessThanOrEqual(1.1 * 80_000);
  });

  it('say how long is left, near enough', async () => {
    const list = machines(1000);
    const { clock, run } = setUp({ machines: list, associations: none(list) });
    const ended = run.run();
    await clock.runUntil(clock.sleep(40_000, new AbortController().signal));
    const said = run.progress.remainingMilliseconds ?? 0;
    await clock.runUntil(ended);
    const was = clock.now() - 40_000;
    expect(said).toBeGreaterThan(0.8 * was);
    expect(said).toBeLessThan(1.2 * was);
  });
});
