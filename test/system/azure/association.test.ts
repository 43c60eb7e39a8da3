import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AssociationRun } from '../../../src/association/engine/associationRun';
import type { AssociationGoal } from '../../../src/association/engine/goal';
import type { RunRecord } from '../../../src/association/engine/journal';
import { planAssociation, providerKey } from '../../../src/association/engine/planAssociation';
import type { ArcApi } from '../../../src/kernel/ports';
import { type Machine, resourceKey } from '../../../src/kernel/resources';
import { systemClock } from '../../../src/vscode/clock';
import { headOf, MemoryJournal, portsOf } from '../../support/fakeAssociations';
import { type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { noFaults } from '../../support/loopbackFaults';
import { apiAt, scratch, trust } from '../../unit/azure/loopback';
import { both, branches, gatewayId, production, quiet } from '../../unit/azure/support';

const folder = scratch();
let azure: LoopbackAzure;
let fleet: readonly Machine[];

beforeAll(async () => {
  azure = await startLoopbackAzure({ directory: folder.path, extraMachines: 400, enforcesThrottling: true });
  trust(azure.certificate);
  const { machines } = await apiAt(azure).inventory(both, quiet());
  fleet = machines.items.filter(({ name }) => name.startsWith('fleet-'));
});
beforeEach(() => {
  Object.assign(azure.faults, noFaults());
  azure.faults.forbidden.clear();
});
afterAll(async () => {
  await azure[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const toHub: AssociationGoal = { kind: 'associate', gateway: { id: gatewayId, name: 'gw-hub-weu' } };

/** Plans for machines as the sample tenant has them: one in four goes out directly, the others use a gateway. */
function runFor(api: ArcApi, machines: readonly Machine[], goal = toHub) {
  const used = (index: number) => index % 4 !== 0;
  const gatewayOf = ({ subscriptionId }: Machine) =>
    subscriptionId === production
      ? gatewayId
      : gatewayId
          .replace(production, branches)
          .replace('rg-arc-hub/', 'rg-arc-branches/')
          .replace('gw-hub-weu', 'gw-branches-ne');
  const numberOf = ({ name }: Machine) => Number(name.slice('fleet-'.length)) - 1;
  const inventory = {
    subscriptions: both.map((id) => ({ id, name: id, tenantId: 'here' })),
    reading: {
      gateways: { items: [] },
      machines: { items: machines },
      clusters: { items: [] },
      azureLocal: { items: [] },
    },
    associations: new Map(
      machines.map((each) => [
        resourceKey(each.id),
        used(numberOf(each)) ? { status: 'read' as const, gatewayId: gatewayOf(each) } : { status: 'read' as const },
      ]),
    ),
  };
  const providers = new Map(both.map((id) => [providerKey(id, 'Microsoft.HybridCompute'), 'Registered']));
  const plan = planAssociation(machines, goal, { inventory, providers });
  const record: RunRecord = { head: headOf(plan), results: new Map(), sent: new Set() };
  const settled = Promise.withResolvers<undefined>();
  let results = 0;
  const run = new AssociationRun(record, {
    ...portsOf(api, systemClock, new MemoryJournal()),
    timeoutSignal: () => AbortSignal.timeout(60_000),
    onResult: () => {
      if (++results === 5) settled.resolve(undefined);
    },
  });
  return { run, someSettled: settled.promise, count: machines.length };
}

const direct = (subscriptionId: string, from: number, to: number) =>
  fleet
    .filter(({ name }) => (Number(name.slice('fleet-'.length)) - 1) % 4 === 0)
    .filter((each) => each.subscriptionId === subscriptionId)
    .slice(from, to);

const statuses = ({ results }: RunRecord) => new Set([...results.values()].map(({ status }) => status));
/** Machines whose settings were written, a line for each write that Azure took. */
const writes = (start: number) => azure.requests.slice(start).filter((line) => /^PATCH .* → 200$/.test(line));

test('hundreds stay within what ARM allows, and are written once each', async () => {
  const start = azure.requests.length;
  const many = fleet.filter(
    ({ subscriptionId, name }) => subscriptionId === production && (Number(name.slice(6)) - 1) % 4 !== 0,
  );
  const { run, count } = runFor(apiAt(azure), many.slice(0, 195), { kind: 'detach' });
  const record = await run.run();
  expect(statuses(record)).toEqual(new Set(['done']));
  expect(new Set(writes(start)).size).toBe(count);
  expect(writes(start)).toHaveLength(count);
  const refused = azure.requests.slice(start).filter((line) => line.endsWith('429'));
  expect(refused.length).toBeLessThan(0.05 * azure.requests.slice(start).length);
});

test('throttling, a burst of 503 and tokens that expire on the way are survived, and nothing is written twice', async () => {
  const start = azure.requests.length;
  const { run, someSettled, count } = runFor(apiAt(azure), direct(branches, 0, 24));
  const ended = run.run();
  await someSettled;
  azure.faults.throttled = 4;
  azure.faults.unavailable = 3;
  azure.expireTokens({ claims: true });
  expect(statuses(await ended)).toEqual(new Set(['done']));
  expect(new Set(writes(start)).size).toBe(count);
  expect(writes(start)).toHaveLength(count);
  const seen = azure.requests.slice(start).map((line) => line.split(' → ')[1]);
  for (const status of ['429', '503', '401']) expect(seen).toContain(status);
});

test('one forbidden subscription fails with its reason, and the other is done', async () => {
  azure.faults.forbidden.add(branches);
  const [mine, theirs] = [direct(production, 0, 4), direct(branches, 24, 28)];
  const record = await runFor(apiAt(azure), [...mine, ...theirs]).run.run();
  const outcome = (index: number) => record.results.get(index);
  for (const index of mine.keys()) expect(outcome(index)?.status).toBe('done');
  for (const index of theirs.keys()) {
    expect(outcome(index + mine.length)).toMatchObject({ status: 'failed', code: 'Forbidden' });
    expect(outcome(index + mine.length)?.reason).toContain('Read the gateway association of');
  }
});

test('a sign-in that ends on the way pauses the run, and nothing has failed when it goes on', async () => {
  const start = azure.requests.length;
  const { run, someSettled, count } = runFor(apiAt(azure), direct(production, 4, 34));
  const ended = run.run();
  await someSettled;
  azure.faults.refusal = 700_082;
  azure.expireTokens({ claims: true });
  while (run.progress.state !== 'paused') await delay(20);
  expect(run.progress.obstacle?.code).toBe('SignedOut');
  expect(run.progress.settled).toBeLessThan(count);
  azure.faults.refusal = undefined;
  run.resume();
  const record = await ended;
  expect(statuses(record)).toEqual(new Set(['done']));
  expect(writes(start)).toHaveLength(count);
});
