import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArcError } from '../../../../src/kernel/errors';
import { changesBetween } from '../../../../src/planning/firewall/changesBetween';
import { endpointsFor } from '../../../../src/planning/network/endpoints';
import { gatewayHosts } from '../../../../src/planning/network/gatewayHosts';
import { covers } from '../../../../src/kernel/hostPattern';
import { needsOf } from '../../../../src/planning/network/networkNeeds';
import { type RoutingContext, routingContextOf } from '../../../../src/planning/network/routingContext';
import { routeOf } from '../../../../src/planning/network/routeOf';
import keywords from '../../../../src/planning/network/bypass/data/agentBypass.json';
import reasons from '../../../../src/planning/network/data/routeReasons.json';
import { proxyBypass } from '../../../../src/planning/network/bypass/proxyBypass';
import { documentWith, documentWithAll, scopeId, serverSiteOf } from '../site/documents';
import { directNeeds, gatewayNeeds, hostOf } from './lists';
import { expectHits } from '../../../support/hits';

const gateway: RoutingContext = { ...gatewayNeeds, proxyUrl: 'http://proxy.contoso.com:8080' };
const noProxy: RoutingContext = gatewayNeeds;
const direct: RoutingContext = { ...directNeeds, proxyUrl: 'http://proxy.contoso.com:8080' };
const privateLink: RoutingContext = { ...directNeeds, mode: 'privateLink' };

