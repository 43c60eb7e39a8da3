import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { build } from 'esbuild';

/**
 * 1,000 associations against the token buckets of one subscription, on a clock that jumps, answers of 100 ms each: once
 * to the end, and once killed half-way and resumed from its journal. Times are seconds of that clock.
 * `node test/bench/association.mjs`.
 */
const count = 1000;
const latency = 100;
const root = resolve(import.meta.dirname, '../..');
const subscriptionId = '11111111-2222-3333-4444-555555555555';
const provider = `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.HybridCompute`;
const gateway = { id: `${provider}/gateways/gw`, name: 'gw' };

const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const bundle = join(folder, 'core.cjs');
await build({
  entryPoints: [join(root, 'src', 'core', 'index.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
});
const { AssociationRun, planAssociation, providerKey, replayJournal, resourceKey, shortestTime, SubscriptionPacers } =
  createRequire(import.meta.url)(bundle);

/** Stands still until all that is left waits for it. */
class JumpingClock {
  time = 0;
  sleepers = [];
  now = () => this.time;
  sleep = (milliseconds) =>
    new Promise((wake) => {
      this.sleepers.push({ at: this.time + milliseconds, wake });
    });

  async runUntil(promise) {
    let isSettled = false;
    promise.finally(() => (isSettled = true)).catch(() => undefined);
    while (!isSettled) {
      await setImmediate();
      if (this.sleepers.length === 0) continue;
      this.time = Math.min(...this.sleepers.map(({ at }) => at));
      const awake = this.sleepers.filter(({ at }) => at <= this.time);
      this.sleepers = this.sleepers.filter(({ at }) => at > this.time);
      for (const { wake } of awake) wake();
    }
    return promise;
  }
}

const machines = Array.from({ length: count }, (_, index) => ({
  kind: 'machine',
  id: `${provider}/machines/m-${index}`,
  name: `m-${index}`,
  subscriptionId,
  resourceGroup: 'rg',
  location: 'westeurope',
  tags: {},
  os: 'linux',
  status: 'Connected',
  agentVersion: '1.67',
}));
const none = { items: [] };
const inventory = {
  subscriptions: [{ id: subscriptionId, name: 'Bench', tenantId: 'bench' }],
  reading: { gateways: none, machines: { items: machines }, clusters: none, azureLocal: none },
  associations: new Map(machines.map(({ id }) => [resourceKey(id), { status: 'read' }])),
};
const providers = new Map([[providerKey(subscriptionId, 'Microsoft.HybridCompute'), 'Registered']]);
const plan = planAssociation(machines, { kind: 'associate', gateway }, { inventory, providers });
const head = { plan, environment: 'bench', startedAt: '2026-01-01T00:00:00Z' };

/** Runs to the end, over as many lives as there are kills; each life ends at that many writes. */
async function run(kills) {
  const clock = new JumpingClock();
  const associations = new Map();
  const lines = [JSON.stringify({ type: 'run', version: 1, head })];
  let writes = 0;
  const live = (limit) => {
    const { promise: killed, resolve: kill } = Promise.withResolvers();
    const api = {
      association: async (id) => {
        await clock.sleep(latency);
        return associations.get(id);
      },
      associate: async (id, gatewayId) => {
        await clock.sleep(latency);
        if (writes === limit) kill();
        if (writes >= limit) return new Promise(() => undefined);
        writes += 1;
        associations.set(id, gatewayId);
      },
    };
    const ports = {
      connect: async () => api,
      clock,
      utcNow: () => '2026-01-01T00:00:00Z',
      journal: { append: async (entry) => void lines.push(JSON.stringify(entry)) },
      pacers: new SubscriptionPacers(clock),
      patience: () => new AbortController().signal,
    };
    const association = new AssociationRun(replayJournal(lines.join('\n')), ports);
    return clock.runUntil(Promise.race([association.run(), killed]));
  };
  for (const limit of [...kills, Infinity]) await live(limit);
  return { seconds: clock.time / 1000, writes, missing: count - associations.size };
}

const whole = await run([]);
const resumed = await run([count / 2]);
console.log(
  JSON.stringify({
    floor: shortestTime([count]) / 1000,
    seconds: whole.seconds,
    twice: resumed.writes - count,
    missing: resumed.missing,
  }),
);
rmSync(folder, { recursive: true, force: true });
