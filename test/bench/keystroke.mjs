import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { withBundled } from './bundled.mjs';
import { referenceSeconds } from './reference.mjs';

/** The 95th percentile of the times that `typing.ts` prints, in milliseconds and in those of the reference. */
const times = await withBundled(['typing.ts'], (folder) =>
  JSON.parse(execFileSync(process.execPath, [join(folder, 'typing.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })),
);
const p95 = times.toSorted((a, b) => a - b)[Math.floor(0.95 * times.length)];
console.log(JSON.stringify({ count: times.length, p95, inUnits: p95 / referenceSeconds() }));
