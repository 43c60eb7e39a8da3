import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../../../src/planning/makePlan';
import { readSite } from '../../../src/planning/site/readSite';
import type { Site } from '../../../src/planning/site/site';
import { documentWithAll, nearlyValid, scopeId, siteOf, siteWith } from './site/documents';
import { expectHits } from '../../support/hits';

const step = (title: RegExp, site: Site = siteWith()) =>
  plan(site).nextSteps.find((candidate) => title.test(candidate.title));

describe('a plan', () => {
  it('has a script for each chosen operating system', () => {
    expect(plan(siteWith()).scripts.map(({ os }) => os)).toEqual(['linux', 'windows']);
    expect(plan(siteWith(['targets', 'servers', 'os'], ['windows'])).scripts.map(({ os }) => os)).toEqual(['windows']);
  });

  it('has the findings and the endpoints of its topology', () => {
    const { findings, endpoints } = plan(siteWith(['azure', 'region'], 'swedencentral'));
    expect(findings.map(({ code }) => code)).toContain('region.hisCodeUnknown');
    expect(endpoints.map(({ host }) => host)).toContain('swedencentral.login.microsoft.com');
  });

  it('says how much of a gateway its servers take, where it is said how many they are', () => {
    const loadOf = (count: number, connection = 'gateway') =>
      plan(siteOf(documentWithAll({ 'targets.servers.count': count, connection }))).load;
    expect(loadOf(24)).toEqual({ servers: 24, score: 1.2, scorePerGateway: 100, gateways: 1 });
    expect(loadOf(9000)).toMatchObject({ score: 450, gateways: 5 });
    expect(loadOf(24, 'direct')).toBeUndefined();
    expect(plan(siteWith()).load).toBeUndefined();
  });

  const names = (values: Readonly<Record<string, unknown>>): readonly string[] =>
    plan(siteOf(documentWithAll(values))).scripts.map(({ fileName }) => fileName);
  const principal = { method: 'servicePrincipal', clientId: crypto.randomUUID() };
  const byHand = ['onboard-linux.sh', 'onboard-windows.ps1'];
  const startUp = ['group-policy-onboard.ps1', 'ArcInfo.json'];

  it('has packages for many servers where nobody has to sign in on them', () => {
    expect(names({})).toEqual(byHand);
    expect(names({ identity: { method: 'accessToken' } })).toEqual([...byHand, 'onboard.yml']);
    expect(names({ identity: principal })).toEqual([
      ...byHand,
      'onboard.yml',
      ...startUp,
      'group-policy-protect-secret.ps1',
      'configuration-manager-onboard.ps1',
    ]);
    const certificate = { ...principal, credential: 'certificate', certificateThumbprint: 'a'.repeat(40) };
    expect(names({ 'targets.servers.os': ['windows'], identity: certificate })).toEqual([
      'onboard-windows.ps1',
      'onboard.yml',
      ...startUp,
      'configuration-manager-onboard.ps1',
    ]);
    expect(names({ 'targets.servers.os': ['linux'], identity: principal })).toEqual([
      'onboard-linux.sh',
      'onboard.yml',
    ]);
  });

  it('associates what is connected already, and turns agents that do not do so by themselves', () => {
    const connected = { 'targets.servers.state': 'connected', 'targets.servers.machines': ['srv01'] };
    const turning = ['use-gateway-linux.sh', 'use-gateway-windows.ps1'];
    expect(names(connected)).toEqual([...turning, 'associate.sh', 'associate.ps1']);
    expect(names({ ...connected, 'targets.servers.agentVersion': '1.50.2' })).toEqual([
      ...turning,
      'associate.sh',
      'associate.ps1',
    ]);
    expect(names({ ...connected, 'targets.servers.agentVersion': '1.51' })).toEqual(['associate.sh', 'associate.ps1']);
    const { nextSteps } = plan(siteOf(documentWithAll(connected)));
    expect(nextSteps.map(({ title }) => title)).toEqual([
      'Allow 13 hosts',
      'Associate the machines with the gateway',
      'Switch older Linux agents to the gateway',
      'Switch older Windows agents to the gateway',
      'Check that the agent uses the gateway',
      'Check the connection to every endpoint',
      'Close firewall rules that are no longer needed',
    ]);
  });

  it('holds no scripts and no next steps while something cannot work', () => {
    const { scripts, nextSteps, endpoints, findings } = plan(
      siteOf(documentWithAll({ 'network.tlsInspection': 'yes' })),
    );
    expect([scripts, nextSteps]).toEqual([[], []]);
    expect(endpoints.length).toBeGreaterThan(0);
    expect(findings[0]).toMatchObject({ severity: 'error', code: 'proxy.tlsInspection' });
    expect(plan(siteWith(), { gatewayState: 'Failed' }).scripts).toEqual([]);
    expect(plan(siteWith(), { gatewayState: 'Creating' }).scripts).toHaveLength(2);
  });

  it('carries the request that asks for an unknown regional host', () => {
    const region = step(/regional Arc host/, siteWith(['azure', 'region'], 'swedencentral'));
    expect(region?.command?.text).toContain('https://gbl.his.arc.azure.com/discovery?location=swedencentral&');
    expect(step(/regional Arc host/)).toBeUndefined();
    const blocked = documentWithAll({ 'azure.region': 'swedencentral', 'network.tlsInspection': 'yes' });
    expect(plan(siteOf(blocked)).nextSteps).toEqual([region]);
    const elsewhere = { 'azure.cloud': 'AzureUSGovernment', 'azure.region': 'usgovvirginia' };
    expect(plan(siteOf(documentWithAll(elsewhere))).nextSteps).toEqual([]);
  });

  it('asks the notification service for its hosts where they are needed, and not behind a gateway', () => {
    const direct = siteOf(documentWithAll({ connection: 'direct', gateway: undefined }));
    expect(step(/notification hosts/, direct)?.command?.text).toContain(
      "'https://guestnotificationservice.azure.com/urls/allowlist?api-version=2020-01-01&location=westeurope'",
    );
    expect(step(/notification hosts/)).toBeUndefined();
  });

  it('of a direct connection speaks of no gateway', () => {
    const { nextSteps, scripts, endpoints } = plan(
      siteOf(documentWithAll({ connection: 'direct', gateway: undefined })),
    );
    expect(JSON.stringify([nextSteps, scripts])).not.toMatch(/gateway-id|gw\.arc\.azure\.com|use the gateway/);
    expect(endpoints.map(({ host }) => host)).toContain('pas.windows.net');
  });

  it('of a private link asks to open what has no private address, and says where the rest is', () => {
    const site = siteOf(
      documentWithAll({ connection: 'privateLink', 'privateLink.scopeId': scopeId, gateway: undefined }),
    );
    const { endpoints } = plan(site);
    const inside = endpoints.filter(({ privateEndpoint }) => privateEndpoint).length;
    expect(inside).toBeGreaterThan(0);
    expect(step(/^Allow/, site)).toMatchObject({
      title: `Allow ${endpoints.length - inside} hosts`,
      detail: expect.stringContaining(`the other ${inside} hosts at private addresses of the scope`) as string,
    });
  });

  it('asks to open on the firewall too what the agent reaches without the proxy', () => {
    const allow = (values: Readonly<Record<string, unknown>>) =>
      step(/^Allow/, siteOf(documentWithAll({ 'network.bypass': { hosts: ['ARM', 'server01'] }, ...values })))?.detail;
    const directly = { connection: 'direct', gateway: undefined };
    expect(allow(directly)).toContain('also open these from the servers: management.azure.com.');
    const none = [
      {},
      { ...directly, 'network.proxyUrl': undefined },
      { connection: 'privateLink', gateway: undefined, 'privateLink.scopeId': scopeId, 'network.bypass': undefined },
    ];
    for (const values of none) expect(allow(values)).not.toContain('from the servers too');
  });

  it('names the hosts that only the owner of the network knows', () => {
    const hosts = (values: Readonly<Record<string, unknown>>) =>
      plan(siteOf(documentWithAll({ scenarios: ['keyVault'], ...values }))).endpoints.map(({ host }) => host);
    expect(hosts({})).toContain('<vault>.vault.azure.net');
    expect(hosts({ 'names.vault': 'KV-Branch ' })).toContain('kv-branch.vault.azure.net');
  });

  it('of the example has nothing to warn of', () => {
    const example: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../media/example.arc.json'), 'utf8'),
    );
    const severities = plan(siteOf(example)).findings.map(({ severity }) => severity);
    expect(severities).not.toContain('error');
    expect(severities).not.toContain('warning');
    expect(severities).toContain('ok');
  });

  it('is the same bytes for the same topology, however its document is written', () => {
    const other = siteOf({ ...Object.fromEntries(Object.entries(siteWith()).reverse()), $schema: 'x' });
    expect(JSON.stringify(plan(other))).toBe(JSON.stringify(plan(siteWith())));
    const hits = { sites: 0, withScripts: 0 };
    fc.assert(
      fc.property(nearlyValid, (document) => {
        const { site } = readSite(document);
        if (!site) return;
        hits.sites += 1;
        if (plan(site).scripts.length > 0) hits.withScripts += 1;
        const before = JSON.stringify(site);
        expect(JSON.stringify(plan(site))).toBe(JSON.stringify(plan(structuredClone(site))));
        expect(JSON.stringify(site)).toBe(before);
      }),
      { numRuns: 100 },
    );
    expectHits(hits, 10);
  });

  it.each(['gateway', 'direct', 'privateLink'])(
    'names the port of a proxy in all that it gives to programs: %s',
    (connection) => {
      const { gateway } = documentWithAll({});
      const site = siteOf(
        documentWithAll({
          connection,
          ...(connection === 'privateLink' ? { gateway: undefined, privateLink: { scopeId } } : { gateway }),
          'network.proxyUrl': 'http://proxy.contoso.com',
          identity: principal,
        }),
      );
      const { findings, scripts, nextSteps } = plan(site);
      expect(findings.map(({ code }) => code)).toContain('proxy.noPort');
      expect(scripts.map(({ language }) => language)).toEqual(
        expect.arrayContaining(['bash', 'powershell', 'yaml', 'json']),
      );
      for (const text of [...scripts.map((script) => script.text), JSON.stringify(nextSteps)]) {
        const named = [...text.matchAll(/proxy\.contoso\.com(:\d+)?/g)].map(([, port]) => port);
        expect(new Set(named)).toEqual(new Set(named.length > 0 ? [':80'] : []));
      }
      expect(JSON.stringify(nextSteps)).toContain('http://proxy.contoso.com:80');
    },
  );

  it('never comes to hold the credentials of a proxy', () => {
    const host = fc.constantFrom('proxy', 'proxy.contoso.com:8080', '10.0.0.1:3128/', '[fd00::1]:80');
    fc.assert(
      fc.property(fc.constantFrom('http://', 'HTTP://', 'http:', ''), host, (scheme, name) => {
        const document = { ...siteWith(), network: { proxyUrl: `${scheme}svc-arc:hunter2@${name}` } };
        const parsed = readSite(document);
        expect(parsed.errors).not.toEqual([]);
        expect(JSON.stringify(parsed)).not.toMatch(/hunter2|svc-arc/);
      }),
    );
  });
});

