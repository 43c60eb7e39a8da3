import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createTls } from 'node:https';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../../../src/diagnosis/engine/precheck/judge';
import { parseProbeOutput } from '../../../../../src/diagnosis/engine/precheck/parseProbeOutput';
import type { Probe, ProbePlan, Proxy } from '../../../../../src/planning/network/probes/probe';
import { probeOnLinux } from '../../../../../src/diagnosis/engine/precheck/probeLinux';
import type { ProbeResult } from '../../../../../src/planning/network/probes/probeResult';
import { probeOnWindows } from '../../../../../src/diagnosis/engine/precheck/probeWindows';
import { askUpgradeInBash } from '../../../../../src/planning/targets/clusters/scripts/upgradesBash';
import { askUpgradeInPowershell } from '../../../../../src/planning/targets/clusters/scripts/upgradesPowershell';
import { probesFor } from '../../../../../src/planning/network/probes/probesFor';
import { routingContextOf } from '../../../../../src/planning/network/routingContext';
import { connectTo } from '../../../../../src/remoteAccess/probe/connectTo';
import { createProber } from '../../../../../src/remoteAccess/probe';
import { makeAuthority } from '../../../../support/certificates';
import { powershell, runPowershell, withoutPowershell } from '../../../../support/powershell';
import { run, start } from '../../../../support/program';
import { startBlackHole, startMuteHost } from '../../../../support/silentHost';
import { skipUnless } from '../../../../support/skip';
import { freePort } from '../../../../support/squid';
import { portOf } from '../../../../support/tlsHost';
import { branch } from '../../../../unit/diagnosis/engine/precheck/site';

const host = 'gbl.his.arc.azure.com';
const directory = mkdtempSync(join(tmpdir(), 'arc-probers-'));
const authority = makeAuthority(directory, 'Contoso Inspection CA');
const names = [host, '127.0.0.1'];
const ends: (() => unknown)[] = [];
const ports: Record<string, number> = {};

/** What a listener does with a connection; it lives until the end of the tests. */
const listeners: Readonly<Record<string, (socket: Socket) => void>> = {
  'says nothing that is TLS': (socket) => socket.on('data', () => socket.end('no TLS here\r\n\r\n')),
  'closes at the first word': (socket) => socket.once('data', () => socket.end()),
  'closes at once': (socket) => socket.end(),
  'sends a byte now and then': (socket) => trickle(socket, () => '\u0016'),
  'answers HTTP in pieces': (socket) =>
    pieces(socket, 'HTTP/1.1 204 No Content\r\nServer: x\r\nConnection: close\r\n\r\n'),
};

