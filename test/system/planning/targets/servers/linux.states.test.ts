import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linuxScript } from '../../../../../src/planning/targets/servers/linux';
import { bashLiteral } from '../../../../../src/kernel/text/quote';
import type { ServerSite } from '../../../../../src/planning/site/site';
import { run } from '../../../../support/program';
import { connectedState, LinuxServer } from './linuxServer';
import {
  hostileText,
  hostileWith,
  plain,
  servicePrincipal,
  withoutGateway,
} from '../../../../unit/planning/targets/servers/sites';

let server: LinuxServer;
beforeEach(() => {
  server = new LinuxServer();
});
afterEach(() => server[Symbol.dispose]());

const withSecret: ServerSite = { ...plain, identity: servicePrincipal };

describe('a server with an agent', () => {
  const elsewhere = { resourceId: '/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/x/y/machines/m' };
  const { resourceId, ...withoutId } = connectedState();
  const unknownEndpoint: ServerSite = { ...plain, gateway: { id: plain.gateway.id } };
  const tell = 'azcmagent config set connection.type gateway';
  const changes = (): string[][] => server.calls('config').filter(([, verb]) => verb !== 'get');
  const associate = 'az arcgateway settings update --resource-group rg-branch-berlin';

  it.each([
    ['connected through the gateway', {}, plain, 0, 'Nothing to do'],
    ['… whose id is called id', { resourceId: undefined, id: resourceId }, plain, 0, 'Nothing to do'],
    [
      '… whose names are in lower case',
      { gatewayUrl: undefined, gatewayurl: plain.gateway.endpoint },
      plain,
      0,
      'Nothing',
    ],
    ['connected to another subscription', elsewhere, plain, 50, '00000000-0000-4000-8000-000000000009'],
    ['connected to another tenant', { tenantId: 'bbbb' }, plain, 50, 'tenant bbbb'],
    ['connected directly', { gatewayUrl: '' }, plain, 51, associate],
    [
      'connected through another gateway',
      { gatewayUrl: 'https://other.gw.arc.azure.com' },
      plain,
      51,
      'other.gw.arc.azure.com',
    ],
    ['connected through a gateway that cannot be told', {}, unknownEndpoint, 52, 'Contoso-WEU.gw.arc.azure.com'],
    ['connected directly, gateway’s name unknown', { gatewayUrl: '' }, unknownEndpoint, 51, associate],
    ['that has expired', { status: 'Expired' }, plain, 53, 'Expired'],
    ['with an agent too old to turn by itself', { agentVersion: '1.50' }, plain, 51, tell],
    ['with an agent that does not say how old it is', { agentVersion: undefined }, plain, 51, tell],
    ['with a proxy nobody asks for', { upstreamProxy: 'http://10.0.0.9:3128' }, plain, 0, 'Nothing to do'],
  ])('%s', async (_, change, site, expected, message) => {
    server.install({ ...connectedState(), ...change });
    const { code, output } = await server.run(site);
    expect(output).toContain(message);
    expect(code).toBe(expected);
    expect([server.calls('connect'), changes()]).toEqual([[], []]);
  });

  it('that is told to go directly, whichever gateway it shows', async () => {
    server.install(connectedState());
    server.write('connection-type', 'connection.type: direct\n');
    const { code, output } = await server.run(plain);
    expect([code, output]).toEqual([51, expect.stringContaining(tell)]);
    expect(changes()).toEqual([]);
    server.write('connection-type', 'gateway\n');
    expect((await server.run(plain)).code).toBe(0);
  });

  it.each([
    ['within it', JSON.stringify({ parts: [{ ...elsewhere, status: 'Error' }], ...connectedState() })],
    ['at its end', JSON.stringify({ ...connectedState(), parts: { deep: [{ ...elsewhere, tenantId: 'bbbb' }] } })],
    ['in a text', JSON.stringify({ name: '"},{"status":"Error","a\\":[', ...connectedState(), more: '{\\"' })],
    [
      'behind other lines',
      `time="now" level=info msg="status: Error"\n${JSON.stringify(connectedState(), undefined, 4)}`,
    ],
  ])('whose answer holds other things like it %s', async (_, answer) => {
    server.install();
    server.write('state', answer);
    const { code, output } = await server.run(plain);
    expect([code, output]).toEqual([0, expect.stringContaining('Nothing to do')]);
  });

  it.each([
    ['an error', undefined],
    ['nothing', ''],
    ['no JSON', 'Status: Connected'],
    ['no state', '{}'],
    ['half an answer', '{"agentVersion": "1.67.1", "sta'],
    ['a state that nobody knows', '{"status": "Starting"}'],
  ])('whose agent answers with %s is left alone', async (_, answer) => {
    server.install();
    if (answer === undefined) server.write('fail-show', '');
    else server.write('state', answer);
    const network = { proxyUrl: 'http://10.0.0.5:3128' };
    const { code, output } = await server.run({ ...plain, network });
    expect([code, output]).toEqual([58, expect.stringContaining('Nothing was changed')]);
    expect([server.calls('connect'), server.calls('config'), server.read('installer')]).toEqual([[], [], undefined]);
  });

  it('that is connected and names no id', async () => {
    server.install(withoutId);
    expect((await server.run(plain)).code).toBe(0);
  });

  it('prints a command that a shell takes apart as meant, and the extra step for an old agent', async () => {
    server.install({ ...connectedState(), gatewayUrl: '', agentVersion: '1.50.1.2' });
    const { output } = await server.run(plain);
    const command = output.split('\n').find((line) => line.includes(associate)) ?? '';
    const words = run('bash', 'bash', ['-c', `az() { printf '%s\\0' "$@"; }; ${command}`])
      .toString()
      .split('\0');
    expect(words).toEqual([
      ...['arcgateway', 'settings', 'update', '--resource-group', 'rg-branch-berlin'],
      ...['--subscription', plain.azure.subscriptionId, '--base-provider', 'Microsoft.HybridCompute'],
      ...['--base-resource-type', 'machines', '--base-resource-name', 'srv01'],
      ...['--gateway-resource-id', plain.gateway.id, ''],
    ]);
    expect(output).toContain('azcmagent config set connection.type gateway');
  });

  it('that is not connected is connected without a download', async () => {
    server.install({ status: 'Disconnected', resourceId: '', agentVersion: '1.67.1.1' });
    const { code } = await server.run(plain);
    expect(code).toBe(0);
    expect(server.calls('connect')).toEqual([expect.arrayContaining(['--gateway-id', plain.gateway.id])]);
    expect(server.read('installer')).toBeUndefined();
  });
});