describe('the route of a host', () => {
  it.each<[string, RoutingContext, string, string, string[]]>([
    ['agentserviceapi.guestconfiguration.azure.com', gateway, 'gateway', 'viaGateway', []],
    ['https://weu.obo.arc.azure.com:8084/x', gateway, 'gateway', 'viaGateway', []],
    ['contoso-weu.gw.arc.azure.com', gateway, 'gateway', 'gatewayItself', []],
    ['other.gw.arc.azure.com', gateway, 'enterpriseProxy', 'notForwarded', ['foreignGateway']],
    ['management.azure.com', gateway, 'enterpriseProxy', 'mustBeOpen', ['listedButOpen']],
    ['management.azure.com', noProxy, 'direct', 'mustBeOpen', ['listedButOpen']],
    ['login.microsoftonline.com', gateway, 'enterpriseProxy', 'mustBeOpen', ['entraNotCovered']],
    ['contoso-kv.vault.azure.net', gateway, 'enterpriseProxy', 'mustBeOpen', []],
    ['other.vault.azure.net', gateway, 'enterpriseProxy', 'notForwarded', []],
    ['http://crl.microsoft.com/pki', gateway, 'enterpriseProxy', 'plainHttp', ['port80Other']],
    ['http://www.microsoft.com/pkiops/certs', gateway, 'enterpriseProxy', 'plainHttp', ['port80Listed']],
    ['www.microsoft.com:80', noProxy, 'direct', 'plainHttp', ['port80Listed']],
    ['packages.microsoft.com', gateway, 'enterpriseProxy', 'beforeAgent', ['downloadListed']],
    ['https://gbl.his.arc.azure.com/azcmagent-linux', gateway, 'enterpriseProxy', 'beforeAgent', ['downloadListed']],
    ['https://aka.ms/azcmagent', gateway, 'enterpriseProxy', 'beforeAgent', ['downloadListed', 'akaMs']],
    ['graph.microsoft.com', { ...gateway, phase: 'install' }, 'enterpriseProxy', 'beforeAgent', ['downloadListed']],
    ['github.com', noProxy, 'direct', 'notForwarded', []],
    ['localhost:40342', gateway, 'bypass', 'loopback', []],
    [
      'graph.microsoft.com',
      { ...gateway, gatewayBypass: ['graph.microsoft.com'], agentVersion: '1.67' },
      'enterpriseProxy',
      'gatewayBypass',
      [],
    ],
    [
      'graph.microsoft.com',
      { ...gateway, gatewayBypass: ['graph.microsoft.com'], agentVersion: '1.65' },
      'enterpriseProxy',
      'gatewayBypass',
      ['gatewayBypassEarly'],
    ],
    [
      'graph.microsoft.com',
      { ...noProxy, gatewayBypass: ['graph.microsoft.com'] },
      'direct',
      'gatewayBypass',
      ['gatewayBypassVersion'],
    ],
    [
      'graph.microsoft.com',
      { ...gateway, gatewayBypass: ['graph.microsoft.com'], agentVersion: '1.58' },
      'gateway',
      'viaGateway',
      ['gatewayBypassTooOld'],
    ],
    [
      'pas.windows.net',
      { ...gateway, proxyBypass: ['pas.windows.net'] },
      'gateway',
      'viaGateway',
      ['bypassIneffective'],
    ],
    ['pas.windows.net', direct, 'enterpriseProxy', 'withoutGateway', []],
    ['pas.windows.net', { ...direct, proxyBypass: ['*.windows.net'] }, 'bypass', 'proxyBypass', []],
    ['pas.windows.net', directNeeds, 'direct', 'withoutGateway', []],
    ['weu.his.arc.azure.com', privateLink, 'privateEndpoint', 'privateEndpoint', []],
    [
      'weu.his.arc.azure.com',
      { ...privateLink, proxyUrl: 'http://proxy' },
      'enterpriseProxy',
      'privateEndpoint',
      ['privateNeedsBypass'],
    ],
    ['management.azure.com', privateLink, 'direct', 'withoutGateway', []],
    [
      'pas.windows.net',
      { ...direct, proxyBypass: ['*.windows.net'], phase: 'install' },
      'enterpriseProxy',
      'withoutGateway',
      [],
    ],
  ])('%s', (target, view, category, why, pitfalls) => {
    const route = routeOf(target, view);
    expect(route).toMatchObject({ category, why: { id: why } });
    expect(route.pitfalls.map(({ id }) => id)).toEqual(pitfalls);
    expect(route.hops[0]?.kind).toBe('machine');
    for (const { text, source } of [route.why, ...route.pitfalls])
      expect(`${text} ${source}`).toMatch(/\S \S.+\(\d{4}/);
  });

  it.each<[string, RoutingContext, string[], string[]]>([
    [
      'pas.windows.net',
      gateway,
      ['machine', 'arcProxy', 'enterpriseProxy', 'gateway', 'target'],
      ['firewall proxy.contoso.com:8080', 'enterpriseProxy contoso-weu.gw.arc.azure.com:443'],
    ],
    [
      'pas.windows.net',
      noProxy,
      ['machine', 'arcProxy', 'gateway', 'target'],
      ['firewall contoso-weu.gw.arc.azure.com:443'],
    ],
    [
      'contoso-weu.gw.arc.azure.com',
      noProxy,
      ['machine', 'arcProxy', 'gateway'],
      ['firewall contoso-weu.gw.arc.azure.com:443'],
    ],
    [
      'login.microsoftonline.com',
      noProxy,
      ['machine', 'arcProxy', 'target'],
      ['firewall login.microsoftonline.com:443'],
    ],
    [
      'http://crl.microsoft.com',
      gateway,
      ['machine', 'enterpriseProxy', 'target'],
      ['firewall proxy.contoso.com:8080', 'enterpriseProxy crl.microsoft.com:80'],
    ],
    [
      'download.microsoft.com',
      gateway,
      ['machine', 'enterpriseProxy', 'target'],
      ['firewall proxy.contoso.com:8080', 'enterpriseProxy download.microsoft.com:443'],
    ],
    [
      'weu.his.arc.azure.com',
      privateLink,
      ['machine', 'privateEndpoint', 'target'],
      ['firewall weu.his.arc.azure.com:443'],
    ],
    ['127.0.0.1', gateway, ['machine', 'target'], []],
  ])('%s takes its hops in order, and names who has to allow it', (target, view, kinds, allow) => {
    const route = routeOf(target, view);
    expect(route.hops.map(({ kind }) => kind)).toEqual(kinds);
    expect(route.allow.map(({ by, host, port }) => `${by} ${host}:${port}`)).toEqual(allow);
  });

  it('is the same for a topology as for what it says', () => {
    const site = serverSiteOf(documentWith());
    expect(routeOf('pas.windows.net', site).hops.map(({ name }) => name)).toEqual([
      'Agent and extensions',
      'localhost:40343',
      'proxy.contoso.com:8080',
      'contoso-weu.gw.arc.azure.com',
      'pas.windows.net',
    ]);
    expect(
      routeOf('x.gw.arc.azure.com', serverSiteOf(documentWith(['gateway', 'endpoint']))).pitfalls.map(({ id }) => id),
    ).toEqual(['prefixUnknown']);
  });

  const directly = { connection: 'direct', gateway: undefined };
  const privately = { connection: 'privateLink', gateway: undefined, 'privateLink.scopeId': scopeId };
  const wayOf = (host: string, values: Record<string, unknown>, phase?: 'install') => {
    const { category, pitfalls } = routeOf(host, {
      ...routingContextOf(serverSiteOf(documentWithAll(values))),
      ...(phase === undefined ? {} : { phase }),
    });
    return [category, ...pitfalls.map(({ id }) => id)];
  };

  it('goes around the proxy for what the agent’s words stand for, and for nothing else that was wished', () => {
    const wishes = {
      ...directly,
      'network.bypass': { hosts: ['ARM', 'login.microsoftonline.com', 'server01.contoso.com'], ips: ['10.1.1.1'] },
    };
    expect(wayOf('management.azure.com', wishes)).toEqual(['bypass']);
    expect(wayOf('login.windows.net', wishes)).toEqual(['bypass']);
    expect(wayOf('server01.contoso.com', wishes)).toEqual(['enterpriseProxy']);
    expect(wayOf('10.1.1.1', wishes)).toEqual(['enterpriseProxy']);
    expect(wayOf('management.azure.com', { 'network.bypass': { hosts: ['ARM'] } })).toEqual([
      'enterpriseProxy',
      'listedButOpen',
      'bypassIneffective',
    ]);
  });

  it('to a private endpoint is never through the proxy, neither before the agent is there nor after', () => {
    for (const phase of [undefined, 'install'] as const) {
      expect(wayOf('gbl.his.arc.azure.com', privately, phase)).toEqual(['privateEndpoint']);
      expect(wayOf('packages.microsoft.com', privately, phase)).toEqual(['enterpriseProxy']);
    }
    expect(wayOf('login.microsoftonline.com', privately)).toEqual(['enterpriseProxy']);
  });

  it('follows the words that the scripts set', () => {
    const words = keywords.map(({ keyword }) => keyword);
    const named = keywords.flatMap(({ hosts }) => hosts);
    const host = fc.constantFrom(...named, 'pas.windows.net.contoso.com', 'server01').chain(hostOf);
    const hits = { named: 0, unnamed: 0 };
    fc.assert(
      fc.property(fc.constantFrom(directly, privately), fc.subarray(words), host, (connection, hosts, name) => {
        const site = serverSiteOf(documentWithAll({ ...connection, 'network.bypass': { hosts } }));
        const set = proxyBypass(site).text.split(',');
        const isNamed = keywords.some(
          (each) => set.includes(each.keyword) && each.hosts.some((wide) => covers(wide, name)),
        );
        hits[isNamed ? 'named' : 'unnamed'] += 1;
        expect(routeOf(name, site).category === 'enterpriseProxy').toBe(!isNamed);
      }),
      { numRuns: 300 },
    );
    expectHits(hits, 30);
  });

  it('that the gateway’s own bypass list takes out of the gateway is open, and stays open', () => {
    const entry = fc.constantFrom(...gatewayHosts.map(({ host }) => host), 'contoso.com').chain(hostOf);
    const port = fc.constantFrom(443, 8084);
    const version = fc.constantFrom(undefined, '1.58', '1.65', '1.67');
    const hits = { bypassed: 0, open: 0, narrowed: 0 };
    fc.assert(
      fc.property(fc.uniqueArray(entry, { minLength: 1, maxLength: 3 }), port, version, (gatewayBypass, at, oldest) => {
        const site = serverSiteOf(
          documentWithAll({ 'network.gatewayBypass': gatewayBypass, 'targets.servers.agentVersion': oldest }),
        );
        const open = endpointsFor(needsOf(site));
        const today = endpointsFor({ ...needsOf(site), mode: 'direct' });
        const { close } = changesBetween(today, open);
        for (const name of gatewayBypass) {
          const address = `${name}:${at}`;
          if (routeOf(address, site).why.id !== 'gatewayBypass') continue;
          const takesIn = (each: { host: string; port: number }) => covers(`${each.host}:${each.port}`, address);
          hits.bypassed += 1;
          if (gatewayHosts.some(takesIn) || at === 443) {
            hits.open += 1;
            expect(open.some(takesIn), address).toBe(true);
          }
          for (const { narrowedTo } of close.filter(({ endpoint }) => takesIn(endpoint))) {
            hits.narrowed += 1;
            expect(narrowedTo.some(takesIn), address).toBe(true);
          }
        }
      }),
      { numRuns: 1000 },
    );
    expectHits(hits, 3);
  });

  it('never sends plain HTTP or a download through the gateway', () => {
    for (const { host } of gatewayHosts) {
      const name = host.replaceAll('*', 'x');
      expect(routeOf(`http://${name}`, gateway).category).not.toBe('gateway');
      expect(routeOf(name, { ...gateway, phase: 'install' }).hops.map(({ kind }) => kind)).not.toContain('arcProxy');
    }
  });

  it.each(['', 'a b', 'http://', 'x..y', 'host:99999', 'ftp://x'])('refuses %j', (text) => {
    const run = () => routeOf(text, gateway);
    expect(run).toThrow();
    try {
      run();
    } catch (error) {
      expect(isArcError(error) && error.failure).toEqual({ code: 'InvalidInput', field: 'host' });
    }
  });

  it('knows a reason for every name it uses', () => {
    const ids = reasons.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