const tunnels: Readonly<Record<string, (client: Socket) => void>> = {
  'answers CONNECT at once': (client) => tunnel(client, ['HTTP/1.1 200 OK\r\n\r\n']),
  'answers CONNECT in two pieces': (client) => tunnel(client, ['HTTP/1.1 200 OK\r\nVia: prox', 'y\r\n\r\n']),
  'answers CONNECT with a long head': (client) => tunnel(client, [`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(6000)}\r\n\r\n`]),
  'refuses in pieces': (client) => pieces(client, 'HTTP/1.1 403 Forbidden\r\nVia: proxy\r\nContent-Length: 0\r\n\r\n'),
  'asks for a sign-in': (client) =>
    client.once('data', () =>
      client.end('HTTP/1.1 407 Authentication Required\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n'),
    ),
  'cannot reach the host': (client) =>
    client.once('data', () => client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')),
  'closes at CONNECT': (client) => client.once('data', () => client.end()),
  'tunnels to a relay': (client) => tunnel(client, ['HTTP/1.1 200 OK\r\n\r\n'], 'relay'),
  'tunnels to a relay that wants a token': (client) =>
    tunnel(client, ['HTTP/1.1 200 OK\r\n\r\n'], 'relay that wants a token'),
  'tunnels to a relay of another request': (client) =>
    tunnel(client, ['HTTP/1.1 200 OK\r\n\r\n'], 'relay of another request'),
  'tunnels to a silent relay': (client) => tunnel(client, ['HTTP/1.1 200 OK\r\n\r\n'], 'relay that says nothing'),
  'inspects, and lets upgrades through': (client) => inspect(client, (head) => head),
  'inspects, and drops the upgrade': (client) =>
    inspect(client, (head) => head.replace(/^(?:Connection|Upgrade): .*\r\n/gim, '')),
};

const switching = (accept: string): string =>
  `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n\u0089\u0000`;

/** What a relay says to a request for a WebSocket. A request that is none gets 426, as RFC 9110 has it. */
const relays: Readonly<Record<string, (socket: Duplex) => void>> = {
  relay: (socket) => socket.write(switching('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')),
  'relay that wants a token': (socket) => socket.end('HTTP/1.1 401 MissingToken\r\nContent-Length: 0\r\n\r\n'),
  'relay of another request': (socket) => socket.write(switching('AAAAAAAAAAAAAAAAAAAAAAAAAAA=')),
  'relay that says nothing': () => undefined,
  'relay that closes': (socket) => socket.end(),
  'relay that talks nonsense': (socket) => socket.end('no HTTP here\r\n\r\n'),
};

/** Takes TLS apart, and sends on what it makes of each head. */
function inspect(client: Socket, rewrite: (head: string) => string): void {
  client.once('data', () => {
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    const inner = new TLSSocket(client, { isServer: true, ...authority.issue(names) });
    inner.on('error', () => client.destroy());
    inner.once('data', (head: Buffer) => {
      const server = connectTls({ host: '127.0.0.1', port: ports.relay ?? 0, rejectUnauthorized: false });
      server.on('error', () => client.destroy());
      client.on('close', () => server.destroy());
      server.write(rewrite(head.toString('latin1')));
      server.pipe(inner);
    });
  });
}

function trickle(socket: Socket, next: () => string): void {
  const timer = setInterval(() => socket.write(next()), 200);
  socket.on('close', () => clearInterval(timer));
}

function pieces(socket: Socket, answer: string): void {
  socket.once('data', () => {
    socket.write(answer.slice(0, 12));
    setTimeout(() => socket.end(answer.slice(12)), 150);
  });
}

function tunnel(client: Socket, head: readonly string[], to = 'right name'): void {
  client.once('data', () => {
    client.pause();
    const server = connect(ports[to] ?? 0, '127.0.0.1');
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
    for (const [index, piece] of head.entries()) setTimeout(() => client.write(piece), 150 * index);
    setTimeout(() => {
      server.pipe(client);
      client.pipe(server);
    }, 150 * head.length);
  });
}

async function listen(name: string, server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ports[name] = portOf(server.address());
  ends.push(() => server.close());
}

async function listenRaw(name: string, handle: (socket: Socket) => void): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    handle(socket);
  });
  await listen(name, server);
  ends.push(() => sockets.forEach((socket) => socket.destroy()));
}

beforeAll(async () => {
  const other = makeAuthority(directory, 'Nobody Knows CA');
  await listen(
    'right name',
    createTls(authority.issue(names), (_, answer) => answer.end()),
  );
  await listen(
    'another name',
    createTls(authority.issue(['else.contoso.com', '127.0.0.2']), (_, answer) => answer.end()),
  );
  await listen(
    'unknown authority',
    createTls(other.issue(names), (_, answer) => answer.end()),
  );
  const wantsCertificate = { ...authority.issue(names), requestCert: true, rejectUnauthorized: true };
  await listen(
    'asks clients for a certificate',
    createTls(wantsCertificate, (_, answer) => answer.end()),
  );
  await listen(
    'TLS 1.3 alone',
    createTls({ ...authority.issue(names), minVersion: 'TLSv1.3' }, (_, answer) => answer.end()),
  );
  await listen(
    'plain HTTP',
    createHttp((_, answer) => answer.writeHead(404).end()),
  );
  for (const [name, answerUpgrade] of Object.entries(relays)) {
    const relay = createTls(authority.issue(names), (_, answer) => answer.writeHead(426).end());
    relay.on('upgrade', (_request, socket: Duplex) => {
      socket.on('error', () => socket.destroy());
      ends.push(() => socket.destroy());
      answerUpgrade(socket);
    });
    await listen(name, relay);
  }
  for (const [name, handle] of Object.entries({ ...listeners, ...tunnels })) await listenRaw(name, handle);
  const [mute, hole] = await Promise.all([startMuteHost(), startBlackHole()]);
  for (const each of [mute, hole]) ends.push(() => each[Symbol.asyncDispose]());
  Object.assign(ports, { mute: mute.port, 'black hole': hole.port, nobody: await freePort() });
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
  rmSync(directory, { recursive: true });
});

type Case = readonly [name: string, protocol: Probe['protocol'] | 'wss', seen: string];