describe('the proxy of a connected server', () => {
  const proxyUrl = 'http://10.0.0.5:3128';
  const portless = 'http://proxy:80';
  const direct: ServerSite = { ...withoutGateway, connection: 'direct' };

  it.each<[string, string, object, ServerSite, string, number, string]>([
    ['is set as it should be', proxyUrl, {}, plain, proxyUrl, 0, 'Nothing to do'],
    ['… in other words', 'proxy.url: HTTP://10.0.0.5:3128/', {}, plain, proxyUrl, 0, 'Nothing to do'],
    ['… without its port 80', 'http://proxy', {}, plain, portless, 0, 'Nothing to do'],
    ['is taken from elsewhere', '', { upstreamProxy: proxyUrl }, plain, proxyUrl, 0, 'Nothing to do'],
    ['… without a gateway', '', { httpsProxy: proxyUrl, gatewayUrl: '' }, direct, proxyUrl, 0, 'Nothing to do'],
    ['is another', 'http://old:3128', { upstreamProxy: proxyUrl }, plain, proxyUrl, 57, 'proxy is: http://old:3128'],
    ['is another without a gateway', 'http://old:3128', { gatewayUrl: '' }, direct, proxyUrl, 57, 'http://old:3128'],
    ['is another’s port', 'http://10.0.0.5:312', {}, plain, proxyUrl, 57, 'http://10.0.0.5:312'],
    ['is missing', '', { upstreamProxy: '' }, plain, proxyUrl, 57, 'proxy is: none'],
  ])('%s', async (_, setting, change, site, wanted, expected, message) => {
    server.install({ ...connectedState(), ...change });
    server.write('proxy', `${setting}\n`);
    const { code, output } = await server.run({ ...site, network: { proxyUrl: wanted } });
    expect([code, output]).toEqual([expected, expect.stringContaining(message)]);
    if (code !== 0) expect(output).toContain(`azcmagent config set proxy.url '${wanted}'`);
    expect(server.calls('config').filter(([, verb]) => verb !== 'get')).toEqual([]);
  });
});

