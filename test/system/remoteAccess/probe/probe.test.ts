import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../src/planning/network/endpoint';
import type { Probe, ProbePlan, Proxy } from '../../../../src/planning/network/probes/probe';
import { judge } from '../../../../src/diagnosis/engine/precheck/judge';
import { createProber } from '../../../../src/remoteAccess/probe';
import { makeAuthority } from '../../../support/certificates';
import { beforeControl } from '../../../support/order';
import { startBlackHole, startMuteHost } from '../../../support/silentHost';
import { freePort, type Squid, startSquid } from '../../../support/squid';
import { portOf } from '../../../support/tlsHost';

const host = 'gbl.his.arc.azure.com';
const directory = mkdtempSync(join(tmpdir(), 'arc-probe-'));
const ends: (() => PromiseLike<void>)[] = [async () => rmSync(directory, { recursive: true })];
const ports = { tls: 0, plain: 0, mute: 0, hole: 0, nobody: 0 };
let squid: Squid;
let strictSquid: Squid;
let authority: string;

beforeAll(async () => {
  const made = makeAuthority(directory, 'Contoso Inspection CA');
  authority = readFileSync(made.certificate, 'utf8');
  const tls = createServer(made.issue([host, '127.0.0.1']), (_, response) => response.end());
  tls.on('upgrade', ({ url }, socket) =>
    url === '/silent'
      ? socket.on('error', () => undefined)
      : socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'),
  );
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
  Object.assign(ports, {
    tls: portOf(tls.address()),
    plain: portOf(plain.address()),
    mute: mute.port,
    hole: hole.port,
    nobody: await freePort(),
  });
  const folders = ['open', 'strict'].map((name) => mkdtempSync(join(tmpdir(), `arc-probe-${name}-`)));
  ends.push(async () => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  squid = await startSquid(folders[0] ?? '', { [host]: ports.tls, 'mute.contoso.com': ports.mute });
  ends.push(() => squid[Symbol.asyncDispose]());
  strictSquid = await startSquid(folders[1] ?? '', {}, { name: 'somebody', password: 'secret' });
  ends.push(() => strictSquid[Symbol.asyncDispose]());
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const endpoint: Endpoint = {
  host,
  port: 443,
  protocol: 'https',
  from: ['server'],
  purpose: 'test',
  when: 'always',
  isAlwaysNeeded: true,
  source: 'test',
};
const direct = (port: number, protocol: Probe['protocol'] = 'https'): Probe => ({
  host: '127.0.0.1',
  port,
  protocol,
  via: 'direct',
  from: ['server'],
  endpoint,
});
const proxied = (name = host): Probe => ({
  host: name,
  port: 443,
  protocol: 'https',
  via: 'proxy',
  from: ['server'],
  endpoint,
});
const proxyAt = (url: string): Proxy => ({ host: '127.0.0.1', port: Number(new URL(url).port) });

const patience = { connect: 700, proxy: 700, tls: 700 };
const never = new AbortController().signal;

async function observe(probe: Probe, proxy?: Proxy, roots?: readonly string[]) {
  const plan: ProbePlan = { probes: [probe], unprobed: [], ...(proxy ? { proxy } : {}) };
  const [observation] = await createProber(patience, roots)(plan, never);
  if (!observation) throw new Error('no observation');
  return observation;
}

describe('the prober', () => {
  it('names who signed, straight and through a proxy', async () => {
    const straight = await observe(direct(ports.tls));
    expect(straight).toMatchObject({
      stage: 'done',
      addresses: ['127.0.0.1'],
      issuers: ['CN=Contoso Inspection CA'],
      isTrusted: false,
    });
    const through = await observe(proxied(), proxyAt(squid.url));
    expect(through).toMatchObject({ stage: 'done', addresses: [], issuers: ['CN=Contoso Inspection CA'] });
    // Squid writes a tunnel down once it is closed.
    await expect.poll(() => squid.accessLog().join('\n')).toContain(`CONNECT ${host}:443`);
    expect(judge(proxied(), through)).toMatchObject({
      verdict: 'inspected',
      responsible: 'inspection',
      values: { issuer: expect.stringContaining('Contoso Inspection CA') as string },
    });
  });

  it('asks for a WebSocket through a proxy that does not look into TLS', async () => {
    const relay: Probe = { ...proxied(), webSocket: '/$hc/x?sb-hc-action=listen' };
    const seen = await observe(relay, proxyAt(squid.url), [authority]);
    expect(seen).toMatchObject({ stage: 'done', status: 404, isTrusted: true });
    // The certificate is not Microsoft’s, so the answer may be that of an inspecting proxy.
    expect(judge(relay, seen)).toMatchObject({ verdict: 'inspected', code: 'upgradeUnproven' });
    const ofMicrosoft = { ...seen, issuers: ['O=Microsoft Corporation, CN=Microsoft TLS G2 RSA CA OCSP 02'] };
    expect(judge(relay, ofMicrosoft).verdict).toBe('open');
    const silent = await observe({ ...relay, webSocket: '/silent' }, proxyAt(squid.url), [authority]);
    expect(silent).toMatchObject({ stage: 'upgrade', failure: 'timeout' });
    expect(judge(relay, { ...silent, issuers: ofMicrosoft.issuers })).toMatchObject({
      verdict: 'blocked',
      responsible: 'proxy',
      code: 'upgradeNoAnswer',
    });
  });

  it('says what is trusted', async () => {
    expect(await observe(direct(ports.tls), undefined, [authority])).toMatchObject({ stage: 'done', isTrusted: true });
  });

  it('sees a proxy that asks for a sign-in', async () => {
    const observation = await observe(proxied(), proxyAt(strictSquid.url));
    expect(observation).toMatchObject({ stage: 'proxy', failure: 'status', status: 407 });
    expect(judge(proxied(), observation)).toMatchObject({ verdict: 'blocked', responsible: 'proxy' });
  });

  it('sees a proxy that cannot reach the host', async () => {
    const probe = proxied('unknown.contoso.com');
    const observation = await observe(probe, proxyAt(squid.url));
    expect(observation).toMatchObject({ stage: 'proxy', failure: 'status' });
    expect(observation.status).toBeGreaterThanOrEqual(500);
    expect(judge(probe, observation)).toMatchObject({ responsible: 'proxy' });
  });

  it('sees a proxy that is not there, and one that says nothing', async () => {
    const gone = { host: '127.0.0.1', port: ports.nobody };
    expect(await observe(proxied(), gone)).toMatchObject({ stage: 'connect', failure: 'refused' });
    const mute = { host: '127.0.0.1', port: ports.mute };
    expect(await observe(proxied(), mute)).toMatchObject({ stage: 'proxy', failure: 'timeout' });
  });

  it('tells a refusal, a black hole, silence and a wrong protocol apart', async () => {
    expect(await observe(direct(ports.nobody))).toMatchObject({ stage: 'connect', failure: 'refused' });
    expect(await observe(direct(ports.hole))).toMatchObject({ stage: 'connect', failure: 'timeout' });
    expect(await observe(direct(ports.mute))).toMatchObject({ stage: 'tls', failure: 'timeout' });
    expect(await observe(direct(ports.plain))).toMatchObject({ stage: 'tls' });
    expect(await observe(proxied('mute.contoso.com'), proxyAt(squid.url))).toMatchObject({ stage: 'tls' });
  });

  it('asks plain HTTP, where any answer of the host is good', async () => {
    expect(await observe(direct(ports.plain, 'http'))).toMatchObject({ stage: 'done', status: 404 });
    expect(await observe(direct(ports.mute, 'http'))).toMatchObject({ stage: 'http', failure: 'timeout' });
  });

  it('sees a name that is not there', async () => {
    const probe: Probe = { ...direct(443), host: 'no-such-host.invalid' };
    expect(await observe(probe)).toMatchObject({ stage: 'dns', addresses: [] });
  });

  it('waits for ten black holes among 120 endpoints side by side, not for one after the other', async () => {
    const probes = Array.from({ length: 120 }, (_, index) => direct(index % 12 === 5 ? ports.hole : ports.tls));
    let done = 0;
    // Each of these comes after the one before: as long as five black holes last.
    const control = (async () => {
      for (let holes = 5; holes > 0; holes--)
        await createProber()({ probes: [direct(ports.hole)], unprobed: [] }, never);
    })();
    const observations = await beforeControl(
      createProber()({ probes, unprobed: [] }, never, () => done++),
      control,
    );
    expect(done).toBe(120);
    expect(observations.filter(({ stage }) => stage === 'done')).toHaveLength(110);
    expect(observations.filter(({ failure }) => failure === 'timeout')).toHaveLength(10);
    await control;
  });

  it('ends at once when it is canceled', async () => {
    const controller = new AbortController();
    const probes = Array.from({ length: 60 }, () => direct(ports.mute));
    const running = createProber()({ probes, unprobed: [] }, controller.signal);
    setTimeout(() => {
      controller.abort();
    }, 100);
    // Sooner than the patience of a step ends.
    const control = createProber()({ probes: [direct(ports.mute)], unprobed: [] }, never);
    await expect(beforeControl(running, control)).rejects.toMatchObject({ failure: { code: 'Canceled' } });
    await control;
  });
});
