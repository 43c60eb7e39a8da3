import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, createServer as createTls, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCertificates } from '../../../../../src/diagnosis/engine/precheck/certificates/certificateCheck';
import { allowedSuites, withChains } from '../../../../../src/diagnosis/engine/precheck/certificates/parseChains';
import { parseProbeOutput } from '../../../../../src/diagnosis/engine/precheck/parseProbeOutput';
import { probeOnLinux } from '../../../../../src/diagnosis/engine/precheck/probeLinux';
import { probeOnWindows } from '../../../../../src/diagnosis/engine/precheck/probeWindows';
import rules from '../../../../../src/kernel/knowledge/data/certificateRules.json';
import { addressOf } from '../../../../../src/planning/network/address';
import type { Probe, ProbePlan, Proxy } from '../../../../../src/planning/network/probes/probe';
import type { ProbeResult } from '../../../../../src/planning/network/probes/probeResult';
import { probesFor } from '../../../../../src/planning/network/probes/probesFor';
import { routingContextOf } from '../../../../../src/planning/network/routingContext';
import { createProber } from '../../../../../src/remoteAccess/probe';
import type { Issued } from '../../../../support/chains';
import { startMalformedHost } from '../../../../support/malformedHost';
import { powershell, runPowershell, withoutPowershell } from '../../../../support/powershell';
import { run, start } from '../../../../support/program';
import { skipUnless } from '../../../../support/skip';
import { freePort } from '../../../../support/squid';
import { portOf } from '../../../../support/tlsHost';
import { branch } from '../../../../unit/diagnosis/engine/precheck/site';
import { type ChainCase, type ChainCases, makeChainCases } from './chainCases';

const directory = mkdtempSync(join(tmpdir(), 'arc-chains-'));
const ends: (() => unknown)[] = [() => rmSync(directory, { recursive: true })];
let cases: ChainCases;
let all: readonly ChainCase[];
let plan: ProbePlan;

