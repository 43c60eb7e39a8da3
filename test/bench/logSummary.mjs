import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withBundled } from './bundled.mjs';
import { median } from './table.mjs';

/**
 * Sums up logs of 100 MB, beside one `awk` that counts their hosts: in mixed formats, where it needs a pattern, and in one
 * format, where a field is enough. The medians of five passes by turns. `node test/bench/logSummary.mjs`.
 */
const bytes = 100e6;
const passes = 5;
const hosts = [
  'his',
  'guestconfiguration',
  'dp.kubernetesconfiguration',
  'obo',
  'agentsvc',
  'servicebus',
  'login',
].flatMap((name) =>
  ['westeurope', 'northeurope', 'eastus', 'swedencentral'].map((region) => `${region}.${name}.azure.com`),
);
const digits = (value, length) => String(value % 10 ** length).padStart(length, '0');

/** In one of the formats that are known, with a time, a duration and a size of its own. */
function lineOf(number, format) {
  const host = hosts[number % hosts.length];
  const time = `2026-12-01T08:${digits(Math.floor(number / 60), 2)}:${digits(number, 2)}.${digits(number * 7919, 6)}Z`;
  const [took, size, port] = [digits(number * 31, 3), digits(number * 101, 5), 20_000 + (number % 40_000)];
  const route = number % 5 === 0 ? 'direct' : 'gateway';
  switch (format) {
    case 0:
      return `time="${time}" level=info msg="CONNECT ${host}:443" client=10.42.0.17:${port} route=${route} status=200 duration=${took}ms bytes=${size}\n`;
    case 1:
      return `{"ts":"${time}","level":"info","msg":"tunnel established","host":"${host}","port":443,"route":"${route}","duration_ms":${took}}\n`;
    case 2:
      return `${1_764_576_942 + number}.${took}  ${size} 10.42.0.17 TCP_TUNNEL/200 ${size} CONNECT ${host}:443 - HIER_DIRECT/20.50.2.1 -\n`;
    default:
      return `${time} INFO proxy: forwarded request ${digits(number, 8)} to ${host}:443 via ${route} in ${took}ms\n`;
  }
}

function writeLog(path, formatOf) {
  const file = openSync(path, 'w');
  let number = 0;
  for (let written = 0; written < bytes;) {
    const block = Array.from({ length: 5000 }, () => lineOf(number, formatOf(number++))).join('');
    written += writeSync(file, block);
  }
  closeSync(file);
}

const print = 'END { for (host in hosts) print host, hosts[host] }';
const logs = {
  mixed: {
    formatOf: (number) => number % 4,
    awk: `{ if (match($0, /[a-z0-9-]+(\\.[a-z0-9-]+)+\\.com/)) hosts[substr($0, RSTART, RLENGTH)]++ } ${print}`,
  },
  access: { formatOf: () => 2, awk: `{ hosts[$7]++ } ${print}` },
};

function timeAwk(program, path) {
  const started = performance.now();
  const found = execFileSync('awk', [program, path], { encoding: 'utf8' }).trim().split('\n').length;
  if (found !== hosts.length) throw new Error(`awk found ${found} of ${hosts.length} hosts.`);
  return performance.now() - started;
}

function measure(script, path, awk) {
  const [own, peer] = [[], []];
  for (let pass = 0; pass < passes; pass++) {
    own.push(JSON.parse(execFileSync(process.execPath, [script, path], { encoding: 'utf8' })));
    peer.push(timeAwk(awk, path));
  }
  if (own.some(({ unknown, groups }) => unknown > 0 || groups < hosts.length)) throw new Error('Lines were not read.');
  const [ms, awkMs] = [median(own.map((each) => each.ms)), median(peer)];
  return { ms, awkMs, ratio: ms / awkMs, megabytes: median(own.map((each) => each.megabytes)) };
}

const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
try {
  const path = join(folder, 'arc.log');
  const figures = await withBundled(['logSummary.ts'], (bundled) =>
    Object.entries(logs).map(([name, { formatOf, awk }]) => {
      writeLog(path, formatOf);
      return [name, measure(join(bundled, 'logSummary.mjs'), path, awk)];
    }),
  );
  console.log(JSON.stringify(Object.fromEntries(figures)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
