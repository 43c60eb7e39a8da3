import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { present } from '../../../../../src/kernel/present';
import { exportAllowList } from '../../../../../src/planning/network/exports/exportAllowList';
import { plan } from '../../../../../src/planning/makePlan';
import type { Script } from '../../../../../src/planning/targets/script';
import { linuxScript } from '../../../../../src/planning/targets/servers/linux';
import { downloadOrigin } from '../../../../../src/planning/targets/servers/portal';
import type { ServerSite } from '../../../../../src/planning/site/site';
import { freePort, type Squid, startSquid } from '../../../../support/squid';
import { portOf, startTlsHost } from '../../../../support/tlsHost';
import { installScript, LinuxServer } from './linuxServer';
import {
  examples,
  plain,
  servicePrincipal,
  siteWith,
  withoutGateway,
} from '../../../../unit/planning/targets/servers/sites';

const host = 'gbl.his.arc.azure.com';
const directory = mkdtempSync(join(tmpdir(), 'arc-network-'));
const reports: unknown[] = [];
/** How to end what was started, in the order of starting. */
const ends: (() => PromiseLike<void>)[] = [async () => rmSync(directory, { recursive: true })];
let download: { status: number; body: string };
let squid: Squid;
let trust: Record<string, string>;
/** Where the download host is on this machine. */
let origin: string;
let server: LinuxServer;

beforeAll(async () => {
  const tls = await startTlsHost(directory, [host, 'localhost'], (request, response) => {
    if (request.url === '/azcmagent-linux') {
      response.writeHead(download.status).end(download.body);
      return;
    }
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString()));
    request.on('end', () => {
      reports.push({ method: request.method, url: request.url, body: JSON.parse(body) as unknown });
      response.end();
    });
  });
  ends.push(() => tls[Symbol.asyncDispose]());
  origin = `https://localhost:${tls.port}`;
  squid = await startSquid(directory, { [host]: tls.port });
  ends.push(() => squid[Symbol.asyncDispose]());
  writeFileSync(join(directory, 'wgetrc'), `ca_certificate = ${tls.certificate}\n`);
  trust = { WGETRC: join(directory, 'wgetrc'), CURL_CA_BUNDLE: tls.certificate };
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

beforeEach(() => {
  download = { status: 200, body: installScript };
  reports.length = 0;
  server = new LinuxServer();
});

afterEach(() => server[Symbol.dispose]());

// Vitest types its matchers as any.
const aGuid: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
const aConfigFile: unknown = expect.stringMatching(/\/connect\.json$/);
const aMessage: unknown = expect.stringContaining('503');

const behindProxy = (proxyUrl = squid.url): ServerSite => ({
  ...plain,
  network: { proxyUrl },
  identity: { method: 'deviceCode' },
});

const withSecret = (): ServerSite => ({ ...behindProxy(), identity: servicePrincipal, tags: { site: 'Berlin, HQ' } });

/** A secret that is awkward in JSON and in a shell; its first line is easy to find again. */
const secret = `s3cr3t-4a1f\n"'\\\t$(reboot)\u0001é`;

/** The arguments that the agent was connected with, by option. */
function connectOptions(): Map<string, string> {
  const [call = [], ...more] = server.calls('connect');
  expect(more).toEqual([]);
  const [, ...options] = call;
  return new Map(options.flatMap((text, index) => (text.startsWith('--') ? [[text, options[index + 1] ?? '']] : [])));
}

