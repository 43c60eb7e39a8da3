import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectHits } from '../../../support/hits';
import { patchScript } from '../../../support/patchScript';
import { powershell } from '../../../support/powershell';
import { runScripts } from '../../../support/powershellRuns';
import { tryRun } from '../../../support/program';
import { bashScripts, type ClusterScript, needs, powershellScripts, shapes, takenApart } from './clusterScripts';

type Calls = readonly (readonly string[])[];

/** Runs scripts in one bash, each in a subshell, with an `az` that records its arguments. */
function runInBash(scripts: readonly string[]): readonly Calls[] {
  const folder = mkdtempSync(join(tmpdir(), 'arc-clusters-'));
  try {
    writeFileSync(join(folder, 'scripts'), scripts.map((script) => `${script}\0`).join(''));
    const az = `az() { { printf '%s\\0' az "$@"; printf '\\1'; } >&9; }`;
    const loop = `while IFS= read -r -d '' script <&8; do ( eval "$script" ) 9>&9 >/dev/null; printf '\\2' >&9; done 8<scripts 9>calls; cat calls`;
    const { stdout } = tryRun('bash', 'bash', ['-c', `${az}\n${loop}`], { cwd: folder });
    return stdout
      .split('\x02')
      .slice(0, -1)
      .map((calls) =>
        calls
          .split('\x01')
          .slice(0, -1)
          .map((call) => call.split('\0').slice(0, -1)),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isForCluster = ([program = '', group]: readonly string[]): boolean =>
  group === 'connectedk8s' || program.includes('Kubernetes');

interface Pair extends ClusterScript {
  readonly patched: string;
}

/** Refusals are right where a value can’t be handed over; there must be few. */
function pairsOf(scripts: readonly ClusterScript[], file: string): readonly Pair[] {
  return scripts.flatMap((script) => {
    const outcome = patchScript(script.text, script.site, file);
    if (outcome.ok) return [{ ...script, patched: outcome.value.text }];
    const reasons = outcome.error.filter(({ code }) => code !== 'cluster.cmdCharacters');
    expect([script.text, reasons]).toEqual([script.text, []]);
    return [];
  });
}

function expectRight(pairs: readonly Pair[], runs: readonly Calls[]): void {
  const wrong = pairs.flatMap(({ text, patched, site }, index) => {
    const [before = [], after = []] = runs.slice(2 * index, 2 * index + 2);
    const isRight =
      before.length > 0 &&
      before.length === after.length &&
      before.every((call, at) => {
        const [was, is] = [takenApart(call), takenApart(after[at] ?? [])];
        const wanted = isForCluster(call) ? needs(site) : [];
        return (
          JSON.stringify(was.rest) === JSON.stringify(is.rest) && JSON.stringify(is.given) === JSON.stringify(wanted)
        );
      });
    return isRight ? [] : [{ text, patched, before, after }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
}

const countsOf = (pairs: readonly Pair[], all: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(all.map((shape) => [shape, pairs.filter((pair) => pair.shapes.includes(shape)).length]));

describe('patched commands for clusters, run', { timeout: 120_000 }, () => {
  it('get each option once in bash, and keep every other word', () => {
    const pairs = pairsOf(fc.sample(bashScripts, { numRuns: 600, seed: 7 }), 'x.sh');
    expect(pairs).toHaveLength(600);
    expectHits(countsOf(pairs, shapes.bash), 75);
    expectRight(pairs, runInBash(pairs.flatMap(({ text, patched }) => [text, patched])));
  });

  it.skipIf(powershell === undefined)('get each option once in PowerShell, and keep every other word', async () => {
    const pairs = pairsOf(fc.sample(powershellScripts, { numRuns: 400, seed: 7 }), 'x.ps1');
    expectHits(countsOf(pairs, shapes.powershell), 30);
    const runs = await runScripts(
      pairs.flatMap(({ text, patched }) => [text, patched]),
      true,
    );
    expect(runs.filter(({ failure }) => failure !== '')).toEqual([]);
    expectRight(
      pairs,
      runs.map(({ calls }) => calls),
    );
  });
});
