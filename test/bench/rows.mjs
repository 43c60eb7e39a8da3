import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { limited, row } from './table.mjs';
import { bundle } from '../../build/bundle.mjs';
import { firstPresses } from '../../build/chunks.mjs';
import { installPackages, missingPackages } from '../../build/debian.mjs';
import { packageExtension } from '../../build/package.mjs';
import { builtFiles, root } from '../../build/paths.mjs';

const kB = (...files) => Number((files.reduce((sum, file) => sum + statSync(file).size, 0) / 1000).toFixed(1));
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** What a script of `test/bench` prints, in a process of its own. */
async function figuresOf(node, script, ...args) {
  const { stdout } = await promisify(execFile)(node, [join(root, 'test', 'bench', script), ...args]);
  return JSON.parse(stdout);
}

/** The main bundle, what each feature reads at its first press, each chunk that is read later, each page, the package. */
export async function sizeRows() {
  const main = 'dist/extension.js';
  const pages = { wizard: 180, traffic: 60 };
  const presses = firstPresses(await bundle());
  const chunks = builtFiles().filter((file) => /^dist\/(?!part-)[^/]+\.js$/.test(file) && file !== main);
  const size = (figure, files, limit) => limited(figure, kB(...files.map((file) => join(root, file))), 'kB', limit);
  return [
    size('main bundle', [main], 35),
    ...Object.entries(presses).map(([name, bytes]) =>
      limited(`  first press: ${name}`, Number((bytes / 1000).toFixed(1)), 'kB', 250),
    ),
    ...chunks.map((file) => size(`  read later: ${file.slice('dist/'.length, -'.js'.length)}`, [file])),
    ...Object.entries(pages).map(([page, limit]) => size(`webview: ${page}`, [`dist/webview/${page}.js`], limit)),
    limited('.vsix', kB(await packageExtension()), 'kB', 1100),
  ];
}

/** The first patch beside one `bash -n`, and the median of those after it. */
export async function patchRows(node) {
  const rows = [];
  for (const script of ['bash', 'powershell', 'portal']) {
    const { first, bash, median: warm } = await figuresOf(node, 'patch.mjs', script);
    const most = 50;
    rows.push(
      row(`${script} patch, first (bash -n)`, `${first} ms`, {
        peer: `${bash.toFixed(1)} ms`,
        ratio: (first / bash).toFixed(1),
        target: `≤ ${most}`,
        ok: first / bash <= most,
      }),
      limited(`${script} patch, warm`, warm, 'ms', 5),
    );
  }
  return rows;
}

/** From a keystroke in the wizard to the last change on its page, over 500 machines, 20 clusters and an Azure Local instance. */
export async function keystrokeRows(node) {
  const { count, p95, inUnits } = await figuresOf(node, 'keystroke.mjs');
  return [
    row(`${count} keystrokes, p95 (ms where the reference takes 1 s)`, `${p95.toFixed(1)} ms`, {
      ratio: inUnits.toFixed(1),
      target: '≤ 50',
      ok: inUnits <= 50,
    }),
  ];
}

/** A script for each of 10,000 machines, and the plan of one topology. */
export async function scriptRows(node) {
  const { scripts, plan } = await figuresOf(node, 'scripts.mjs');
  return [
    limited('scripts for 10,000 machines', scripts, 'ms', 2000),
    limited('plan with all of its scripts', plan, 'ms'),
  ];
}

/**
 * 1,000 associations on a clock that jumps: beside the time that Azure's limits ask for, and killed half-way. Less time
 * than that is no merit: then these limits were not kept.
 */
export async function associationRows(node) {
  const { floor, seconds: taken, throttled, twice, missing } = await figuresOf(node, 'association.mjs');
  const ratio = taken / floor;
  return [
    row('1,000 associations / token buckets', `${taken.toFixed(1)} s`, {
      ratio: ratio.toFixed(2),
      target: `${floor} to ${(1.1 * floor).toFixed(0)} s`,
      ok: ratio >= 0.99 && ratio <= 1.1,
    }),
    limited('  throttled', throttled, 'times', 2),
    row('  killed half-way: twice, missing', `${twice}, ${missing}`, {
      target: '0, 0',
      ok: twice === 0 && missing === 0,
    }),
  ];
}

