import { describe, expect, it } from 'vitest';
import { routeOf } from '../../../../../src/planning/network/routeOf';
import { firewallChanges } from '../../../../../src/planning/firewall/firewallChanges';
import { plan } from '../../../../../src/planning/makePlan';
import { clusterNetwork } from '../../../../../src/planning/targets/clusters/network';
import type { Site } from '../../../../../src/planning/site/site';
import { scopeId } from '../../site/documents';
import { clusterOf, clusterSite, proxied } from './sites';

const described = { serviceRange: '10.96.0.0/12', apiServer: '10.0.0.10:6443' };
const site = clusterSite(described, {
  network: { ...proxied, httpProxyUrl: 'http://plain.corp.example:3128', bypass: { domains: ['intern.example'] } },
});

/** The route from each who asks, as `category: hops`. */
const routes = (of: Site, target: string): readonly string[] =>
  clusterNetwork.routes(clusterOf(of), of).map((context) => {
    const { category, hops } = routeOf(target, context);
    return `${context.source}: ${category}, ${hops
      .slice(1)
      .map(({ kind }) => kind)
      .join(' ')}`;
  });

describe('the routes of a cluster', () => {
  it('differ by who asks', () => {
    expect(routes(site, 'weu.dp.kubernetesconfiguration.azure.com')).toEqual([
      'clusterAgent: gateway, arcProxyPod enterpriseProxy gateway target',
      'clusterNode: enterpriseProxy, enterpriseProxy target',
      'deployment: enterpriseProxy, enterpriseProxy target',
    ]);
  });

  it('go around proxy and gateway for what each skips', () => {
    expect(routes(site, '10.96.0.1')).toEqual([
      'clusterAgent: bypass, target',
      'clusterNode: bypass, target',
      'deployment: enterpriseProxy, enterpriseProxy target',
    ]);
    expect(routes(site, '10.0.0.10:6443').map((each) => each.split(',')[0])).toEqual([
      'clusterAgent: enterpriseProxy',
      'clusterNode: bypass',
      'deployment: bypass',
    ]);
    expect(routes(site, 'git.intern.example').every((each) => each.includes('bypass'))).toBe(true);
    const [agent] = clusterNetwork.routes(clusterOf(site), site);
    expect(agent && routeOf('git.intern.example', agent).allow).toEqual([
      { by: 'firewall', host: 'git.intern.example', port: 443 },
    ]);
  });

  it('take the proxy for plain HTTP where there is one of its own', () => {
    const [agent] = clusterNetwork.routes(clusterOf(site), site);
    expect(agent && routeOf('http://crl.example/', agent).allow).toEqual([
      { by: 'firewall', host: 'plain.corp.example', port: 3128 },
      { by: 'enterpriseProxy', host: 'crl.example', port: 80 },
    ]);
  });

  it('reach the private endpoints of a scope without the proxy', () => {
    const scoped = clusterSite(described, { connection: 'privateLink', privateLink: { scopeId }, network: proxied });
    expect(routes(scoped, 'gbl.his.arc.azure.com')[0]).toBe('clusterAgent: privateEndpoint, privateEndpoint target');
  });
});