/** One verdict for each listener, by any prober: the stage that was reached, and who has to do something. */
const direct: readonly Case[] = [
  ['right name', 'https', 'done trusted'],
  ['another name', 'https', 'done untrusted'],
  ['unknown authority', 'https', 'done untrusted'],
  ['asks clients for a certificate', 'https', 'done trusted'],
  ['TLS 1.3 alone', 'https', 'done trusted'],
  ['says nothing that is TLS', 'https', 'tls blocked network'],
  ['closes at the first word', 'https', 'tls blocked network'],
  ['closes at once', 'https', 'tls blocked network'],
  ['sends a byte now and then', 'https', 'tls blocked network'],
  ['mute', 'https', 'tls blocked network'],
  ['black hole', 'https', 'connect blocked network'],
  ['nobody', 'https', 'connect blocked network'],
  ['plain HTTP', 'http', 'done open'],
  ['answers HTTP in pieces', 'http', 'done open'],
  ['says nothing that is TLS', 'http', 'http blocked network'],
  ['closes at the first word', 'http', 'http blocked network'],
  ['sends a byte now and then', 'http', 'http blocked network'],
  ['mute', 'http', 'http blocked network'],
  ['relay', 'wss', 'done 101 trusted'],
  ['relay that wants a token', 'wss', 'done 401 trusted'],
  ['relay of another request', 'wss', 'upgradeForged network'],
  ['relay that says nothing', 'wss', 'upgradeNoAnswer network'],
  ['relay that closes', 'wss', 'upgradeNoAnswer network'],
  ['relay that talks nonsense', 'wss', 'upgradeNoAnswer network'],
  ['right name', 'wss', 'done 200 trusted'],
  ['mute', 'wss', 'noTls network'],
];

const proxies: readonly Case[] = [
  ['answers CONNECT at once', 'https', 'done trusted'],
  ['answers CONNECT in two pieces', 'https', 'done trusted'],
  ['answers CONNECT with a long head', 'https', 'done trusted'],
  ['refuses in pieces', 'https', 'proxy blocked proxy'],
  ['asks for a sign-in', 'https', 'proxy blocked proxy'],
  ['cannot reach the host', 'https', 'proxy blocked proxy'],
  ['closes at CONNECT', 'https', 'proxy blocked proxy'],
  ['sends a byte now and then', 'https', 'proxy blocked proxy'],
  ['mute', 'https', 'proxy blocked proxy'],
  ['black hole', 'https', 'connect blocked network'],
  ['nobody', 'https', 'connect blocked proxy'],
  ['tunnels to a relay', 'wss', 'done 101 trusted'],
  ['tunnels to a silent relay', 'wss', 'upgradeNoAnswer proxy'],
  ['inspects, and lets upgrades through', 'wss', 'done 101 trusted'],
  ['inspects, and drops the upgrade', 'wss', 'upgradeDropped proxy'],
  ['asks for a sign-in', 'wss', 'proxyAuthentication proxy'],
  ['refuses in pieces', 'wss', 'proxyDenied proxy'],
];

const [endpoint] = probesFor(routingContextOf(branch)).probes.map((each) => each.endpoint);

function probeOf([name, kind]: Case, via: Probe['via']): Probe {
  if (!endpoint) throw new Error('The topology has no endpoint.');
  if (kind === 'wss') return { ...probeOf([name, 'https', ''], via), webSocket: '/$hc/x?sb-hc-action=listen' };
  const protocol = kind;
  return via === 'proxy'
    ? { host, port: 443, protocol, via, from: ['server'], endpoint }
    : { host: '127.0.0.1', port: ports[name] ?? 0, protocol, via, from: ['server'], endpoint };
}

/** How far a look came; where it did not end well, what the product makes of it. */
function seenOf(probe: Probe, result: ProbeResult | undefined, proxy?: Proxy): string {
  if (!result) return 'nothing';
  if (probe.webSocket !== undefined) {
    const trusted = result.isTrusted ? 'trusted' : 'untrusted';
    if (result.stage === 'done') return `done ${result.status} ${trusted}`;
    const { code, responsible } = judge(probe, { ...result, addresses: [] }, proxy);
    return `${code} ${responsible}`;
  }
  if (result.stage === 'done' && probe.protocol === 'https')
    return `done ${result.isTrusted ? 'trusted' : 'untrusted'}`;
  const { verdict, responsible } = judge(probe, { ...result, addresses: [] }, proxy);
  return verdict === 'open' ? `${result.stage} open` : `${result.stage} ${verdict} ${responsible}`;
}

/** All listeners in one plan, and one plan for each proxy. */
function plans(): readonly ProbePlan[] {
  const straight = direct.map((each) => probeOf(each, 'direct'));
  const through = proxies.map((each) => ({
    probes: [probeOf(each, 'proxy')],
    unprobed: [],
    proxy: { host: '127.0.0.1', port: ports[each[0]] ?? 0 },
  }));
  return [{ probes: straight, unprobed: [] }, ...through];
}