describe('the next steps', () => {
  it('lead from the firewall to closing what is no longer needed', () => {
    expect(plan(siteWith()).nextSteps.map(({ title, command }) => [title, command?.shell])).toEqual([
      ['Allow 13 hosts', undefined],
      ['Run the script on each Linux server', 'bash'],
      ['Run the script on each Windows server', 'powershell'],
      ['Check that the agent uses the gateway', 'any'],
      ['Check the connection to every endpoint', 'any'],
      ['Close firewall rules that are no longer needed', undefined],
    ]);
    expect(step(/^Close/)?.detail).toContain('an hour');
  });

  it('name the proxy where there is one', () => {
    expect(step(/^Allow/)?.detail).toContain('http://proxy.contoso.com:8080');
    expect(step(/^Allow/, siteWith(['network']))?.detail).toContain('outbound TCP 80 and 443');
    expect(step(/agent uses/)?.detail).toContain('Upstream Proxy: http://proxy.contoso.com:8080');
    expect(step(/agent uses/, siteWith(['network']))?.detail).toContain('Upstream Proxy: empty');
  });

  it('say what azcmagent show has to show', () => {
    for (const expected of ['Connected', 'http://localhost:40343', 'https://contoso-weu.gw.arc.azure.com']) {
      expect(step(/agent uses/)?.detail).toContain(expected);
    }
  });

  it('run the scripts by the names they are saved under', () => {
    const [linux, windows] = plan(siteWith()).scripts;
    expect(step(/Linux/)?.command?.text).toBe(`sudo bash './${linux?.fileName}'`);
    expect(step(/Windows/)?.command?.text).toBe(
      `powershell.exe -NoProfile -ExecutionPolicy Bypass -File '.\\${windows?.fileName}'`,
    );
  });

  it('let a service principal’s secret reach the script, and put it on no command line', () => {
    const clientId = '12121212-2222-3333-4444-555555555555';
    const site = siteWith(['identity'], { method: 'servicePrincipal', clientId });
    const variable = 'ARC_SERVICE_PRINCIPAL_SECRET';
    expect(step(/Linux/, site)?.command?.text).toBe(`sudo --preserve-env=${variable} bash './onboard-linux.sh'`);
    for (const system of [/Linux/, /Windows/]) expect(step(system, site)?.detail).toContain(variable);
    for (const { kind, text } of plan(site).scripts) if (kind === 'onboard') expect(text).toContain(variable);
    expect(JSON.stringify(plan(siteWith()).nextSteps)).not.toContain(variable);
  });
});
