import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { present } from '../../../../../src/kernel/present';
import { ansiblePlaybook } from '../../../../../src/planning/targets/servers/ansible';
import { downloadOrigin } from '../../../../../src/planning/targets/servers/portal';
import type { ServerSite } from '../../../../../src/planning/site/site';
import { ansiblePlay, type Outcome, windowsCollection } from '../../../../support/ansible';
import { startSshd, type Sshd } from '../../../../support/sshd';
import { type Squid, startSquid } from '../../../../support/squid';
import { startTlsHost } from '../../../../support/tlsHost';
import { connectedState, installScript, LinuxServer } from './linuxServer';
import {
  examples,
  hostileWith,
  plain,
  servicePrincipal,
  withoutGateway,
} from '../../../../unit/planning/targets/servers/sites';

const host = 'gbl.his.arc.azure.com';
const directory = mkdtempSync(join(tmpdir(), 'arc-ansible-'));
const ends: (() => PromiseLike<void>)[] = [async () => rmSync(directory, { recursive: true })];
let squid: Squid;
/** Where the download host is on this machine. */
let origin: string;
let certificate: string;

beforeAll(async () => {
  const tls = await startTlsHost(directory, [host, 'localhost'], (_, response) => response.end(installScript));
  ends.push(() => tls[Symbol.asyncDispose]());
  certificate = tls.certificate;
  origin = `https://localhost:${tls.port}`;
  squid = await startSquid(directory, { [host]: tls.port });
  ends.push(() => squid[Symbol.asyncDispose]());
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** A Linux server that is reached over SSH. */
interface Remote {
  readonly name: string;
  readonly server: LinuxServer;
  readonly sshd: Sshd;
}

const remotes: Remote[] = [];

afterEach(async () => {
  for (const { server, sshd } of remotes.splice(0)) {
    await sshd[Symbol.asyncDispose]();
    server[Symbol.dispose]();
  }
});

async function newRemote(name: string, more: Readonly<Record<string, string>> = {}): Promise<Remote> {
  const server = new LinuxServer();
  const { PATH = '', ...env } = server.environment;
  const sshd = await startSshd(server.environment.STUB ?? '', {
    ...env,
    // Ansible needs a whole system; the agent, and nothing else, is the stub's.
    PATH: `${PATH}:/usr/bin:/bin`,
    SSL_CERT_FILE: certificate,
    ...more,
  });
  const remote = { name, server, sshd };
  remotes.push(remote);
  return remote;
}

interface PlayOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly knownHosts?: (remote: Remote) => string;
  /** Where the agent is downloaded from instead. */
  readonly from?: string;
}

async function play(site: ServerSite, on: readonly Remote[], options: PlayOptions = {}): Promise<Outcome> {
  const { args = [], env = {}, knownHosts = ({ sshd }) => sshd.knownHosts, from = downloadOrigin } = options;
  const folder = mkdtempSync(join(directory, 'play-'));
  windowsCollection(folder);
  const hosts = on.map((remote) => {
    const { port, user, clientKey } = remote.sshd;
    const ssh = `-o UserKnownHostsFile=${knownHosts(remote)} -o GlobalKnownHostsFile=/dev/null -F none`;
    return `${remote.name} ansible_host=127.0.0.1 ansible_port=${port} ansible_user=${user} ansible_ssh_private_key_file=${clientKey} ansible_ssh_common_args='${ssh}'`;
  });
  writeFileSync(join(folder, 'inventory'), `[linux]\n${hosts.join('\n')}\n`);
  writeFileSync(join(folder, 'onboard.yml'), playbookFor(site, from));
  return ansiblePlay(folder, ['--inventory', 'inventory', 'onboard.yml', ...args], {
    ANSIBLE_REMOTE_TEMP: join(folder, 'remote'),
    ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
    ...env,
  });
}

/** With a download host and a chassis of the test's own. */
const playbookFor = (site: ServerSite, from: string): string =>
  ansiblePlaybook(site)
    .text.replaceAll(downloadOrigin, from)
    .replaceAll('/sys/class/dmi/id/chassis_asset_tag', '/dev/null');

/** A playbook's count for one host: `changed`, `failed`, `unreachable`. */
const recap = ({ output }: Outcome, name: string, what: string): number =>
  Number(new RegExp(`^${name} .*\\b${what}=(\\d+)`, 'm').exec(output)?.[1] ?? Number.NaN);

const secret = `s3cr3t-4a1f"'\\{{ 7 * 7 }}$(reboot)é`;
const settings = () => ({
  network: { proxyUrl: squid.url },
  identity: servicePrincipal,
  tags: { site: 'Berlin, HQ', formula: '{{ 7 * 7 }}' },
});
const withSecret = (): ServerSite => ({ ...plain, ...settings() });

describe('the playbook', () => {
  it('has no syntax error, for Linux and Windows', async () => {
    const folder = mkdtempSync(join(directory, 'syntax-'));
    windowsCollection(folder);
    const files = Object.entries(examples).map(([name, site]) => {
      writeFileSync(join(folder, `${name}.yml`), ansiblePlaybook(site).text);
      return `${name}.yml`;
    });
    const { code, output } = await ansiblePlay(folder, ['--syntax-check', '--inventory', 'localhost,', ...files]);
    expect(output).not.toMatch(/ERROR/);
    expect(code).toBe(0);
  });

  it('installs and connects a new server through the proxy, with the secret out of sight, and only once', async () => {
    const remote = await newRemote('new');
    remote.server.write('secret', 's3cr3t-4a1f\n');
    const options = { args: ['-vvv', '--diff'], env: { ARC_SERVICE_PRINCIPAL_SECRET: secret } };
    const first = await play(withSecret(), [remote], options);
    expect(first.output).not.toContain('s3cr3t');
    expect([first.code, recap(first, 'new', 'failed')], first.output).toEqual([0, 0]);

    const { server } = remote;
    expect(server.read('installer')).toBe(`--proxy\n${squid.url}\n`);
    expect(server.calls('config')).toContainEqual(['config', 'set', 'proxy.url', squid.url]);
    const [connect = []] = server.calls('connect');
    expect(connect.slice(0, -1)).toEqual([
      'connect',
      ...['--resource-group', plain.azure.resourceGroup, '--tenant-id', plain.azure.tenantId],
      ...['--subscription-id', plain.azure.subscriptionId, '--cloud', 'AzureCloud', '--location', 'westeurope'],
      ...['--gateway-id', plain.gateway.id, '--tags', 'site=Berlin\\, HQ,formula={{ 7 * 7 }}', '--config'],
    ]);
    expect(JSON.parse(server.read('config') ?? '')).toEqual({
      'service-principal-id': servicePrincipal.clientId,
      'service-principal-secret': secret,
    });
    expect(server.read('config-mode')).toBe('600\n');
    expect(server.read('leaks')).toBeUndefined();
    expect(server.leftovers()).toEqual([]);

    const second = await play(withSecret(), [remote], options);
    expect([second.code, recap(second, 'new', 'changed')]).toEqual([0, 0]);
    expect(second.output).toContain('Nothing to do');
    expect(server.calls('connect')).toHaveLength(1);
  });

  it('downloads past the proxy what is at a private endpoint, also where the server has a proxy of its own', async () => {
    const remote = await newRemote('private', { https_proxy: squid.url });
    const { privateLink } = examples.privateLinkCertificate ?? plain;
    const site: ServerSite = {
      ...withoutGateway,
      ...settings(),
      connection: 'privateLink',
      ...present({ privateLink }),
    };
    const seen = squid.accessLog().length;
    const env = { ARC_SERVICE_PRINCIPAL_SECRET: secret };
    const outcome = await play(site, [remote], { env, from: origin });
    expect([outcome.code, recap(outcome, 'private', 'failed')], outcome.output).toEqual([0, 0]);
    expect(remote.server.read('installer')).toBe(`--proxy\n${squid.url}\n`);
    expect(remote.server.calls('config')).toContainEqual(['config', 'set', 'proxy.bypass', 'Arc']);
    expect(squid.accessLog().slice(seen)).toEqual([]);
  });

  it('changes nothing in check mode, and says what it would do', async () => {
    const remote = await newRemote('checked');
    const outcome = await play(withSecret(), [remote], { args: ['--check'] });
    expect([outcome.code, recap(outcome, 'checked', 'changed')], outcome.output).toEqual([0, 1]);
    expect(outcome.output).toContain('Would install the agent');
    expect([remote.server.calls('connect'), remote.server.read('installer')]).toEqual([[], undefined]);
  });

  it('stops where a server is connected otherwise, with the number of the reason', async () => {
    const elsewhere = '/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/x/y/machines/m';
    const states: Readonly<Record<string, readonly [unknown, string]>> = {
      away: [{ ...connectedState(), resourceId: elsewhere }, '50 connected elsewhere'],
      tenant: [{ ...connectedState(), tenantId: 'bbbb' }, '50 connected elsewhere'],
      straight: [{ ...connectedState(), gatewayUrl: '' }, '51 not through the gateway: it uses none'],
      other: [{ ...connectedState(), gatewayUrl: 'https://other.gw.arc.azure.com' }, '51 not through the gateway'],
      expired: [{ ...connectedState(), status: 'Expired' }, '53 agent not connected'],
      old: [
        { ...connectedState(), agentVersion: '1.50' },
        '51 not through the gateway: its agent is not set to use it',
      ],
      mute: [{}, '58 state unknown'],
      fine: [{ ...connectedState(), gatewayUrl: undefined, gatewayurl: plain.gateway.endpoint }, 'Nothing to do'],
      hostile: [
        { ...connectedState(), gatewayUrl: `{{ lookup('pipe', 'touch ${join(directory, 'canary')}') }}` },
        '51 not',
      ],
    };
    const on = await Promise.all(Object.keys(states).map((name) => newRemote(name)));
    for (const { name, server } of on) server.install(states[name]?.[0]);
    const outcome = await play(plain, on, { args: ['--forks', '4'] });
    for (const { name, server } of on) {
      const said = new RegExp(`(?:fatal|ok): \\[${name}\\].*?"msg": "([^"]*)`, 'gs');
      const messages = [...outcome.output.matchAll(said)].map(([, message]) => message ?? '');
      expect(messages.join('\n'), `${name}\n${outcome.output}`).toContain(states[name]?.[1]);
      expect(recap(outcome, name, 'failed')).toBe(name === 'fine' ? 0 : 1);
      expect([server.calls('connect'), recap(outcome, name, 'changed')]).toEqual([[], 0]);
    }
    expect(() => rmSync(join(directory, 'canary'))).toThrow();
  });

  it('has a new agent bypass the proxy, and looks what a connected one does', async () => {
    const network = { proxyUrl: squid.url, bypass: { hosts: ['ARM', 'AAD'] } };
    const identity = { method: 'accessToken' } as const;
    const site: ServerSite = { ...withoutGateway, connection: 'direct', network, identity };
    const connected = { ...connectedState(), gatewayUrl: '' };
    const states = { new: { status: 'Disconnected' }, same: connected, other: connected, away: connected };
    const on = await Promise.all(Object.keys(states).map((name) => newRemote(name)));
    for (const { name, server } of on) {
      server.install(states[name as keyof typeof states]);
      server.write('bypass', name === 'same' ? '[AAD ARM]\n' : '[Arc]\n');
      server.write('proxy', name === 'away' ? 'http://old:3128\n' : `proxy.url: ${squid.url.toUpperCase()}/\n`);
    }
    const outcome = await play(site, on, { env: { ARC_ACCESS_TOKEN: 'token' } });
    const set = on.map(({ server }) =>
      server.calls('config').filter(([, , name, text]) => name === 'proxy.bypass' && text),
    );
    expect(set, outcome.output).toEqual([[['config', 'set', 'proxy.bypass', 'AAD,ARM']], [], [], []]);
    expect(Object.keys(states).map((name) => recap(outcome, name, 'failed'))).toEqual([0, 0, 1, 1]);
    expect(outcome.output).toContain(
      `57 other proxy: it is http://old:3128. To change it: azcmagent config set proxy.url '${squid.url}'`,
    );
    expect(outcome.output).toContain(
      "56 other proxy bypass: it is arc. To change it: azcmagent config set proxy.bypass 'AAD,ARM'",
    );
  });

  it('says with the number of the scripts which step failed, and leaves nothing behind', async () => {
    const failing = { download: '20 download', install: '30 install', connect: '40 connect' };
    const on = await Promise.all(
      Object.keys(failing).map((name) => newRemote(name, name === 'download' ? { SSL_CERT_FILE: '/dev/null' } : {})),
    );
    for (const { name, server } of on) server.write(`fail-${name}`, '');
    const outcome = await play(withSecret(), on, { env: { ARC_SERVICE_PRINCIPAL_SECRET: secret } });
    expect(outcome.output).not.toContain('s3cr3t');
    for (const { name, server } of on) {
      const said = new RegExp(
        `fatal: \\[${name}\\].*?"msg": "${failing[name as keyof typeof failing]}: see the task `,
        's',
      );
      expect(outcome.output).toMatch(said);
      expect([recap(outcome, name, 'failed'), server.leftovers()]).toEqual([1, []]);
    }
  });

  it('takes no value for a template or for code', async () => {
    const remote = await newRemote('odd');
    remote.server.install();
    const text = `{{ lookup('pipe', 'touch ${join(directory, 'canary')}') }}{% raw %}'"\\\n$(touch "$CANARY")\u0085\u2028é`;
    const outcome = await play({ ...hostileWith(text), servers: { os: ['linux'] } }, [remote], {
      env: { ARC_SERVICE_PRINCIPAL_SECRET: text },
    });
    expect(outcome.code, outcome.output).toBe(0);
    const [, ...options] = remote.server.calls('connect')[0] ?? [];
    for (const option of ['--resource-group', '--tenant-id', '--subscription-id', '--location', '--gateway-id']) {
      expect(options[options.indexOf(option) + 1]).toBe(text);
    }
    expect(JSON.parse(remote.server.read('config') ?? '')).toEqual({
      'service-principal-id': text,
      'service-principal-secret': text,
    });
    expect(remote.server.read('canary')).toBeUndefined();
    expect(() => rmSync(join(directory, 'canary'))).toThrow();
  });

  it('stops without a secret, and before a server whose host key is another', async () => {
    const [poor, foreign] = [await newRemote('poor'), await newRemote('foreign')];
    for (const { server } of [poor, foreign]) server.install();
    const outcome = await play(withSecret(), [poor, foreign], {
      knownHosts: ({ name, sshd }) => (name === 'poor' ? sshd.knownHosts : join(directory, 'nothing')),
    });
    expect(outcome.output).toContain('11 no secret');
    expect(recap(outcome, 'foreign', 'unreachable'), outcome.output).toBe(1);
    expect(outcome.output).toContain('Host key verification failed');
    expect([poor.server.calls('connect'), foreign.server.read('calls')]).toEqual([[], undefined]);
  });
});
