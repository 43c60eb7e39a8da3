import { median } from './table.mjs';

const text = JSON.stringify(
  Array.from({ length: 3500 }, (_, index) => ({
    id: `/subscriptions/2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027/resourceGroups/rg-${index}/providers/Microsoft.HybridCompute/machines/m-${index}`,
    name: `m-${index}`,
    location: 'westeurope',
    tags: { site: 'berlin', index },
    properties: { status: 'Connected', agentVersion: '1.60', flags: [true, false, null] },
  })),
);

/**
 * How many times as long as a second the reference work takes here and now: to parse and print 1 MB of JSON 20 times. A
 * budget in milliseconds is meant on a machine where that is one second.
 */
export function referenceSeconds() {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    for (let turn = 0; turn < 20; turn++) JSON.stringify(JSON.parse(text));
    return performance.now() - started;
  });
  return median(times) / 1000;
}
