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
