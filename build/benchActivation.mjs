import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limited, median } from './benchTable.mjs';
import { extensionsFolder } from './codeServer.mjs';
import { runInHost } from './hostTests.mjs';
import { extensionId, installUnpacked } from './install.mjs';
import { root } from './paths.mjs';
import { step } from './steps.mjs';

const runs = 7;
const peer = 'bench.trivial';
const benchFolder = join(root, 'test', 'bench');

/** What activation costs beside that of a trivial extension, as the middle of several runs. */
export async function activationRows(node) {
  const samples = [];
  for (let turn = 0; turn < runs; turn++) {
    samples.push(await step(`Activation, run ${turn + 1} of ${runs}`, () => measure(node, turn)));
  }
  console.log(`\nRuns, ours/trivial in ms: ${samples.map((one) => `${one.ours.total}/${one.peer.total}`).join(' ')}\n`);
  const beside = (figure, part, limit) => {
    const [ours, theirs] = ['ours', 'peer'].map((who) => median(samples.map((sample) => sample[who][part])));
    return {
      ...limited(figure, ours, 'ms', limit),
      peer: `${theirs} ms`,
      ratio: (ours / Math.max(theirs, 1)).toFixed(1),
    };
  };
  const over = median(samples.map(({ ours, peer: theirs }) => ours.total - theirs.total));
  return [
    beside('activation (load + activate)', 'total', 50),
    beside('  of which load', 'load'),
    beside('  of which activate', 'activate'),
    limited('activation over trivial', over, 'ms', 30),
  ];
}

/**
 * Activates ours and the trivial extension in one extension host and returns the load and activation time of each, in
 * milliseconds. The order changes from run to run, as the first pays for what both share.
 */
async function measure(node, turn) {
  const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
  const results = join(folder, 'results.json');
  const ids = turn % 2 ? [extensionId(), peer] : [peer, extensionId()];
  try {
    await runInHost({
      node,
      extension: join(benchFolder, 'driver'),
      tests: join(benchFolder, 'driver', 'run'),
      env: { ARC_BENCH_IDS: ids.join(','), ARC_BENCH_RESULTS: results },
      settings: { 'arcGateway.environment': 'azure' },
      prepareProfile: installBoth,
    });
    const rows = JSON.parse(readFileSync(results, 'utf8'));
    const times = (id) => {
      const { load, call, finish } = rows.find((each) => each.id === id);
      return { load, activate: call + finish, total: load + call + finish };
    };
    return { ours: times(extensionId()), peer: times(peer) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function installBoth(profile) {
  const extensions = extensionsFolder(profile);
  mkdirSync(extensions, { recursive: true });
  installUnpacked(extensions);
  cpSync(join(benchFolder, 'trivial'), join(extensions, 'bench.trivial-1.0.0'), { recursive: true });
}