/** The same run on 100 hosts by us and by the tools of the field; the ratio is to the fastest of these. */
export async function remoteRows(node) {
  const lacking = missingPackages(['peers']);
  if (lacking.length > 0) await installPackages(lacking);
  const { cold, second } = await figuresOf(node, 'remote.mjs');
  const beside = (figure, { ours, ...peers }, best, limit) => {
    const names = Object.entries(peers).map(([name, ms]) => `${name} ${seconds(ms)}`);
    const ratio = ours / best;
    return row(`${figure} (${names.join(', ')})`, seconds(ours), {
      peer: seconds(best),
      ratio: ratio.toFixed(2),
      target: `≤ ${limit}`,
      ok: ratio <= limit,
    });
  };
  const fastest = Math.min(second.parallelSsh, second.clush, second.ansible);
  return [beside('100 hosts by SSH, cold', cold, cold.parallelSsh, 1), beside('  second pass', second, fastest, 0.2)];
}

export async function verifyRows(node) {
  const { show } = await figuresOf(node, 'verify.mjs');
  return [limited('reading 10,000 azcmagent show outputs', show, 'ms', 1000)];
}

/** Logs of 100 MB beside an `awk` that counts their hosts. */
export async function logRows(node) {
  const { mixed, access } = await figuresOf(node, 'logSummary.mjs');
  const beside = (figure, { ms, awkMs, ratio }) =>
    row(figure, seconds(ms), { peer: seconds(awkMs), ratio: ratio.toFixed(2), target: '≤ 3', ok: ratio <= 3 });
  return [
    beside('log of 100 MB, mixed formats (awk by a pattern)', mixed),
    beside('  one format (awk by a field)', access),
    limited('  memory', Math.round(Math.max(mixed.megabytes, access.megabytes)), 'MB', 150),
  ];
}

/** 100 clusters read for a verification, beside the same reads by `kubectl` alone, as many at once. */
export async function clusterRows(node) {
  const { clusters, reads, ms, kubectlMs, ratio } = await figuresOf(node, 'clusters.mjs');
  return [
    row(`${clusters} clusters, ${reads} reads (kubectl in parallel)`, seconds(ms), {
      peer: seconds(kubectlMs),
      ratio: ratio.toFixed(2),
      target: '≤ 1.1',
      ok: ratio <= 1.1,
    }),
  ];
}

/** Every reader of foreign text with its worst shapes, up to 1 MB: how many times as long twice the text takes. */
export async function parserRows(node) {
  const { count, worst, slowest } = await figuresOf(node, 'parsers.mjs');
  const ratio = Number(worst.ratio.toFixed(2));
  return [
    limited(`${count} readers and shapes, twice the text (${worst.reader}, ${worst.shape})`, ratio, 'times', 2.3),
    limited(`  1 MB, the slowest (${slowest.reader}, ${slowest.shape})`, slowest.ms, 'ms'),
  ];
}

/**
 * Inventories of several sizes from an Azure on loopback, beside the serial list per subscription. Resource Graph's quota
 * makes the pages wait: fifteen of them in each window of five seconds. What is beyond that wait is ours, and is measured
 * against parsing the rows as JSON.
 */
export async function inventoryRows(node) {
  const mostOfParse = { 10_000: 80, 50_000: 20 };
  const sizes = await figuresOf(node, 'inventory.mjs', '1000', ...Object.keys(mostOfParse));
  return sizes.flatMap(({ machines, firstRows, all, throttled, serial, heldMegabytes, roots, keystroke, ...own }) => {
    const figure = (name) => `${machines} machines, ${name}`;
    const ratio = (all - own.quota) / own.parse;
    const limit = mostOfParse[machines];
    return [
      limited(figure('first rows'), firstRows, 'ms', 300),
      row(figure('all (the serial list)'), `${all} ms`, { peer: `${serial} ms`, ratio: (all / serial).toFixed(2) }),
      row(figure('all without the quota (JSON.parse of the rows)'), `${all - own.quota} ms`, {
        peer: `${own.parse} ms`,
        ratio: ratio.toFixed(1),
        ...(limit !== undefined && { target: `≤ ${limit}`, ok: ratio <= limit }),
      }),
      limited(figure('throttled'), throttled, 'times', 0),
      ...(machines === 10_000 ? [limited(figure('root rows'), roots, 'ms', 20)] : []),
      ...(machines === 50_000
        ? [
            limited(figure('memory'), heldMegabytes, 'MB', 150),
            limited(figure('a keystroke in the wizard'), keystroke, 'ms', 10),
          ]
        : []),
    ];
  });
}
