import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plan } from '../../../../../src/planning/makePlan';
import type { Script } from '../../../../../src/planning/targets/script';
import type { GatewayServerSite, ServerSite } from '../../../../../src/planning/site/site';
import { powershell, runPowershell } from '../../../../support/powershell';
import { run } from '../../../../support/program';
import { connectedState, LinuxServer } from './linuxServer';
import {
  examples,
  plain,
  servicePrincipal,
  siteWith,
  withoutGateway,
} from '../../../../unit/planning/targets/servers/sites';

let server: LinuxServer;
beforeEach(() => {
  server = new LinuxServer();
});
afterEach(() => server[Symbol.dispose]());

const direct: ServerSite = { ...withoutGateway, connection: 'direct' };
const scopeId = examples.privateLinkCertificate?.privateLink?.scopeId ?? '';
const privateLink: ServerSite = { ...direct, connection: 'privateLink', privateLink: { scopeId } };
const straight = { gatewayUrl: undefined };

describe('a server that goes without a gateway', () => {
  it.each<[string, ServerSite, object, number, string]>([
    ['is as it should be', direct, straight, 0, 'already connected here directly'],
    ['is behind a gateway after all', direct, {}, 54, 'Contoso-WEU.gw.arc.azure.com'],
    ['is connected elsewhere', direct, { ...straight, tenantId: 'bbbb' }, 50, 'tenant bbbb'],
    ['has expired', direct, { ...straight, status: 'Expired' }, 53, 'Expired'],
    ['is in the scope', privateLink, { ...straight, privateLinkScope: scopeId.toUpperCase() }, 0, 'private link scope'],
    ['is in the scope, by name', privateLink, { ...straight, privateLinkScope: 'pls-hub-weu' }, 0, 'Nothing to do'],
    ['is in another scope', privateLink, { ...straight, privateLinkScope: `${scopeId}2` }, 55, 'pls-hub-weu2'],
    ['is in no scope', privateLink, { ...straight, privateLinkScope: '' }, 55, 'is: none'],
    ['is behind a gateway instead of a scope', privateLink, {}, 54, 'gateway'],
  ])('%s', async (_, site, change, expected, message) => {
    server.install({ ...connectedState(), ...change });
    const { code, output } = await server.run(site);
    expect([code, output]).toEqual([expected, expect.stringContaining(message)]);
    expect([server.calls('connect'), server.calls('config')]).toEqual([[], []]);
  });

  it('is connected directly, with an agent of any age', async () => {
    server.install({ status: 'Disconnected', agentVersion: '1.40.1.1' });
    const { code, output } = await server.run(direct);
    expect([code, output]).toEqual([0, expect.stringContaining('Connected to Azure Arc directly.')]);
    expect(server.calls('connect')[0]).not.toContain('--gateway-id');
    expect(server.read('installer')).toBeUndefined();
  });

  it('is connected through a scope, whose endpoints the agent reaches without the proxy', async () => {
    server.install();
    const { code } = await server.run({ ...privateLink, network: { proxyUrl: 'http://10.0.0.5:3128' } });
    expect(code).toBe(0);
    expect(server.calls('connect')).toEqual([expect.arrayContaining(['--private-link-scope', scopeId])]);
    expect(server.calls('config')).toContainEqual(['config', 'set', 'proxy.bypass', 'Arc']);
    expect(server.calls('config')).toContainEqual(['config', 'set', 'proxy.url', 'http://10.0.0.5:3128']);
  });
});

