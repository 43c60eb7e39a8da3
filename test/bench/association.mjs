import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { build } from 'esbuild';

/**
 * 1,000 associations against an Azure that refuses what is more than it allows one subscription, on a clock that jumps,
 * answers of 100 ms each: once to the end, and once killed half-way and resumed from its journal. Times are seconds of
 * that clock. `node test/bench/association.mjs`.
 */
const count = 1000;
const latency = 100;
// In Azure's own numbers, whatever the product holds for them: 200 writes at once, and 10 more a second.
const floor = (count - 200) / 10;
const root = resolve(import.meta.dirname, '../..');
const subscriptionId = '11111111-2222-3333-4444-555555555555';
const provider = `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.HybridCompute`;
const gateway = { id: `${provider}/gateways/gw`, name: 'gw' };

const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const bundle = join(folder, 'core.cjs');
await build({
  stdin: {
    contents: `export { ArcError } from './kernel/errors';
      export { resourceKey } from './kernel/resources';
      export { SubscriptionPacers } from './throttling';
      export { AssociationRun, planAssociation, providerKey, replayJournal } from './association/engine';
      export { Limits } from './sample/limits';`,
    resolveDir: join(root, 'src'),
    loader: 'ts',
  },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
});
const core = createRequire(import.meta.url)(bundle);
const { ArcError, AssociationRun, Limits, planAssociation, providerKey, replayJournal, resourceKey } = core;

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
  const limits = new Limits();
  const associations = new Map();
  const lines = [JSON.stringify({ type: 'run', version: 1, head })];
  const written = [];
  let throttled = 0;
  const answer = async (method, id) => {
    await clock.sleep(latency);
    const refusal = limits.refusal(method, id, clock.now());
    if (!refusal) return;
    throttled += 1;
    throw new ArcError({ code: 'Throttled', retryAfterSeconds: Number(refusal.headers['retry-after']) }, 'Later.');
  };
  const live = (limit) => {
    const { promise: killed, resolve: kill } = Promise.withResolvers();
    const api = {
      association: async (id) => {
        await answer('GET', id);
        return associations.get(id);
      },
      associate: async (id, gatewayId) => {
        await answer('PATCH', id);
        if (written.length === limit) kill();
        if (written.length >= limit) return new Promise(() => undefined);
        written.push(id);
        associations.set(id, gatewayId);
      },
      pacers: new core.SubscriptionPacers(clock),
    };
    const ports = {
      connect: async () => ({ api }),
      clock,
      utcNow: () => '2026-01-01T00:00:00Z',
      journal: { append: async (entry) => void lines.push(JSON.stringify(entry)) },
      patience: () => new AbortController().signal,
    };
    const association = new AssociationRun(replayJournal(lines.join('\n')), ports);
    return clock.runUntil(Promise.race([association.run(), killed]));
  };
  for (const limit of [...kills, Infinity]) await live(limit);
  const twice = written.length - new Set(written).size;
  return { seconds: clock.time / 1000, throttled, twice, missing: count - associations.size };
}

const whole = await run([]);
const resumed = await run([count / 2]);
console.log(
  JSON.stringify({
    floor,
    seconds: whole.seconds,
    throttled: whole.throttled,
    twice: whole.twice + resumed.twice,
    missing: whole.missing + resumed.missing,
  }),
);
rmSync(folder, { recursive: true, force: true });
