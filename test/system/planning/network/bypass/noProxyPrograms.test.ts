import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bypassFor } from '../../../../../src/planning/network/bypass/bypassFor';
import { powershell, runPowershell, withoutPowershell } from '../../../../support/powershell';
import { tryRun } from '../../../../support/program';
import { skipUnless } from '../../../../support/skip';

const { text, findings } = bypassFor({ domains: ['contoso.example'], cidrs: ['10.1.0.0/16'] }, 'noProxy');
const codes = findings.map(({ code }) => code);
const proxy = 'http://127.0.0.1:9';
const environment = { HTTPS_PROXY: proxy, https_proxy: proxy, NO_PROXY: text, no_proxy: text };
const hosts = ['contoso.example', 'app.contoso.example', 'notcontoso.example', '10.1.2.3', '10.2.2.3'];

const home = mkdtempSync(join(tmpdir(), 'arc-no-proxy-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('says what a domain and a range in NO_PROXY do not mean to all programs', () => {
  expect(codes).toEqual(expect.arrayContaining(['bypass.domainIncludesItself', 'bypass.rangesNotInDotnet']));
});

it('Python takes a domain with the domain itself', () => {
  const script = `import json, urllib.request\nprint(json.dumps([bool(urllib.request.proxy_bypass(host)) for host in ${JSON.stringify(hosts)}]))`;
  const { stdout } = tryRun('python3', 'python3', ['-c', script], { env: { PATH: process.env.PATH, ...environment } });
  expect((JSON.parse(stdout) as boolean[]).slice(0, 3)).toEqual([true, true, false]);
});

it('curl takes a domain with the domain itself, and ranges', () => {
  const bypassed = hosts.map((host) => {
    const args = ['-sS', '-v', '--max-time', '2', '--resolve', `${host}:9:127.0.0.1`, `https://${host}:9/`];
    const { stderr } = tryRun('curl', 'curl', args, { env: { PATH: process.env.PATH, ...environment } });
    return !stderr.includes(`Uses proxy env variable https_proxy == '${proxy}'`);
  });
  // Curl knows ranges since 7.86.
  expect(bypassed.slice(0, 3)).toEqual([true, true, false]);
});

it('.NET takes a domain with the domain itself, and no ranges', skipUnless(powershell, withoutPowershell), async () => {
  const list = hosts.map((host) => `'https://${host}/'`).join();
  const script = `@(${list}) | ForEach-Object { [System.Net.Http.HttpClient]::DefaultProxy.IsBypassed([Uri] $_) }`;
  const { stdout, stderr } = await runPowershell(['-Command', script], { home, env: environment });
  expect(stdout.trim().split(/\s+/), stderr).toEqual(['True', 'True', 'False', 'False', 'False']);
});