describe('a new server behind a proxy', () => {
  it('is downloaded for, installed and connected through the proxy, with the secret out of sight', async () => {
    server.write('secret', 's3cr3t-4a1f\n');
    const seen = squid.accessLog().length;
    const { code, output } = await server.run(withSecret(), {
      env: { ...trust, ARC_SERVICE_PRINCIPAL_SECRET: secret },
    });

    expect(output).toContain('Connected to Azure Arc through the gateway.');
    expect(code).toBe(0);
    expect(squid.accessLog().slice(seen)).toEqual([expect.stringContaining(`CONNECT ${host}:443`)]);
    expect(server.read('installer')).toBe(`--proxy\n${squid.url}\n`);
    expect(server.calls('config')).toContainEqual(['config', 'set', 'proxy.url', squid.url]);
    expect(Object.fromEntries(connectOptions())).toEqual({
      '--resource-group': plain.azure.resourceGroup,
      '--tenant-id': plain.azure.tenantId,
      '--subscription-id': plain.azure.subscriptionId,
      '--cloud': 'AzureCloud',
      '--location': 'westeurope',
      '--gateway-id': plain.gateway.id,
      '--tags': 'site=Berlin\\, HQ',
      '--correlation-id': aGuid,
      '--config': aConfigFile,
    });
    expect(JSON.parse(server.read('config') ?? '')).toEqual({
      'service-principal-id': 'cccccccc-0000-4000-8000-000000000001',
      'service-principal-secret': secret,
    });
    expect(server.read('config-mode')).toBe('600\n');
    expect(server.leftovers()).toEqual([]);
    expect(server.read('leaks')).toBeUndefined();
    expect(output).not.toContain('s3cr3t');
  });

  it('is left alone by a second run', async () => {
    const first = await server.run(behindProxy(), { env: trust });
    const second = await server.run(behindProxy(), { env: trust });
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.output).toContain('Nothing to do');
    expect(server.calls('connect')).toHaveLength(1);
    expect(server.calls('connect')[0]).toContain('--use-device-code');
  });

  it('does with curl where there is no wget', async () => {
    server[Symbol.dispose]();
    server = new LinuxServer('curl');
    const seen = squid.accessLog().length;
    const { code } = await server.run(behindProxy(), { env: trust });
    expect(code).toBe(0);
    expect(squid.accessLog().slice(seen)).toEqual([expect.stringContaining(`CONNECT ${host}:443`)]);
  });

  it('gets its proxy even from an install script that forgets it', async () => {
    server.write('forget-proxy', '');
    const { code } = await server.run(behindProxy(), { env: trust });
    expect(code).toBe(0);
    expect(server.read('proxy')).toBe(`${squid.url}\n`);
  });
});

describe.each(['wget', 'curl'] as const)('a new server in a private link scope, with %s', (program) => {
  const inScope = (): ServerSite => ({
    ...withoutGateway,
    network: { proxyUrl: squid.url },
    identity: { method: 'deviceCode' },
    connection: 'privateLink',
    ...present({ privateLink: examples.privateLinkCertificate?.privateLink }),
  });
  /** The script of a server whose DNS knows the private endpoint. */
  const script = (at = origin): Script => {
    const { text, ...rest } = linuxScript(inScope());
    return { ...rest, text: text.replace(downloadOrigin, at) };
  };
  /** The server has a proxy of its own, too. */
  const env = (): Record<string, string> => ({ ...trust, https_proxy: squid.url, HTTPS_PROXY: squid.url });

  beforeEach(() => {
    server[Symbol.dispose]();
    server = new LinuxServer(program);
  });

  it('is downloaded for past the proxy, which is only for what is public', async () => {
    const allowed = exportAllowList(plan(siteWith(inScope())).endpoints, 'squid');
    expect(allowed).toContain('# *.his.arc.azure.com is omitted');
    const seen = squid.accessLog().length;
    const { code, output } = await server.run(script(), { env: env() });
    expect([code, output]).toEqual([0, expect.stringContaining('through the private link scope')]);
    expect(server.read('installer')).toBe(`--proxy\n${squid.url}\n`);
    expect(squid.accessLog().slice(seen)).toEqual([]);
  });

  it('reports a download that fails past the proxy, and does not blame it', async () => {
    download = { status: 503, body: '' };
    const seen = squid.accessLog().length;
    const { code, output } = await server.run(script(), { env: env() });
    expect([code, output]).toEqual([20, expect.not.stringContaining('proxy')]);
    expect(reports).toHaveLength(1);
    expect(squid.accessLog().slice(seen)).toEqual([]);
  });

  it('says that the endpoint does not answer', async () => {
    const nowhere = `https://localhost:${await freePort()}`;
    const { code, output } = await server.run(script(nowhere), { env: env() });
    expect([code, output]).toEqual([20, expect.stringContaining('resolve to the scope')]);
  });
});

describe('an agent that is not connected', () => {
  it.each(['1.46.02809.1841', '1.50', '0.9', undefined])(
    'and may be too old for a gateway is upgraded first: %s',
    async (agentVersion) => {
      server.install({ status: 'Disconnected', agentVersion });
      expect((await server.run(behindProxy(), { env: trust })).code).toBe(0);
      expect(server.read('installer')).toContain('--proxy');
    },
  );
});

