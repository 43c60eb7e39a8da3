import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../../../../src/planning/site/site';
import { instanceExitCodes as codes } from '../../../../../src/planning/targets/azureLocal/exitCodes';
import { registerMachine } from '../../../../../src/planning/targets/azureLocal/scripts/register';
import { instanceWriter } from '../../../../../src/planning/targets/azureLocal/writer';
import { useGoldens } from '../../../../support/golden';
import { powershell, withoutPowershell } from '../../../../support/powershell';
import { skipUnless } from '../../../../support/skip';
import { gatewayId } from '../../../../unit/planning/site/documents';
import { instanceOf, instanceSite } from '../../../../unit/planning/targets/azureLocal/sites';
import { runTogether, WindowsServer, type WindowsOutcome } from '../servers/windowsServer';

const expectGolden = useGoldens('azureLocalScripts');
const standIns = join(import.meta.dirname, '../../../../support/powershell/azureLocalStandIn.ps1');
const token = 'a-token-of-azure';

/** An enterprise proxy that gives each CONNECT the same answer, in two pieces. */
async function proxyAnswering(answer: string): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(answer.slice(0, 9));
      setTimeout(() => socket.end(answer.slice(9)), 50);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const site = (proxyUrl: string, described: object = {}): Site =>
  instanceSite({ ...described }, { network: { proxyUrl, tlsInspection: 'no' } });

/** What the agent says once the machine is registered. */
const registered = (of: Site, more: object = {}): object => ({
  status: 'Connected',
  subscriptionId: of.azure.subscriptionId,
  resourceGroup: of.azure.resourceGroup.toUpperCase(),
  tenantId: of.azure.tenantId,
  gatewayUrl: 'https://contoso.gw.arc.azure.com',
  ...more,
});

interface Case {
  readonly code: number;
  /** Files with which the machine is told how to play. */
  readonly files?: readonly string[];
  readonly agent?: (of: Site) => object;
  readonly env?: Readonly<Record<string, string>>;
  readonly proxy?: 'open' | 'refusing' | 'none';
  /** How often the registration is asked for. */
  readonly asked: number;
}

const cases: Readonly<Record<string, Case>> = {
  'a new machine': { code: codes.done.code, asked: 1 },
  'a new machine with an old Az.Accounts': { code: codes.done.code, files: ['old-accounts'], asked: 1 },
  'one that is registered': { code: codes.done.code, agent: registered, asked: 0 },
  'one that is registered elsewhere': {
    code: codes.connectedElsewhere.code,
    agent: (of) => registered(of, { resourceGroup: 'rg-other' }),
    asked: 0,
  },
  'one that is registered without a gateway': {
    code: codes.notThroughGateway.code,
    agent: (of) => registered(of, { gatewayUrl: '' }),
    asked: 0,
  },
  'no administrator': { code: codes.notPrivileged.code, files: ['not-admin'], asked: 0 },
  'a machine of another name': { code: codes.otherMachine.code, env: { COMPUTERNAME: 'OTHER' }, asked: 0 },
  'a machine of another address': { code: codes.otherMachine.code, env: { OWN_ADDRESSES: '10.9.9.9' }, asked: 0 },
  'nobody signed in': { code: codes.notSignedIn.code, files: ['signed-out'], asked: 0 },
  'a proxy that refuses': { code: codes.notReachable.code, proxy: 'refusing', asked: 0 },
  'a proxy that is not there': { code: codes.notReachable.code, proxy: 'none', asked: 0 },
  'a registration that fails': { code: codes.connectFailed.code, files: ['fail-registration'], asked: 1 },
  'a registration that does not connect': { code: codes.connectFailed.code, files: ['half-registration'], asked: 1 },
  'an agent that says nothing': { code: codes.stateUnknown.code, agent: () => ({}), asked: 0 },
};

