import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Times writing scripts, in milliseconds: one script for each of 10,000 machines, half of them Linux, each machine with
 * tags of its own; and the whole plan of a topology, all of its scripts included. `node test/bench/scripts.mjs`.
 */
const machines = 10_000;
const root = resolve(import.meta.dirname, '../..');
const id = '11111111-2222-3333-4444-555555555555';

const siteOf = (number) => ({
  version: 1,
  targets: { os: ['linux', 'windows'] },
  gateway: {
    id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw`,
    endpoint: 'contoso.gw.arc.azure.com',
  },
  azure: { tenantId: id, subscriptionId: id, resourceGroup: `rg-${number % 40}`, region: 'westeurope' },
  network: { proxyUrl: 'http://proxy.contoso.com:8080' },
  identity: { method: 'servicePrincipal', clientId: id },
  tags: { machine: `srv${number}`, site: "Köln, O'Neil's" },
});

const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const bundle = join(folder, 'core.cjs');
await build({
  entryPoints: [join(root, 'src', 'core', 'index.ts')],
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
});
const { linuxScript, windowsScript, plan } = createRequire(import.meta.url)(bundle);

const timed = (work) => {
  const started = performance.now();
  const result = work();
  return { ms: Number((performance.now() - started).toFixed(1)), result };
};

const { ms: scripts, result: characters } = timed(() => {
  let written = 0;
  for (let number = 0; number < machines; number++) {
    written += (number % 2 ? windowsScript : linuxScript)(siteOf(number)).text.length;
  }
  return written;
});
const plans = Array.from({ length: 300 }, (_, number) => timed(() => plan(siteOf(number))).ms).sort((a, b) => a - b);
console.log(JSON.stringify({ machines, scripts, characters, plan: plans[150], planP95: plans[285] }));
rmSync(folder, { recursive: true, force: true });
