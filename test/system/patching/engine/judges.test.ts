import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, tryRun } from '../../../support/program';
import { allPairs, type Pair, pairOf } from '../../../unit/patching/engine/pairs';
import { plainPortalOptions, portalScript } from '../../../unit/patching/engine/portalScripts';
import { direct } from '../../../unit/patching/engine/sites';

let folder: string;
let scripts: readonly Pair[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'arc-patch-'));
  scripts = allPairs().filter(({ name }) => name.endsWith('.sh'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const patchedText = (before: string): string => pairOf('run.sh', before)[0]?.patched.text ?? '';

describe('patched bash scripts', () => {
  it('are read by bash', () => {
    expect(scripts.length).toBeGreaterThan(45);
    for (const { name, patched } of scripts) writeFileSync(join(folder, name), patched.text);
    const files = scripts.map(({ name }) => join(folder, name));
    const check = 'for file; do bash -n "$file" || echo "$file"; done';
    const { stdout, stderr } = tryRun('bash', 'bash', ['-c', check, 'bash', ...files]);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });

  it('have no warning of shellcheck that they did not have', () => {
    const before = warnings(({ before: text }) => text);
    const after = warnings(({ patched }) => patched.text);
    expect([...after].filter(([key, count]) => count > (before.get(key) ?? 0))).toEqual([]);
  });
});

/** How often shellcheck says what of which file. */
function warnings(pick: (pair: Pair) => string): ReadonlyMap<string, number> {
  for (const pair of scripts) writeFileSync(join(folder, pair.name), pick(pair));
  const args = ['--shell=bash', '--format=json', ...scripts.map(({ name }) => name)];
  const { stdout } = tryRun('shellcheck', 'shellcheck', args, { cwd: folder });
  const counts = new Map<string, number>();
  for (const { file, code } of JSON.parse(stdout) as readonly { file: string; code: number }[]) {
    counts.set(`${file} SC${code}`, (counts.get(`${file} SC${code}`) ?? 0) + 1);
  }
  return counts;
}

describe('a patched script of the portal, run', () => {
  const stub = (log: string): string => `record() { printf '%s\\0' "$@" >>'${log}'; printf '\\n' >>'${log}'; }
sudo() { "$@"; }
sleep() { :; }
azcmagent() { record azcmagent "$@"; }
wget() { record wget "$@"; [ "$FAIL" = 1 ] && return 4; for last; do :; done; echo "printf '%s\\\\0' install \\"\\$@\\" >>'${log}'; printf '\\\\n' >>'${log}'" >"$last"; }
`;
  const calls = (script: string, env: Record<string, string>): readonly (readonly string[])[] => {
    const log = join(folder, 'calls');
    writeFileSync(log, '');
    run('env', 'coreutils', [...Object.entries(env).map(([k, v]) => `${k}=${v}`), 'bash', '-c', stub(log) + script]);
    return readFileSync(log, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\0').slice(0, -1));
  };

  it('gives every program what it got, and the gateway and the proxy', () => {
    const before = portalScript('linux', { ...plainPortalOptions, era: '2023', hasPrincipal: true, isFolded: true });
    const proxy = 'http://proxy.contoso.com:8080';
    const original = calls(before, {});
    const [download, install, connect] = calls(patchedText(before), {});
    expect(original.map(([program]) => program)).toEqual(['wget', 'install', 'azcmagent']);
    expect(download).toEqual([
      'wget',
      '-e',
      'use_proxy=yes',
      '-e',
      `https_proxy=${proxy}`,
      'https://gbl.his.arc.azure.com/azcmagent-linux',
      ...(original[0]?.slice(2) ?? []),
    ]);
    expect(install).toEqual(['install', '--proxy', proxy]);
    const at = (original[2]?.indexOf('--cloud') ?? 0) + 2;
    expect(connect).toEqual(original[2]?.toSpliced(at, 0, '--gateway-id', direct.gateway.id));
  });

  it('reports a failed download through the proxy', () => {
    const script = patchedText(portalScript('linux', { ...plainPortalOptions, era: '2023' }));
    const report = calls(script.replace(/^bash [^]*$/m, ''), { FAIL: '1' })[1];
    expect(report?.slice(0, 7)).toEqual([
      'wget',
      '-e',
      'use_proxy=yes',
      '-e',
      'https_proxy=http://proxy.contoso.com:8080',
      '-qO-',
      '--method=PUT',
    ]);
  });
});
