import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { withBundled } from './bundled.mjs';

/** The figures of `inventory/client.ts`, which says what they are: `node test/bench/inventory.mjs 1000 10000 50000`. */
const sizes = process.argv.slice(2);
// The Azure on loopback makes its certificate with openssl.
await withBundled(['inventory/azure.ts', 'inventory/client.ts'], (folder) => {
  const client = ['--expose-gc', join(folder, 'client.mjs'), join(folder, 'azure.mjs')];
  process.stdout.write(execFileSync(process.execPath, [...client, ...sizes], { stdio: ['ignore', 'pipe', 'inherit'] }));
});
