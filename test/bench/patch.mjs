import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Times patching, in milliseconds: the first patch in a fresh process, patches after it, and beside them the one
 * `bash -n` that a person would run over a script.
 * `node test/bench/patch.mjs bash`, `powershell`, and `portal`, the portal's script for Windows as it is today.
 */
const root = resolve(import.meta.dirname, '../..');
const [script = 'bash'] = process.argv.slice(2);
const language = script === 'bash' ? 'bash' : 'powershell';
const file = language === 'bash' ? 'administrators.sh' : 'administrators.ps1';

const id = '11111111-2222-3333-4444-555555555555';
const site = {
  version: 1,
  targets: { os: ['linux', 'windows'] },
  gateway: { id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw` },
  azure: {
    tenantId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    subscriptionId: id,
    resourceGroup: 'rg',
    region: 'westeurope',
  },
  network: { proxyUrl: 'http://proxy.contoso.com:8080' },
  identity: { method: 'deviceCode' },
  tags: {},
};

const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const bundle = join(folder, 'patch.cjs');
await build({
  stdin: {
    contents: `export { detectLanguage, loadReader, patchScript } from './src/patching/engine';
export { plainPortalOptions, portalScript } from './test/unit/patching/engine/portalScripts';`,
    resolveDir: root,
  },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
});
const started = performance.now();
const { detectLanguage, loadReader, patchScript, plainPortalOptions, portalScript } = createRequire(import.meta.url)(
  bundle,
);
const text =
  script === 'portal'
    ? portalScript('windows', { ...plainPortalOptions, era: '2026', hasPrincipal: true, proxyUrl: 'http://old:3128' })
    : readFileSync(join(root, 'test', 'fixtures', 'patch', 'input', file), 'utf8');
const reader = await loadReader(detectLanguage(text, file));
const outcome = patchScript(text, site, reader, file);
const first = performance.now() - started;
if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));

const bashTimes = Array.from({ length: 11 }, () => {
  const before = performance.now();
  execFileSync('bash', ['-n'], {
    input: readFileSync(join(root, 'test', 'fixtures', 'patch', 'input', 'administrators.sh')),
  });
  return performance.now() - before;
}).sort((a, b) => a - b);
const times = Array.from({ length: 300 }, () => {
  const before = performance.now();
  patchScript(text, site, reader, file);
  return performance.now() - before;
}).sort((a, b) => a - b);
const at = (share) => Number(times[Math.floor(share * times.length)].toFixed(2));
console.log(
  JSON.stringify({
    script,
    length: text.length,
    first: Number(first.toFixed(1)),
    bash: bashTimes[5],
    median: at(0.5),
    p95: at(0.95),
  }),
);
rmSync(folder, { recursive: true, force: true });