describe('what must hold before', () => {
  it('root', async () => {
    server.write('uid', '1000\n');
    const { code, output } = await server.run(plain);
    expect([code, output]).toEqual([10, expect.stringContaining('sudo')]);
  });

  it.each(['wget', 'curl'] as const)('no virtual machine in Azure, asked with %s', async (program) => {
    server[Symbol.dispose]();
    server = new LinuxServer(program);
    server.install();
    server.write('imds', '{"azEnvironment":"AzurePublicCloud"}');
    expect((await server.run(plain)).code).toBe(12);
    expect((await server.run(plain, { env: { ARC_ALLOW_AZURE_VM: '1' } })).code).toBe(0);
  });

  it('no virtual machine in Azure, by its chassis, without a question to the network', async () => {
    server.install();
    server.write('chassis', '7783-7084-3265-9085-8269-3286-77\n');
    expect((await server.run(plain)).code).toBe(12);
    expect(server.read('metadataAsked')).toBeUndefined();
    expect((await server.run(plain, { env: { ARC_ALLOW_AZURE_VM: '1' } })).code).toBe(0);
  });

  it.each([
    ['a metadata service of another cloud', { imds: '<html>404</html>' }, false],
    ['another chassis', { chassis: 'No Asset Tag\n' }, false],
    ['neither', {}, true],
  ] as const)('%s does not count, and that neither answers is said', async (_, files, isSaid) => {
    server.install();
    for (const [name, text] of Object.entries(files)) server.write(name, text);
    const { code, output } = await server.run(plain);
    expect([code, output.includes('Could not determine whether this is an Azure virtual machine')]).toEqual([
      0,
      isSaid,
    ]);
    expect(server.read('metadataAsked')).toBeDefined();
  });

  it('a secret', async () => {
    const { code, output } = await server.run(withSecret);
    expect([code, output]).toEqual([11, expect.stringContaining('ARC_SERVICE_PRINCIPAL_SECRET')]);
    expect(server.read('installer')).toBeUndefined();
  });
});

describe('hostile values', () => {
  const texts = [
    `$(touch "$CANARY")`,
    `'; touch "$CANARY"; '`,
    '`touch "$CANARY"`',
    `"; touch "$CANARY"; "`,
    `x\ntouch "$CANARY"\n#`,
    `--config=/etc/shadow; touch "$CANARY"`,
    `\u2019; touch "$CANARY" #`,
    'a[$(touch "$CANARY")]',
  ];

  it.each(texts)('reach the agent as they are and run nothing: %j', async (text) => {
    server.install();
    const { code, output } = await server.run(hostileWith(text), { env: { ARC_SERVICE_PRINCIPAL_SECRET: text } });
    expect([code, output]).toEqual([0, expect.stringContaining('Connected')]);
    const [, ...options] = server.calls('connect')[0] ?? [];
    for (const option of ['--resource-group', '--tenant-id', '--subscription-id', '--location', '--gateway-id']) {
      expect(options[options.indexOf(option) + 1]).toBe(text);
    }
    expect(server.calls('config')).toContainEqual(['config', 'set', 'proxy.url', text]);
    expect(JSON.parse(server.read('config') ?? '')).toEqual({
      'service-principal-id': text,
      'service-principal-secret': text,
    });
    expect(server.read('canary')).toBeUndefined();
  });

  it('run nothing out of what the agent says of itself', async () => {
    const text = '$(touch "$CANARY")`touch "$CANARY"`;a[$(touch "$CANARY")]';
    server.install({
      ...connectedState(),
      gatewayUrl: text,
      agentVersion: text,
      resourceId: `${String(connectedState().resourceId)}${text}`,
    });
    expect((await server.run(plain)).code).toBe(51);
    expect(server.read('canary')).toBeUndefined();
  });
});

describe('a secret that nobody passed', () => {
  it('is asked for in a terminal, and not shown', async () => {
    server.install();
    const { code, output } = await server.run(withSecret, { typed: 'typed\\"s3cr3t' });
    expect(output).toContain('Connected to Azure Arc');
    expect(output).not.toContain('s3cr3t');
    expect(code).toBe(0);
    expect(server.read('config')).toContain(JSON.stringify('typed\\"s3cr3t'));
  });
});

it('JSON is written so that it is read back unchanged', () => {
  const json = /^json\(\) \{\n.*?^\}\n/ms.exec(linuxScript(plain).text)?.[0] ?? '';
  const texts = ['\\', '"', '&', '\\n', '\u0001&\\', ...fc.sample(hostileText, 150)];
  const calls = texts.map((text) => `json text ${bashLiteral(text)} more 'x'`);
  const lines = run('bash', 'bash', ['-s'], `${json}\n${calls.join('\n')}\n`)
    .toString()
    .split('\n')
    .slice(0, -1);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(texts.map((text) => ({ text, more: 'x' })));
});