type Look = (plans: readonly ProbePlan[]) => Promise<readonly (readonly (ProbeResult | undefined)[])[]>;

const trusting = (): Readonly<Record<string, string>> => ({
  CURL_CA_BUNDLE: authority.certificate,
  SSL_CERT_FILE: authority.certificate,
});

const withNode: Look = (all) => {
  const prober = createProber({ connect: 1500, proxy: 1500, tls: 1500 }, [readFileSync(authority.certificate, 'utf8')]);
  return Promise.all(all.map((plan) => prober(plan, new AbortController().signal)));
};

/** `tells`: what the system answers to a question for addresses, instead of its own. */
const withBash =
  (programs: readonly string[], tells?: readonly string[]): Look =>
  (all) => {
    const folder = mkdtempSync(join(directory, 'path-'));
    for (const program of ['bash', 'timeout', 'date', 'tr', 'cat', ...programs])
      symlinkSync(
        run('sh', 'dash', ['-c', `command -v ${program}`])
          .toString()
          .trim(),
        join(folder, program),
      );
    if (tells) {
      const lines = tells.flatMap((address) => ['STREAM', 'DGRAM'].map((kind) => `${address} ${kind}`));
      writeFileSync(
        join(folder, 'getent'),
        `#!/bin/bash\nprintf '%s\\n' ${lines.map((each) => `'${each}'`).join(' ')}\n`,
        {
          mode: 0o755,
        },
      );
    }
    return Promise.all(
      all.map(async (plan) => {
        const child = start('/bin/bash', ['-s'], { env: { PATH: folder, ...trusting() } });
        child.stderr.resume();
        let output = '';
        child.stdout.on('data', (data: Buffer) => (output += data.toString()));
        child.stdin.end(probeOnLinux(plan).text);
        await once(child, 'close');
        return readWhole(output, plan);
      }),
    );
  };

const withPowershell =
  (tells?: readonly string[]): Look =>
  async (all) => {
    const home = mkdtempSync(join(directory, 'home-'));
    const files = all.map((plan, index) => {
      const file = join(home, `probe${index}.ps1`);
      writeFileSync(file, `\ufeff${tellingAddresses(probeOnWindows(plan).text, tells)}`);
      return file;
    });
    const command = files.map((file) => `'== next'; & '${file}'`).join('\n');
    const { stdout, stderr } = await runPowershell(['-Command', command], { home, env: trusting() });
    const [, ...outputs] = stdout.split('== next\n');
    // Chains, and no errors.
    expect([outputs.length, stderr.replace(/^@(?:cert|chain) .*\n/gm, '')]).toEqual([all.length, '']);
    return all.map((plan, index) => readWhole(outputs[index] ?? '', plan));
  };

/** Lets a script for Windows have these addresses for any name. */
function tellingAddresses(script: string, tells: readonly string[] | undefined): string {
  if (!tells) return script;
  const asking = '[Net.Dns]::GetHostAddressesAsync($to)';
  expect(script).toContain(asking);
  const found = tells.map((address) => `'${address}'`).join(', ');
  return script.replace(asking, () => `[Threading.Tasks.Task]::FromResult([Net.IPAddress[]]@(${found}))`);
}

function readWhole(output: string, plan: ProbePlan): readonly (ProbeResult | undefined)[] {
  const read = parseProbeOutput(output, plan.probes.length);
  expect(read, output).toMatchObject({ isComplete: true, otherLines: 0 });
  return read.observations;
}

describe.each<readonly [string, Look, boolean, string]>([
  ['the extension itself', withNode, true, ''],
  ['bash with curl', withBash(['curl']), true, ''],
  ['bash with openssl', withBash(['openssl', 'getent']), true, ''],
  ['PowerShell', withPowershell(), powershell !== undefined, withoutPowershell],
])('%s', (_name, look, isThere, reason) => {
  it('sees the same as the others', { ...skipUnless(isThere, reason), timeout: 120_000 }, async () => {
    const all = plans();
    const [straight = [], ...through] = await look(all);
    const seen = direct.map((each, index): Case => {
      const probe = probeOf(each, 'direct');
      return [each[0], each[1], seenOf(probe, straight[index])];
    });
    const seenThrough = proxies.map((each, index): Case => {
      const { probes, proxy } = all[index + 1] ?? {};
      const [probe] = probes ?? [];
      return [each[0], each[1], probe ? seenOf(probe, through[index]?.[0], proxy) : ''];
    });
    expect([seen, seenThrough]).toEqual([direct, proxies]);
    // Of a refused or silent one too; a proxy resolves names itself.
    expect(straight.map((each) => each?.addresses)).toEqual(direct.map(() => ['127.0.0.1']));
    expect(through.flatMap(([each]) => each?.addresses ?? [])).toEqual([]);
  });
});