describe('a download that fails', () => {
  it.each(['wget', 'curl'] as const)(
    'says with %s that the proxy does not answer, after three attempts',
    async (program) => {
      server[Symbol.dispose]();
      server = new LinuxServer(program);
      const silent = `http://127.0.0.1:${await freePort()}`;
      const { code, output } = await server.run(behindProxy(silent), { env: trust });
      expect(output).toContain(`The proxy ${silent} did not answer.`);
      expect(code).toBe(20);
      expect(server.read('naps')).toBe('5\n10\n');
      expect(server.leftovers()).toEqual([]);
    },
  );

  it.each(['wget', 'curl'] as const)('was tried with %s at port 80 of a proxy that names none', async (program) => {
    server[Symbol.dispose]();
    server = new LinuxServer(program);
    const [script] = plan(siteWith(behindProxy('http://127.80.80.80'))).scripts;
    if (!script) throw new Error('There is no script.');
    const { code, output } = await server.run(script, { env: trust });
    expect([code, output]).toEqual([20, expect.stringMatching(/127\.80\.80\.80(:| port )80\b/)]);
  });

  it.each(['wget', 'curl'] as const)('says with %s that the proxy refuses', async (program) => {
    server[Symbol.dispose]();
    server = new LinuxServer(program);
    const strict = createServer().on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    strict.listen(0, '127.0.0.1');
    await once(strict, 'listening');
    const { code, output } = await server.run(behindProxy(`http://127.0.0.1:${portOf(strict.address())}`), {
      env: trust,
    });
    strict.close();
    expect(output).toContain('answered, but denied the download.');
    expect(code).toBe(20);
  });

  it.each(['wget', 'curl'] as const)('says with %s that TLS is not trusted', async (program) => {
    server[Symbol.dispose]();
    server = new LinuxServer(program);
    const { code, output } = await server.run(behindProxy());
    expect(output).toContain(`No trusted TLS connection to https://${host}`);
    expect(code).toBe(20);
  });

  it.each(['wget', 'curl'] as const)('is reported to Azure with %s, through the proxy', async (program) => {
    server[Symbol.dispose]();
    server = new LinuxServer(program);
    download = { status: 503, body: '' };
    const seen = squid.accessLog().length;
    const { code, output } = await server.run(withSecret(), { env: { ...trust, ARC_SERVICE_PRINCIPAL_SECRET: 'x' } });
    expect(output).toContain(`The download from https://${host} failed.`);
    expect(code).toBe(20);
    expect(squid.accessLog().slice(seen)).toHaveLength(4);
    expect(reports).toEqual([
      {
        method: 'PUT',
        url: '/log',
        body: {
          subscriptionId: plain.azure.subscriptionId,
          resourceGroup: plain.azure.resourceGroup,
          tenantId: plain.azure.tenantId,
          location: 'westeurope',
          correlationId: aGuid,
          authType: 'principal',
          operation: 'onboarding',
          messageType: 'DownloadScriptFailed',
          message: aMessage,
        },
      },
    ]);
  });
});

describe('a later step that fails', () => {
  it('ends with the exit code of installing', async () => {
    server.write('fail-install', '');
    const { code, output } = await server.run(behindProxy(), { env: trust });
    expect(output).toContain('install script failed with exit code 3.');
    expect(code).toBe(30);
    expect(server.calls('connect')).toEqual([]);
  });

  it('ends with the exit code of connecting, and leaves no secret behind', async () => {
    server.write('fail-connect', '');
    const { code, output } = await server.run(withSecret(), {
      env: { ...trust, ARC_SERVICE_PRINCIPAL_SECRET: secret },
    });
    expect(output).toContain('azcmagent connect failed with exit code 42.');
    expect(code).toBe(40);
    expect(server.leftovers()).toEqual([]);
  });

  it('leaves no secret behind when the script is ended from outside', async () => {
    server.install();
    server.write('hang', '');
    await server.run(withSecret(), {
      env: { ARC_SERVICE_PRINCIPAL_SECRET: secret },
      whenConnecting: (pid) => process.kill(pid, 'SIGTERM'),
    });
    expect(server.read('config')).toContain('s3cr3t');
    expect(server.leftovers()).toEqual([]);
  });
});