async function serve({ sent, tls }: ChainCase): Promise<number> {
  const server = createTls({ cert: sent.map(({ cert }) => cert).join(''), key: sent[0]?.key, ...tls }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  return portOf(server.address());
}

const [endpoint] = probesFor(routingContextOf(branch)).probes.map((each) => each.endpoint);

function probeAt(port: number): Probe {
  if (!endpoint) throw new Error('The site has no endpoint.');
  return { host: '127.0.0.1', port, protocol: 'https', via: 'direct', from: ['server'], endpoint };
}

beforeAll(async () => {
  cases = makeChainCases(join(directory, 'authority'));
  all = [...cases.ordinary, ...cases.faulty];
  const ports = await Promise.all(all.map(serve));
  plan = { probes: ports.map(probeAt), unprobed: [] };
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const hosts = ['gbl.his.arc.azure.com', 'login.microsoftonline.com', 'abc123.gw.arc.azure.com'];

/** A proxy that ends each tunnel itself, with a certificate of its authority. */
async function startInspector(authority: Issued, serial: string): Promise<Proxy> {
  const names = hosts.map((host) => `DNS:${host}`);
  const own = cases.issue({ subject: '/CN=inspected', by: authority, serial, names });
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      const secure = new TLSSocket(socket, {
        isServer: true,
        secureContext: createSecureContext({ cert: own.cert + authority.cert, key: own.key }),
      });
      secure.on('error', () => socket.destroy()).on('data', () => secure.end());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  return { host: '127.0.0.1', port: portOf(server.address()) };
}

let spares: readonly Issued[] = [];
function spare(index: number): Issued {
  if (spares.length === 0)
    spares = Array.from({ length: 15 }, (_, each) => cases.issue({ subject: `/CN=Extra ${each}`, isAuthority: true }));
  const found = spares[index];
  if (!found) throw new Error(`There is no certificate ${index}.`);
  return found;
}

const numbered = (): Issued => cases.issue({ subject: '/CN=numbered', serial: '0x010005' });

interface Change {
  readonly script?: (text: string) => string;
  readonly stderr?: (text: string) => string;
  /** What the machine trusts, as PEM; that of the cases if absent. */
  readonly roots?: string;
}

type Look = (plan: ProbePlan, change?: Change) => Promise<readonly (ProbeResult | undefined)[]>;

const withNode: Look = (all, { roots = cases.trusted } = {}) =>
  createProber({ connect: 5000, proxy: 5000, tls: 5000 }, roots.split(/(?<=END CERTIFICATE-----\n)/))(
    all,
    new AbortController().signal,
  );

function trusting({ roots = cases.trusted }: Change): Record<string, string> {
  const file = join(mkdtempSync(join(directory, 'trusted-')), 'roots.crt');
  writeFileSync(file, roots);
  return { CURL_CA_BUNDLE: file, SSL_CERT_FILE: file };
}

function read(
  { stdout, stderr }: { readonly stdout: string; readonly stderr: string },
  { probes }: ProbePlan,
  { stderr: seen = same }: Change,
): readonly (ProbeResult | undefined)[] {
  const output = parseProbeOutput(stdout, probes.length);
  expect(output, stdout + stderr).toMatchObject({ isComplete: true, otherLines: 0 });
  return withChains(output.observations, seen(stderr));
}

const same = (text: string): string => text;

const withBash =
  (...programs: readonly string[]): Look =>
  async (all, change = {}) => {
    const path = mkdtempSync(join(directory, 'path-'));
    for (const program of ['bash', 'timeout', 'date', 'tr', 'cat', ...programs])
      symlinkSync(
        run('sh', 'dash', ['-c', `command -v ${program}`])
          .toString()
          .trim(),
        join(path, program),
      );
    const child = start('/bin/bash', ['-s'], { env: { PATH: path, ...trusting(change) } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.stdin.end((change.script ?? same)(probeOnLinux(all).text));
    await once(child, 'close');
    return read({ stdout, stderr }, all, change);
  };

const withPowershell: Look = async (all, change = {}) => {
  const home = mkdtempSync(join(directory, 'home-'));
  const file = join(home, 'probe.ps1');
  writeFileSync(file, `\ufeff${(change.script ?? same)(probeOnWindows(all).text)}`);
  return read(await runPowershell(['-File', file], { home, env: trusting(change) }), all, change);
};

const circumstances = {
  get now() {
    return Date.now();
  },
  hasWindows: true,
};

const codesAt = (index: number, observation: ProbeResult | undefined): readonly string[] => {
  const only = { probes: [probeAt(index)], unprobed: [] };
  const check = checkCertificates(only, [observation], circumstances);
  return [
    ...new Set(check.findings.map(({ code }) => code)),
    ...check.unseen.map(({ part }) => `unseen ${part}`),
  ].sort();
};

const probers: readonly (readonly [string, Look, boolean, string])[] = [
  ['the extension itself', withNode, true, ''],
  ['bash with openssl', withBash('openssl'), true, ''],
  ['bash with curl', withBash('curl'), true, ''],
  ['PowerShell', withPowershell, powershell !== undefined, withoutPowershell],
];

describe.each(probers)('%s', (prober, look, isThere, reason) => {
  it('finds the faults of each chain, and none in ordinary ones', skipUnless(isThere, reason), async () => {
    expect([cases.ordinary.length >= 20, cases.faulty.length >= 50]).toEqual([true, true]);
    const seen = await look(plan);
    const found = all.map(({ name }, index) => [name, codesAt(index, seen[index])]);
    expect(found).toEqual(
      all.map(({ name, faults, hidesRoot }) => [
        name,
        [...faults, ...(hidesRoot && prober === 'bash with curl' ? ['unseen root'] : [])].sort(),
      ]),
    );
  });

  it('says whose certificates a proxy shows', skipUnless(isThere, reason), async () => {
    const { negative, sound } = cases.inspectors;
    for (const [authority, serial, codes] of [
      [negative, '-1001', ['serialNegative']],
      [sound, '1003', []],
    ] as const) {
      const proxy = await startInspector(authority, serial);
      const inspected = {
        probes: hosts.map((host) => ({ ...probeAt(443), host, via: 'proxy' as const })),
        unprobed: [],
        proxy,
      };
      const check = checkCertificates(inspected, await look(inspected), circumstances);
      expect(check).toMatchObject({ seenHosts: hosts.length, allHosts: hosts.length, unseen: [] });
      expect([...new Set(check.findings.map(({ code }) => code))]).toEqual(codes);
      // One for each issuer, however many hosts there are.
      for (const finding of check.findings) {
        expect(finding.issuer).toMatch(/^O=Contoso, CN=Contoso (?:Inspection|Proxy Root)$/);
        expect(finding).toMatchObject({ responsible: 'inspection', hosts, includesGateway: true });
      }
      expect(check.findings.length).toBeLessThanOrEqual(1);
    }
  });

  it('never takes for fine what it cannot read', skipUnless(isThere, reason), async () => {
    const der = Buffer.from(run('openssl', 'openssl', ['x509', '-in', numbered().files.cert, '-outform', 'DER']));
    const place = der.indexOf(Buffer.from([0x02, 0x03, 0x01, 0x00, 0x05]));
    // A leading zero that DER forbids; half a certificate; no certificate at all.
    const padded = Buffer.from(der);
    padded[place + 2] = 0;
    const listeners = await Promise.all(
      [[padded], [der.subarray(0, 100)], [Buffer.from('no certificate')]].map(startMalformedHost),
    );
    ends.push(...listeners.map((each) => () => each[Symbol.asyncDispose]()));
    const many = await serve({
      name: '',
      faults: [],
      sent: [...(all[0]?.sent ?? []), ...Array.from({ length: 15 }, (_, each) => spare(each))],
    });
    const probes = [...listeners.map(({ port }) => port), many, await freePort()].map(probeAt);
    const check = checkCertificates({ probes, unprobed: [] }, await look({ probes, unprobed: [] }), circumstances);
    const at = (...places: number[]) => places.map((each) => addressOf(probes[each] ?? probeAt(0)));
    expect(check.unseen).toEqual([
      { part: 'unreadable', hosts: at(0, 1, 2) },
      { part: 'moreCertificates', hosts: at(3) },
      { part: 'noHandshake', hosts: at(4) },
    ]);
    expect(check).toMatchObject({ findings: [], seenHosts: 1, allHosts: 5 });
  });
});

const visible = probers.filter(([name]) => name === 'bash with openssl' || name === 'PowerShell');
const withStore = probers.filter(([name]) => name === 'the extension itself' || name === 'PowerShell');

describe('what a probe cannot see', () => {
  it('is said without a tool that shows certificates', async () => {
    expect(checkCertificates(plan, await withBash()(plan), circumstances)).toEqual({
      findings: [],
      unseen: [{ part: 'noTool', hosts: plan.probes.map(addressOf) }],
      seenHosts: 0,
      allHosts: all.length,
    });
  });

  it.each([
    ['is seen by openssl', ['openssl']],
    ['is said without openssl', []],
  ])('%s where curl is too old to show certificates', async (_name, programs) => {
    const few = { probes: plan.probes.slice(-12), unprobed: [] };
    const wanted = programs.length === 0 ? [] : all.slice(-12).flatMap(({ faults }) => faults);
    const seen = await withBash('curl', ...programs)(few, { script: (text) => text.replace('%{certs}', '%{unknown}') });
    const check = checkCertificates(few, seen, circumstances);
    expect(new Set(check.findings.map(({ code }) => code))).toEqual(new Set(wanted));
    expect(check.seenHosts).toBe(programs.length * few.probes.length);
    expect(check.unseen.map(({ part }) => part)).toEqual(programs.length === 0 ? ['noTool'] : []);
  });

  for (const [prober, look, isThere, reason] of visible)
    it(`is said of a run command, which keeps the last 4 KB: ${prober}`, skipUnless(isThere, reason), async () => {
      const seen = await look(plan, { stderr: (text) => text.slice(-4096) });
      const found = all.map(({ name, faults }, index) => ({ name, faults, codes: codesAt(index, seen[index]) }));
      const whole = found.filter(({ codes }) => !codes.some((code) => code.startsWith('unseen ')));
      expect(whole.length).toBeGreaterThan(1);
      expect(whole.map(({ name, codes }) => [name, codes])).toEqual(
        whole.map(({ name, faults }) => [name, [...faults].sort()]),
      );
      // Of the others nothing is claimed.
      for (const { name, codes } of found)
        expect([name, codes.length > 0 || whole.some((each) => each.name === name)]).toEqual([name, true]);
    });
});

describe('the store of the machine', () => {
  for (const [prober, look, isThere, reason] of withStore)
    it(`is told apart from what was sent: ${prober}`, skipUnless(isThere, reason), async () => {
      const root = cases.issue({ subject: '/O=Store/CN=Store Root', isAuthority: true, serial: '-11' });
      const middle = cases.issue({ subject: '/O=Store/CN=Store Issuing', by: root, isAuthority: true });
      const own = cases.issue({ subject: '/CN=host', by: middle });
      const hosts = [[own], [own, middle]].map((sent): ChainCase => ({ name: '', faults: [], sent }));
      const stored = { probes: (await Promise.all(hosts.map(serve))).map(probeAt), unprobed: [] };
      const seen = await look(stored, { roots: root.cert + middle.cert });
      const check = checkCertificates(stored, seen, circumstances);
      expect(check).toMatchObject({ seenHosts: 2, unseen: [] });
      expect(check.findings.map(({ code, origin, hosts: at }) => [code, origin, at])).toEqual([
        ['serialNegative', 'store', stored.probes.map(addressOf)],
        ['issuerFromStore', 'sent', stored.probes.slice(0, 1).map(addressOf)],
      ]);
    });

  it('is all that a .NET without the sent certificates shows', skipUnless(powershell, withoutPowershell), async () => {
    const few = { probes: plan.probes.slice(0, 3), unprobed: [] };
    const seen = await withPowershell(few, { script: (text) => text.replace('$chain.ChainPolicy.ExtraStore', '@()') });
    expect(checkCertificates(few, seen, circumstances)).toMatchObject({
      findings: [],
      seenHosts: 0,
      unseen: [{ part: 'builtFromStore', hosts: few.probes.map(addressOf) }],
    });
  });
});

it('a Windows server says which suites it allows', skipUnless(powershell, withoutPowershell), async () => {
  const few = { probes: plan.probes.slice(0, 1), unprobed: [] };
  const [{ standard = '' } = {}] = rules.windowsSuites.suites;
  const windows = `function Get-TlsCipherSuite { @{ Name = 'TLS_RSA_WITH_NULL_SHA' }, @{ Name = '${standard}' } }\n`;
  for (const [before, allowed] of [
    ['', undefined],
    [windows, [standard]],
    ["function Get-TlsCipherSuite { throw 'no right' }\n", undefined],
  ] as const) {
    let errors = '';
    await withPowershell(few, { script: (text) => before + text, stderr: (text) => (errors = text) });
    expect(allowedSuites(errors)).toEqual(allowed);
  }
});
