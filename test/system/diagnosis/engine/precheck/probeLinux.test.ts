import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../../../../src/planning/network/probes/probeResult';
import { precheck } from '../../../../../src/diagnosis/engine/precheck/precheck';
import { parseProbeOutput } from '../../../../../src/diagnosis/engine/precheck/parseProbeOutput';
import type { Probe, ProbePlan, Proxy } from '../../../../../src/planning/network/probes/probe';
import { probeOnLinux } from '../../../../../src/diagnosis/engine/precheck/probeLinux';
import { probesFor } from '../../../../../src/planning/network/probes/probesFor';
import { routingContextOf } from '../../../../../src/planning/network/routingContext';
import { makeAuthority } from '../../../../support/certificates';
import { run, start } from '../../../../support/program';
import { startBlackHole, startMuteHost } from '../../../../support/silentHost';
import { freePort, type Squid, startSquid } from '../../../../support/squid';
import { portOf } from '../../../../support/tlsHost';
import { branch } from '../../../../unit/diagnosis/engine/precheck/site';

const host = 'gbl.his.arc.azure.com';
const directory = mkdtempSync(join(tmpdir(), 'arc-probe-script-'));
const folders = ['open', 'strict'].map((name) => mkdtempSync(join(tmpdir(), `arc-probe-${name}-`)));
const authority = makeAuthority(directory, 'Contoso Inspection CA');
const ends: (() => PromiseLike<void>)[] = [];
const ports = { tls: 0, plain: 0, mute: 0, hole: 0, nobody: 0 };
let squid: Squid;
let strictSquid: Squid;

beforeAll(async () => {
  const tls = createServer(authority.issue([host]), (_, response) => response.end());
  const plain = createHttp((_, response) => response.writeHead(404).end());
  for (const server of [tls, plain]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(async () => {
      server.closeAllConnections();
      server.close();
    });
  }
  const [mute, hole] = await Promise.all([startMuteHost(), startBlackHole()]);
  for (const each of [mute, hole]) ends.push(() => each[Symbol.asyncDispose]());
  const [tlsPort, plainPort] = [portOf(tls.address()), portOf(plain.address())];
  Object.assign(ports, { tls: tlsPort, plain: plainPort, mute: mute.port, hole: hole.port, nobody: await freePort() });
  squid = await startSquid(folders[0] ?? '', { [host]: ports.tls });
  ends.push(() => squid[Symbol.asyncDispose]());
  strictSquid = await startSquid(folders[1] ?? '', {}, { name: 'somebody', password: 'secret' });
  ends.push(() => strictSquid[Symbol.asyncDispose]());
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
  for (const folder of [directory, ...folders]) rmSync(folder, { recursive: true });
});

/** A PATH with these programs and no others. */
function pathWith(name: string, programs: readonly string[]): string {
  const folder = join(directory, name);
  mkdirSync(folder);
  for (const program of programs) {
    symlinkSync(
      run('sh', 'dash', ['-c', `command -v ${program}`])
        .toString()
        .trim(),
      join(folder, program),
    );
  }
  return folder;
}