describe('the allow list of a cluster', () => {
  const hosts = (of: Site) => plan(of).endpoints.map(({ host, port, from }) => `${host}:${port} ${from.join(' ')}`);

  it('has the host of cluster connect with both ports, and says why', () => {
    const all = hosts(clusterSite({ features: ['clusterConnect'] }));
    expect(all).toEqual(
      expect.arrayContaining([
        'westeurope.obo.arc.azure.com:8084 clusterAgent',
        'westeurope.obo.arc.azure.com:443 clusterAgent',
      ]),
    );
    const { endpoints } = plan(clusterSite({ features: ['clusterConnect'] }));
    expect(endpoints.filter(({ host }) => host.includes('.obo.')).every(({ when }) => when !== '')).toBe(true);
  });

  it('has what only the deployment machine asks for', () => {
    expect(hosts(clusterSite())).toEqual(
      expect.arrayContaining([
        'dl.k8s.io:443 deployment',
        'westeurope.dp.kubernetesconfiguration.azure.com:443 deployment',
      ]),
    );
  });

  it('is closed by the switch of a connected cluster, but for what a direct one beside it needs', () => {
    const connected = clusterSite({ state: 'connected', features: ['clusterConnect'] });
    const closed = (of: Site) => firewallChanges(of).close.map(({ endpoint }) => endpoint.host);
    expect(closed(connected)).toEqual(
      expect.arrayContaining(['guestnotificationservice.azure.com', '*.servicebus.windows.net']),
    );
    const [one] = connected.targets.clusters ?? [];
    const both: Site = {
      ...connected,
      targets: {
        clusters: [
          ...(one ? [one] : []),
          { name: 'b', state: 'connected', connection: 'direct', features: ['clusterConnect'] },
        ],
      },
    };
    expect(closed(both)).not.toContain('guestnotificationservice.azure.com');
  });
});

describe('the probes of a cluster', () => {
  const probesOf = (of: Site) => clusterNetwork.probes(clusterOf(of), of);
  const asked = (of: Site, name: string) =>
    probesOf(of)
      .probes.filter(({ host }) => host === name)
      .map(({ via, from, webSocket }) => ({ via, from, webSocket }));

  it('are by source: one for all that ask in the same way', () => {
    const { probes, unprobed, proxy } = probesOf(site);
    expect(proxy).toEqual({ host: 'proxy.corp.example', port: 8080 });
    expect(new Set(probes.flatMap(({ from }) => from))).toEqual(new Set(['clusterAgent', 'clusterNode', 'deployment']));
    expect(asked(site, 'mcr.microsoft.com')).toEqual([
      { via: 'proxy', from: ['clusterNode', 'deployment'], webSocket: undefined },
    ]);
    expect(asked(site, 'dl.k8s.io').map(({ from }) => from)).toEqual([['deployment']]);
    expect(unprobed.map(({ endpoint }) => endpoint.host)).toEqual(['*.data.mcr.microsoft.com']);
    const keys = probes.map(({ host, port, via }) => `${host}:${port} ${via}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('differ where one of them skips the proxy', () => {
    // The agents skip it too; the range of the API server is the nodes’ and the deployment machine’s alone.
    const around = clusterSite({ ...described, apiServer: 'mcr.microsoft.com:443' }, { network: { ...proxied } });
    expect(asked(around, 'login.microsoftonline.com')).toMatchObject([{ via: 'proxy' }]);
    expect(asked(around, 'mcr.microsoft.com')).toMatchObject([{ via: 'direct', from: ['clusterNode', 'deployment'] }]);
  });

  it('ask for WebSockets at the gateway, and without one at the relay of the region', () => {
    expect(asked(site, 'contoso-weu.gw.arc.azure.com')).toMatchObject([{ via: 'proxy', webSocket: '/' }]);
    const direct = clusterSite(
      { ...described, features: ['clusterConnect'] },
      { connection: 'direct', network: proxied },
    );
    expect(asked(direct, 'azgnrelay-westeurope-l1.servicebus.windows.net')).toEqual([
      { via: 'proxy', from: ['clusterAgent'], webSocket: '/$hc/arc-network-check?sb-hc-action=listen' },
    ]);
    expect(probesOf(direct).probes.filter(({ webSocket }) => webSocket !== undefined)).toHaveLength(1);
  });

  it('cover each endpoint of the cluster, or say why not', () => {
    for (const each of [site, clusterSite({ features: ['iotOperations', 'keyVault', 'clusterConnect'] })]) {
      const { probes, unprobed } = probesOf(each);
      const covered = new Set([...probes, ...unprobed].map(({ endpoint: { host, port } }) => `${host}:${port}`));
      for (const { host, port } of clusterNetwork.endpoints(clusterOf(each), each)) {
        expect(covered.has(`${host}:${port}`), host).toBe(true);
      }
    }
  });
});