/** What the scripts that prepare a deployment machine say of a request for a WebSocket through each proxy. */
const asked: readonly (readonly [proxy: string, said: string])[] = [
  ['tunnels to a relay', 'passes'],
  ['inspects, and lets upgrades through', 'passes'],
  ['tunnels to a relay that wants a token', 'refused 401'],
  ['tunnels to a relay of another request', 'blocked something else answered'],
  ['tunnels to a silent relay', 'blocked no answer to the request'],
  ['inspects, and drops the upgrade', 'blocked the request arrived without its header Upgrade'],
  ['answers CONNECT at once', 'unknown status 200'],
  ['asks for a sign-in', 'unknown there is no TLS connection from here'],
  ['refuses in pieces', 'unknown there is no TLS connection from here'],
  ['nobody', 'unknown there is no TLS connection from here'],
];
const path = '/$hc/x?sb-hc-action=listen';

describe('a script that prepares a deployment machine', () => {
  it('asks in bash for a WebSocket as the check of the network does', { timeout: 120_000 }, async () => {
    const answers = asked.map(async ([name]) => {
      const call = `ask_upgrade '${host}' '${path}' proxied 'http://127.0.0.1:${ports[name]}'`;
      const child = start('bash', ['-c', `${askUpgradeInBash.text}\n${call}`]);
      let output = '';
      child.stdout.on('data', (data: Buffer) => (output += data.toString()));
      child.stderr.on('data', (data: Buffer) => (output += data.toString()));
      await once(child, 'close');
      return [name, output.trim()];
    });
    expect(await Promise.all(answers)).toEqual(asked);
  });

  const needed = { ...skipUnless(powershell !== undefined, withoutPowershell), timeout: 120_000 };
  it('asks in PowerShell for the same', needed, async () => {
    const calls = asked.map(([name]) => `Request-Upgrade '${host}' '${path}' '127.0.0.1' ${ports[name]}`);
    const home = mkdtempSync(join(directory, 'home-'));
    const { stdout, stderr } = await runPowershell(
      ['-Command', `${askUpgradeInPowershell.text}\n${calls.join('\n')}`],
      { home, env: {} },
    );
    expect([stdout.trim().split('\n'), stderr]).toEqual([asked.map(([, said]) => said), '']);
  });
});

describe('a name with several addresses', () => {
  const addresses = ['127.0.0.2', '127.0.0.1'];
  const holes: AsyncDisposable[] = [];
  beforeAll(async () => {
    await listen(
      'beside a silent address',
      createTls(authority.issue(names), (_, answer) => answer.end()),
    );
    holes.push(await startBlackHole('127.0.0.2', ports['beside a silent address'] ?? 0));
  });
  afterAll(() => Promise.all(holes.map((each) => each[Symbol.asyncDispose]())));

  // 'right name' refuses at the first address.
  const plan = (): ProbePlan => ({
    probes: ['right name', 'beside a silent address'].map((name) => ({
      ...probeOf([name, 'https', ''], 'direct'),
      host: 'localhost',
    })),
    unprobed: [],
  });

  describe.each<readonly [string, Look, boolean, string]>([
    ['bash with openssl', withBash(['openssl'], addresses), true, ''],
    ['PowerShell', withPowershell(addresses), powershell !== undefined, withoutPowershell],
  ])('%s', (_, look, isThere, reason) => {
    const needed = { ...skipUnless(isThere, reason), timeout: 120_000 };
    it('reaches it at the one that accepts, behind one that refuses and one that is silent', needed, async () => {
      const [results = []] = await look([plan()]);
      expect(results.map((each) => [each?.stage, each?.addresses])).toEqual([
        ['done', ['127.0.0.1']],
        ['done', ['127.0.0.1']],
      ]);
    });
  });

  it('is reached by the extension itself', async () => {
    for (const name of ['right name', 'beside a silent address']) {
      const socket = await connectTo(addresses, ports[name] ?? 0, 4000, new AbortController().signal);
      expect(socket.remoteAddress).toBe('127.0.0.1');
      socket.destroy();
    }
  });
});