async function runScript(
  plan: ProbePlan,
  path: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly (ProbeResult | undefined)[]> {
  const child = start('/bin/bash', ['-s'], { env: { PATH: path, ...environment } });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stdin.end(probeOnLinux(plan).text);
  await once(child, 'close');
  // Chains, and no errors.
  expect(errors.replace(/^@(?:cert|chain) .*\n/gm, '')).toBe('');
  const parsed = parseProbeOutput(output, plan.probes.length);
  expect(parsed, output).toMatchObject({ isComplete: true, otherLines: 0 });
  return parsed.observations;
}

const [endpoint] = probesFor(routingContextOf(branch)).probes.map((each) => each.endpoint);
const direct = (port: number, protocol: Probe['protocol'] = 'https'): Probe => {
  if (!endpoint) throw new Error('no endpoint');
  return { host: '127.0.0.1', port, protocol, via: 'direct', from: ['server'], endpoint };
};
const proxied = (name = host): Probe => ({ ...direct(443), host: name, via: 'proxy' });
const proxyAt = (url: string): Proxy => ({ host: '127.0.0.1', port: Number(new URL(url).port) });

// Side by side, as they mostly wait.
const tools = ['bash', 'timeout', 'date', 'tr', 'cat'];
describe.concurrent.each([
  ['curl', [...tools, 'curl']],
  ['openssl alone', [...tools, 'openssl']],
] as const)('the script, with %s', (name, programs) => {
  let path: string;

  beforeAll(() => {
    path = pathWith(name.replace(' ', '-'), programs);
  });

  it.concurrent('sees straight what the prober sees', async () => {
    const probes = [ports.tls, ports.nobody, ports.mute, ports.hole].map((port) => direct(port));
    const gone: Probe = { ...direct(443), host: 'no-such-host.invalid' };
    const plain = direct(ports.plain, 'http');
    const seen = await runScript({ probes: [...probes, gone, plain], unprobed: [] }, path);
    expect(seen[0]).toMatchObject({ stage: 'done', isTrusted: false });
    expect(seen[0]?.issuers[0]).toMatch(/CN ?= ?Contoso Inspection CA/);
    expect(seen[1]).toMatchObject({ stage: 'connect', failure: 'refused' });
    expect(seen[2]).toMatchObject({ stage: 'tls', failure: 'timeout' });
    expect(seen[3]).toMatchObject({ stage: 'connect', failure: 'timeout' });
    expect(seen[4]).toMatchObject({ stage: 'dns' });
    expect(seen[5]).toMatchObject({ stage: 'done' });
  });

  it.concurrent('sees through a proxy what the prober sees', async () => {
    const plan: ProbePlan = {
      probes: [proxied(), proxied('unknown.contoso.com')],
      unprobed: [],
      proxy: proxyAt(squid.url),
    };
    const seen = await runScript(plan, path);
    expect(seen[0]).toMatchObject({ stage: 'done', isTrusted: false });
    expect(seen[0]?.issuers[0]).toMatch(/CN ?= ?Contoso Inspection CA/);
    expect(seen[1]).toMatchObject({ stage: 'proxy', failure: 'status' });
    expect(seen[1]?.status).toBeGreaterThanOrEqual(500);
  });

  it.concurrent('sees that a signer is trusted there', async () => {
    const plan: ProbePlan = { probes: [proxied()], unprobed: [], proxy: proxyAt(squid.url) };
    const { certificate } = authority;
    const [seen] = await runScript(plan, path, { CURL_CA_BUNDLE: certificate, SSL_CERT_FILE: certificate });
    expect(seen).toMatchObject({ stage: 'done', isTrusted: true });
    expect(seen?.issuers[0]).toMatch(/CN ?= ?Contoso Inspection CA/);
  });

  it.concurrent('sees a proxy that asks for a sign-in, one that is mute, and one that is not there', async () => {
    const through = async (proxy: Proxy) => (await runScript({ probes: [proxied()], unprobed: [], proxy }, path))[0];
    expect(await through(proxyAt(strictSquid.url))).toMatchObject({ stage: 'proxy', failure: 'status', status: 407 });
    expect(await through({ host: '127.0.0.1', port: ports.mute })).toMatchObject({ stage: 'proxy' });
    expect(await through({ host: '127.0.0.1', port: ports.nobody })).toMatchObject({
      stage: 'connect',
      failure: 'refused',
    });
  });
});

it('sees nothing of TLS with neither, which is not taken for open', async () => {
  const probes = [ports.tls, ports.mute].map((port) => direct(port));
  const whole = await runScript({ probes, unprobed: [] }, pathWith('neither', tools));
  // Addresses of the tests are no addresses of Azure.
  const seen = whole.map((each) => each && { ...each, addresses: [] });
  const rows = precheck({ probes, unprobed: [] }, seen);
  expect(rows.map(({ verdict, code }) => [verdict, code])).toEqual(probes.map(() => ['doubtful', 'tlsUnchecked']));
});

it('has nothing that shellcheck minds', () => {
  run('shellcheck', 'shellcheck', ['-'], probeOnLinux(probesFor(routingContextOf(branch))).text);
});