describe('what the agent bypasses the proxy for', () => {
  const network = { proxyUrl: 'http://10.0.0.5:3128', bypass: { hosts: ['ARM', 'AAD', 'printer.contoso.com'] } };
  const set = (): string[][] =>
    server.calls('config').filter(([, verb, name]) => verb === 'set' && name === 'proxy.bypass');

  it('is set once, in the agent’s own words, without those it does not have', async () => {
    server.install();
    expect((await server.run({ ...direct, network })).code).toBe(0);
    expect(set()).toEqual([['config', 'set', 'proxy.bypass', 'AAD,ARM']]);
    server.install();
    expect((await server.run({ ...direct, network })).code).toBe(0);
    expect(set()).toHaveLength(1);
  });

  it('is left alone with a gateway, where it would have no effect', async () => {
    server.install();
    expect((await server.run({ ...plain, network })).code).toBe(0);
    expect(set()).toEqual([]);
  });

  it.each([
    ['[AAD ARM]', 0, 'Nothing to do'],
    ['proxy.bypass: aad,arm', 0, 'Nothing to do'],
    ['[]', 56, 'bypasses the proxy for: nothing'],
    ['[AAD ARM Arc]', 56, 'bypasses the proxy for: AAD,ARM,Arc'],
  ])('is looked at on a connected server, and not changed there: %s', async (answer, code, message) => {
    server.install({ ...connectedState(), ...straight });
    server.write('bypass', `${answer}\n`);
    server.write('proxy', `${network.proxyUrl}\n`);
    const outcome = await server.run({ ...direct, network });
    expect([outcome.code, outcome.output]).toEqual([code, expect.stringContaining(message)]);
    if (code !== 0) expect(outcome.output).toContain("azcmagent config set proxy.bypass 'AAD,ARM'");
    expect(set()).toEqual([]);
  });
});

describe('a sign-in', () => {
  it('by token keeps it out of sight', async () => {
    server.install();
    const token = 'eyJhbGciOi.s3cr3t"\\';
    server.write('secret', 's3cr3t\n');
    const site: ServerSite = { ...plain, identity: { method: 'accessToken' } };
    const { code, output } = await server.run(site, { env: { ARC_ACCESS_TOKEN: token } });
    expect([code, output.includes('s3cr3t'), server.read('leaks')]).toEqual([0, false, undefined]);
    expect(JSON.parse(server.read('config') ?? '')).toEqual({ 'access-token': token });
    expect(server.read('config-mode')).toBe('600\n');
  });

  it('by token asks for it in a terminal, and ends without one', async () => {
    server.install();
    const site: ServerSite = { ...plain, identity: { method: 'accessToken' } };
    const { code, output } = await server.run(site);
    expect([code, output]).toEqual([11, expect.stringContaining('ARC_ACCESS_TOKEN')]);
    const typed = await server.run(site, { typed: 'typed-t0ken' });
    expect([typed.code, typed.output.includes('t0ken')]).toEqual([0, false]);
  });

  it('by certificate names the file, and ends where it is missing', async () => {
    server.install();
    server.write('onboarding.pem', 'x');
    const certificate = (file: string): ServerSite => ({
      ...plain,
      identity: { ...servicePrincipal, credential: 'certificate', certificateFile: file },
    });
    const missing = await server.run(certificate('/nowhere/onboarding.pem'));
    expect([missing.code, missing.output]).toEqual([13, expect.stringContaining('/nowhere/onboarding.pem')]);
    const file = `${server.environment.STUB ?? ''}/onboarding.pem`;
    expect((await server.run(certificate(file))).code).toBe(0);
    const [call = []] = server.calls('connect');
    expect(call.slice(-4)).toEqual([
      ...['--service-principal-id', servicePrincipal.clientId],
      ...['--service-principal-cert', file],
    ]);
  });
});

/** Plays `az`: signed in as told, remembers what it is asked, and keeps associations in files. */
const az = `#!/bin/bash
{ printf '%s\\0' "$@"; printf '\\n'; } >>"$STUB/calls"
case "$*" in
  version*) if [ -e "$STUB/version" ]; then cat "$STUB/version"; else echo 2.57.0; fi ;;
  'extension show'*) [ ! -e "$STUB/no-extension" ] ;;
  'account show'*) cat "$STUB/tenant" ;;
  rest*) all="$*"; url="\${all##*/machines/}"; cat "$STUB/of-\${url%%/*}" ;;
  *'settings update'*)
    name=; while [ $# -gt 0 ]; do [ "$1" != --base-resource-name ] || name=$2; [ "$1" != --gateway-resource-id ] || id=$2; shift; done
    if [ -e "$STUB/forbidden-$name" ]; then echo 'AuthorizationFailed' >&2; exit 1; fi
    [ -e "$STUB/forgets-$name" ] || echo "$id" >"$STUB/of-$name"
    ;;
esac
`;

