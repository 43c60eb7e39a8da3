import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Times patching, in milliseconds: the first patch in a fresh process with the parser's load, and patches after it.
 * `node test/bench/patch.mjs bash`, and `powershell`.
 */
const root = resolve(import.meta.dirname, '../..');
const [language = 'bash'] = process.argv.slice(2);
const file = language === 'powershell' ? 'administrators.ps1' : 'administrators.sh';

const id = '11111111-2222-3333-4444-555555555555';
const topology = {
  version: 1,
  targets: { os: ['linux', 'windows'] },
  gateway: { id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw` },
  azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg', region: 'westeurope' },
  network: { proxyUrl: 'http://proxy.contoso.com:8080' },
  identity: { method: 'deviceCode' },
  tags: {},
};

const text = readFileSync(join(root, 'test', 'fixtures', 'patch', 'input', file), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const bundle = join(folder, 'patch.cjs');
const modules = join(root, 'node_modules');
await build({
  stdin: {
    contents: "export { patchScript } from './src/core'; export { loadSyntax } from './src/host/syntax';",
    resolveDir: root,
  },
  alias: { 'web-tree-sitter': join(modules, 'web-tree-sitter', 'web-tree-sitter.cjs') },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
});
const started = performance.now();
const { patchScript, loadSyntax } = createRequire(import.meta.url)(bundle);
const read = (name) => readFile(join(modules, name.replace('.wasm', ''), name));
const syntax = await loadSyntax([language], read);
const outcome = patchScript(text, topology, syntax, file);
const first = performance.now() - started;
if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));

const times = Array.from({ length: 300 }, () => {
  const before = performance.now();
  patchScript(text, topology, syntax, file);
  return performance.now() - before;
}).sort((a, b) => a - b);
const at = (share) => Number(times[Math.floor(share * times.length)].toFixed(2));
console.log(JSON.stringify({ language, first: Number(first.toFixed(1)), median: at(0.5), p95: at(0.95) }));
rmSync(folder, { recursive: true, force: true });
