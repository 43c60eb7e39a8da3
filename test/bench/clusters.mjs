import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { withBundled } from './bundled.mjs';
import { median } from './table.mjs';

/** The medians of what `clusters.ts` prints, and their ratio. `node test/bench/clusters.mjs`. */
const { clusters, reads, times } = await withBundled(['clusters.ts'], (folder) =>
  JSON.parse(execFileSync(process.execPath, [join(folder, 'clusters.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })),
);
const [ms, kubectlMs] = [median(times.map(({ ours }) => ours)), median(times.map(({ peer }) => peer))];
console.log(JSON.stringify({ clusters, reads, ms, kubectlMs, ratio: ms / kubectlMs }));
