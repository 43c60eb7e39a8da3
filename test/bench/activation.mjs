import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, row } from './table.mjs';
import { extensionsFolder } from '../../build/codeServer.mjs';
import { runInHost } from '../../build/hostTests.mjs';
import { extensionId, installUnpacked } from '../../build/install.mjs';
import { root } from '../../build/paths.mjs';
import { step } from '../../build/steps.mjs';

const runs = 7;
const trivial = 'bench.trivial';
/** A tree view with its commands, written, minified and kept by the makers of VS Code, of the version that runs it. */
const wellKept = 'vscode.references-view';
const benchFolder = join(root, 'test', 'bench');

/**
 * What activation costs beside that of a well-kept extension and of one that does nothing, as the middle of several runs;
 * machines differ by more than any margin in milliseconds.
 */
export async function activationRows(node) {
  const samples = [];
  for (let turn = 0; turn < runs; turn++) {
    samples.push(await step(`Activation, run ${turn + 1} of ${runs}`, () => measure(node, turn)));
  }
  const told = samples.map(({ ours, well, least }) => `${ours.total}/${well.total}/${least.total}`);
  console.log(`\nRuns, ours/${wellKept}/trivial in ms: ${told.join(' ')}\n`);
  const middle = (who, part) => median(samples.map((sample) => sample[who][part]));
  const beside = (figure, part, peer, limit) => {
    const [ours, theirs] = [middle('ours', part), middle(peer, part)];
    const ratio = ours / Math.max(theirs, 1);
    return row(figure, `${ours} ms`, {
      peer: `${theirs} ms`,
      ratio: ratio.toFixed(1),
      ...(limit !== undefined && { target: `≤ ${limit}`, ok: ratio <= limit }),
    });
  };
  return [
    beside(`activation (${wellKept})`, 'total', 'well', 4),
    beside('  of which load', 'load', 'well'),
    beside('  of which activate', 'activate', 'well'),
    beside('activation (one that does nothing)', 'total', 'least'),
  ];
}

/**
 * Activates all three in one extension host and returns the load and activation time of each, in milliseconds. The order
 * changes from run to run, as the first pays for what they share.
 */
async function measure(node, turn) {
  const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
  const results = join(folder, 'results.json');
  const all = [extensionId(), wellKept, trivial];
  const ids = all.map((_, index) => all[(index + turn) % all.length]);
  try {
    await runInHost({
      node,
      extension: join(benchFolder, 'driver'),
      tests: join(benchFolder, 'driver', 'run'),
      env: { ARC_BENCH_IDS: ids.join(','), ARC_BENCH_RESULTS: results },
      settings: { 'arcGateway.environment': 'azure' },
      prepareProfile: installOurs,
    });
    const rows = JSON.parse(readFileSync(results, 'utf8'));
    const times = (id) => {
      const { load, call, finish } = rows.find((each) => each.id === id);
      return { load, activate: call + finish, total: load + call + finish };
    };
    return { ours: times(extensionId()), well: times(wellKept), least: times(trivial) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function installOurs(profile) {
  const extensions = extensionsFolder(profile);
  mkdirSync(extensions, { recursive: true });
  installUnpacked(extensions);
  cpSync(join(benchFolder, 'trivial'), join(extensions, 'bench.trivial-1.0.0'), { recursive: true });
}