describe('the script that registers a machine of Azure Local', () => {
  it('is as it was read', () => {
    const whole = instanceSite();
    const { text } = registerMachine(instanceOf(whole), whole);
    expectGolden('register-azl-hamburg.ps1', text);
    expect(registerMachine(instanceOf(whole), { ...whole, connection: 'direct' }).text).not.toContain('ArcGatewayID');
  });

  it('is there for an instance that is not deployed, and for no other', () => {
    const kinds = (of: Site) => instanceWriter.scripts(instanceOf(of), of).map(({ kind }) => kind);
    expect(kinds(instanceSite())).toEqual(['registerMachine']);
    expect(kinds(instanceSite({ state: 'deployed' }))).toEqual([]);
  });

  describe('run', skipUnless(powershell, withoutPowershell), () => {
    const servers = new Map<string, WindowsServer>();
    const outcomes = new Map<string, WindowsOutcome>();
    const sites = new Map<string, Site>();
    const proxies: Server[] = [];

    beforeAll(async () => {
      const open = await proxyAnswering('HTTP/1.1 200 Connection established\r\n\r\n');
      const shut = await proxyAnswering('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      proxies.push(open.server, shut.server);
      const urls = { open: open.url, refusing: shut.url, none: 'http://127.0.0.1:9' };
      const runs = Object.entries(cases).map(([name, { files = [], agent, env = {}, proxy = 'open' }]) => {
        const server = new WindowsServer();
        const of = site(urls[proxy]);
        for (const file of files) server.write(file, '');
        if (agent) server.install(agent(of));
        server.write('connected', JSON.stringify(registered(of)));
        servers.set(name, server);
        sites.set(name, of);
        const [script] = instanceWriter.scripts(instanceOf(of), of);
        if (!script) throw new Error('There is no script.');
        return {
          server,
          script,
          standIns,
          env: {
            COMPUTERNAME: 'HAMBURG-N2',
            OWN_ADDRESSES: '127.0.0.1,10.20.0.12',
            SIGNED_IN_TENANT: of.azure.tenantId,
            ...env,
          },
        };
      });
      const all = await runTogether(runs);
      for (const [index, name] of Object.keys(cases).entries()) {
        const outcome = all[index];
        if (outcome) outcomes.set(name, outcome);
      }
    });

    afterAll(() => {
      for (const server of servers.values()) server[Symbol.dispose]();
      for (const proxy of proxies) proxy.close();
    });

    it.each(Object.keys(cases))(
      'on %s ends as it should, and changes nothing before it has proven what it changes',
      (name) => {
        const { code, output } = outcomes.get(name) ?? { code: -1, output: '' };
        const { code: expected, asked } = cases[name] ?? { code: -2, asked: 0 };
        expect([code, output]).toEqual([expected, output]);
        const records = servers.get(name)?.records<Record<string, string>>('registrations') ?? [];
        expect(records).toHaveLength(asked);
        expect(output).not.toContain(token);
      },
    );

    it('asks with exactly the words of the site', () => {
      const of = sites.get('a new machine');
      const [record] = servers.get('a new machine')?.records<Record<string, string>>('registrations') ?? [];
      expect(record).toEqual({
        TenantID: of?.azure.tenantId,
        SubscriptionID: of?.azure.subscriptionId,
        ResourceGroup: of?.azure.resourceGroup,
        Region: of?.azure.region,
        Cloud: 'AzureCloud',
        ArcGatewayID: gatewayId,
        Proxy: of?.network.proxyUrl,
        ProxyBypass: expect.stringContaining('HAMBURG-N1,HAMBURG-N2,HAMBURG,corp.contoso.com') as unknown,
        ArmAccessToken: token,
      });
    });

    it('reaches every exit code but that of the unforeseen', () => {
      const reached = new Set([...outcomes.values()].map(({ code }) => code));
      const all = Object.values(codes).map(({ code }) => code as number);
      expect([...reached].toSorted((a, b) => a - b)).toEqual(all.filter((code) => code !== 1));
    });
  });
});