const connected: GatewayServerSite = {
  ...plain,
  servers: { os: ['linux'], state: 'connected', machines: ['srv01', 'SRV-02'] },
};

function scriptOf(site: ServerSite, name: string): Script {
  const script = plan(siteWith(site)).scripts.find(({ fileName }) => fileName === name);
  if (!script) throw new Error(`There is no ${name}.`);
  return script;
}

describe('associating machines', () => {
  const associate = scriptOf(connected, 'associate.sh');
  const updated = (): (string | undefined)[] =>
    server.calls('arcgateway').map((call) => call[call.indexOf('--base-resource-name') + 1]);

  beforeEach(() => {
    server.executable('bin/az', az);
    server.write('tenant', `${plain.azure.tenantId.toUpperCase()}\n`);
  });

  it('is done for each that is not, proven, and not done again', async () => {
    server.write('of-srv01', `${plain.gateway.id.toUpperCase()}\n`);
    const first = await server.run(associate);
    expect([first.code, first.output]).toEqual([0, expect.stringContaining('SRV-02: associated\n')]);
    expect(first.output).toContain('srv01: already associated');
    expect(server.calls('arcgateway')).toEqual([
      [
        ...['arcgateway', 'settings', 'update', '--resource-group', 'rg-branch-berlin'],
        ...['--subscription', plain.azure.subscriptionId, '--base-provider', 'Microsoft.HybridCompute'],
        ...['--base-resource-type', 'machines', '--base-resource-name', 'SRV-02'],
        ...['--gateway-resource-id', plain.gateway.id, '--output', 'none'],
      ],
    ]);
    expect((await server.run(associate)).code).toBe(0);
    expect(updated()).toEqual(['SRV-02']);
  });

  it('says which gateway a machine leaves', async () => {
    server.write('of-srv01', '/subscriptions/x/gateways/gw-old\n');
    const { code, output } = await server.run(associate);
    expect([code, output]).toEqual([0, expect.stringContaining('srv01: replacing the gateway gw-old')]);
  });

  it('goes on behind a machine that fails, and names it', async () => {
    server.write('forbidden-srv01', '');
    const { code, output } = await server.run(associate);
    expect(code).toBe(60);
    expect(output).toMatch(/AuthorizationFailed[\s\S]*SRV-02: associated\n[\s\S]*Not associated: srv01\n/);
  });

  it('believes Azure only what it shows', async () => {
    server.write('forgets-SRV-02', '');
    const { code, output } = await server.run(associate);
    expect([code, output]).toEqual([60, expect.stringContaining('SRV-02: Azure accepted')]);
  });

  it.each([
    ['without the extension', 'no-extension', '', 'az extension add --name arcgateway'],
    ['in another tenant', 'tenant', 'cccc\n', 'az login --tenant'],
    ['when nobody is signed in', 'tenant', '', 'az login --tenant'],
    ['with an old Azure CLI', 'version', '2.56.1\n', 'here is 2.56.1. Run: az upgrade'],
    ['with an older major version', 'version', '1.99.0\n', 'az upgrade'],
    ['with a version whose minor number is smaller, not shorter', 'version', '2.9.0\n', 'az upgrade'],
    ['with an Azure CLI that does not say its version', 'version', '', 'an unknown version'],
    ['with an Azure CLI whose answer is no version', 'version', 'a[$(touch "$CANARY")].1\n', 'az upgrade'],
  ])('ends %s', async (_, file, text, message) => {
    server.write(file, text);
    const { code, output } = await server.run(associate);
    expect([code, output]).toEqual([14, expect.stringContaining(message)]);
    expect(server.calls('arcgateway')).toEqual([]);
  });

  it.each(['2.57.0', '2.60.1', '2.100.0', '3.0.0', '2.080.0'])('works with the Azure CLI %s', async (version) => {
    server.write('version', `${version}\n`);
    expect((await server.run(associate)).code).toBe(0);
    expect(server.read('canary')).toBeUndefined();
  });

  it('ends without the Azure CLI', async () => {
    server[Symbol.dispose]();
    server = new LinuxServer();
    const { code, output } = await server.run(associate);
    expect([code, output]).toEqual([14, expect.stringContaining('not installed')]);
  });

  it('runs nothing out of a name', async () => {
    const machines = ['$(touch "$CANARY")', '\'; touch "$CANARY" #', '-rf'];
    const hostile = scriptOf({ ...connected, servers: { ...connected.servers, machines } }, 'associate.sh');
    await server.run(hostile);
    expect(updated()).toEqual(machines);
    expect(server.read('canary')).toBeUndefined();
  });

  it('is read by the bash of a Mac too: it uses nothing that bash 3.2 lacks', () => {
    run('bash', 'bash', ['-n'], associate.text);
    expect(associate.text).not.toMatch(/\$\{\w+(,,|\^\^)|mapfile|readarray|declare -A|&>>|\|&/);
  });
});

describe('setting the Arc proxy for extensions of old Linux agents', () => {
  const machines = ['srv01', '$(touch "$CANARY")\'; \\'];
  const old: ServerSite = {
    ...connected,
    servers: { ...connected.servers, agentVersion: '1.50', machines },
    scenarios: ['azureMonitor', 'defender'],
  };
  const commandsOf = (site: ServerSite) =>
    plan(siteWith(site)).nextSteps.flatMap(({ command }) =>
      command && command.text.includes('40343') && command.text !== 'azcmagent show' ? [command] : [],
    );
  const arcProxy = 'http://127.0.0.1:40343';

  it('is done by commands that reach their program as they are meant', async () => {
    const [monitor, , defender, ansible] = commandsOf(old);
    server.executable('bin/az', az);
    for (const name of ['sudo', 'ansible']) server.executable(`bin/${name}`, az);
    const scripts = [monitor, defender, ansible].map((command) => command?.text ?? '');
    const text = scripts.join('\n');
    const steps = { kind: 'associate', os: 'any', language: 'bash', fileName: 'steps.sh', text, marks: [] } as const;
    expect((await server.run(steps)).code).toBe(0);
    const calls = server.calls('connectedmachine');
    expect(calls.map((call) => call[call.indexOf('--machine-name') + 1])).toEqual(machines);
    expect(JSON.parse(calls[0]?.at(-1) ?? '')).toEqual({
      proxy: { mode: 'application', address: arcProxy, auth: 'false' },
    });
    expect(calls[0]?.slice(0, 3)).toEqual(['connectedmachine', 'extension', 'update']);
    expect(server.calls('mdatp')).toEqual([['mdatp', 'config', 'proxy', 'set', '--value', arcProxy]]);
    expect(server.calls('linux')[0]?.at(-1)).toBe(`mdatp config proxy set --value ${arcProxy}`);
    expect(server.read('canary')).toBeUndefined();
  });

  it.runIf(powershell)('is done by PowerShell too', async () => {
    const command = commandsOf(old).find(({ shell }) => shell === 'powershell');
    const stub = `function Update-AzConnectedMachineExtension($SubscriptionId, $ResourceGroupName, $MachineName, $Name, $Setting) {
      ConvertTo-Json -Compress @($MachineName, $Name, $Setting.proxy.mode, $Setting.proxy.address)
    }\n`;
    const file = `${server.environment.STUB ?? ''}/set.ps1`;
    server.write('set.ps1', stub + (command?.text ?? ''));
    const { code, stdout, stderr } = await runPowershell(['-File', file], { home: server.environment.STUB ?? '' });
    expect([code, stderr]).toEqual([0, '']);
    expect(
      stdout
        .trim()
        .split(/\r?\n/)
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(machines.map((machine) => [machine, 'AzureMonitorLinuxAgent', 'application', arcProxy]));
  });

  it.each<[string, ServerSite]>([
    ['newer agents', { ...old, servers: { ...old.servers, agentVersion: '1.51' } }],
    ['Windows', { ...old, servers: { ...old.servers, os: ['windows'] } }],
    ['no such extension', { ...old, scenarios: ['keyVault'] }],
  ])('is not asked for with %s', (_, site) => {
    expect(commandsOf(site)).toEqual([]);
    expect(plan(siteWith(site)).findings.map(({ code }) => code)).not.toContain('extensions.linuxProxy');
  });

  it('is dated', () => {
    const step = plan(siteWith(old)).nextSteps.find(({ command }) => command?.text.includes('mdatp'));
    expect(step?.detail).toMatch(/\d{4}-\d{2}-\d{2}/);
  });
});

describe('turning a connected server to the gateway', () => {
  const turn = scriptOf(connected, 'use-gateway-linux.sh');
  const set = ['config', 'set', 'connection.type', 'gateway'];

  it.each<[string, object | undefined, string | undefined, number, boolean]>([
    ['with an old agent', { agentVersion: '1.50.1.2' }, 'default', 0, true],
    ['with an old agent that is told already', { agentVersion: '1.50.1.2' }, 'gateway', 0, false],
    ['with an old agent that leaves out its build', { agentVersion: '1.50' }, 'default', 0, true],
    ['with an agent that does not say how old it is', { agentVersion: undefined }, 'default', 0, true],
    [
      'with an old agent that is told, but shows no gateway',
      { ...straight, agentVersion: '1.50' },
      'gateway',
      51,
      false,
    ],
    ['with a new agent', {}, 'default', 0, false],
    ['with a new agent that is not associated', { gatewayUrl: '' }, 'default', 51, false],
    ['with a new agent of another gateway', { gatewayUrl: 'https://x.gw.arc.azure.com' }, 'gateway', 51, false],
    ['with a new agent that cannot say its type', {}, undefined, 0, false],
    ['with a new agent that is told otherwise', {}, 'connection.type: direct', 0, true],
    ['that is connected elsewhere', { tenantId: 'bbbb' }, 'direct', 50, false],
    ['that has expired', { status: 'Expired' }, 'direct', 53, false],
    ['that is not connected', { status: 'Disconnected', resourceId: '' }, 'direct', 15, false],
    ['without an agent', undefined, undefined, 15, false],
  ])('%s', async (_, change, type, expected, isSet) => {
    if (change) server.install({ ...connectedState(), ...change });
    if (type !== undefined) server.write('connection-type', `${type}\n`);
    const { code, output } = await server.run(turn);
    expect(code).toBe(expected);
    expect(server.calls('config').filter(([, verb]) => verb === 'set')).toEqual(isSet ? [set] : []);
    if (expected === 51) expect(output).toContain('az arcgateway settings update');
    if (expected !== 0) return;
    expect((await server.run(turn)).output).toContain('Nothing to do');
  });

  it('cannot tell which gateway it is where the topology does not say its name', async () => {
    const unknown = scriptOf({ ...connected, gateway: { id: plain.gateway.id } }, 'use-gateway-linux.sh');
    server.install(connectedState());
    const { code, output } = await server.run(unknown);
    expect([code, output]).toEqual([52, expect.stringContaining('Contoso-WEU.gw.arc.azure.com')]);
    server.install({ ...connectedState(), ...straight });
    expect((await server.run(unknown)).code).toBe(51);
  });

  it('is not done where the agent does not say whether it is connected', async () => {
    server.install(connectedState());
    server.write('fail-show', '');
    expect((await server.run(turn)).code).toBe(58);
    expect(server.calls('config')).toEqual([]);
  });

  it('needs root, and says when the agent refuses', async () => {
    server.install({ ...connectedState(), agentVersion: '1.46.1.1' });
    server.write('fail-setting', '');
    expect((await server.run(turn)).code).toBe(31);
    server.write('uid', '1000\n');
    expect((await server.run(turn)).code).toBe(10);
  });
});
