import { endpointsOf } from '../../../../src/planning/firewall/firewallChanges';
import { describe, expect, it } from 'vitest';
import { endpointsFor } from '../../../../src/planning/network/endpoints';
import { gatewayHostFor } from '../../../../src/planning/network/gatewayHosts';
import { covers } from '../../../../src/kernel/hostPattern';
import { type ConnectionMode, needsOf } from '../../../../src/planning/network/networkNeeds';
import { type Scenario, scenarios } from '../../../../src/planning/site/scenarios';
import keywordRows from '../../../../src/planning/network/bypass/data/agentBypass.json';
import featureRows from '../../../../src/kernel/knowledge/data/agentFeatures.json';
import dialectRows from '../../../../src/planning/network/bypass/data/bypassDialects.json';
import noteRows from '../../../../src/planning/network/bypass/data/bypassNotes.json';
import capacity from '../../../../src/kernel/knowledge/data/capacity.json';
import rows from '../../../../src/planning/network/data/endpoints.json';
import clusterRows from '../../../../src/planning/targets/clusters/data/endpoints.json';
import gatewayRows from '../../../../src/planning/network/data/gatewayHosts.json';
import reasonRows from '../../../../src/planning/network/data/routeReasons.json';
import tagRows from '../../../../src/planning/network/exports/data/serviceTags.json';
import { directServerEndpoints } from '../../../../src/planning/network/endpoints';
import { documentWithAll, serverSiteOf, siteWith } from '../site/documents';

const hosts = (endpoints: readonly { host: string; port: number }[]) =>
  endpoints.map(({ host, port }) => `${host}:${port}`);

describe('required endpoints', () => {
  const common = [
    'contoso-weu.gw.arc.azure.com:443',
    'management.azure.com:443',
    'login.microsoftonline.com:443',
    'westeurope.login.microsoft.com:443',
    'gbl.his.arc.azure.com:443',
    'weu.his.arc.azure.com:443',
  ];
  const certificates = [
    'crl3.digicert.com:80',
    'crl4.digicert.com:80',
    'ocsp.digicert.com:80',
    'oneocsp.microsoft.com:80',
    'www.microsoft.com:80',
  ];

  it.each([
    [
      ['linux', 'windows'],
      ['packages.microsoft.com:443', 'download.microsoft.com:443'],
    ],
    [['linux'], ['packages.microsoft.com:443']],
    [['windows'], ['download.microsoft.com:443']],
  ])('for %j are the six of every server and %j', (systems, packages) => {
    expect(hosts(endpointsOf(siteWith(['targets', 'servers', 'os'], systems)))).toEqual([
      ...common,
      ...packages,
      ...certificates,
    ]);
  });

  it('show the pattern of a gateway whose URL is not known', () => {
    expect(endpointsOf(siteWith(['gateway', 'endpoint']))[0]?.host).toBe('<prefix>.gw.arc.azure.com');
  });

  it('never guess a regional host', () => {
    const all = hosts(endpointsOf(siteWith(['azure', 'region'], 'swedencentral')));
    expect(all).toContain('*.his.arc.azure.com:443');
    expect(all).toContain('swedencentral.login.microsoft.com:443');
    expect(all.filter((host) => host.includes('<'))).toEqual([]);
  });

  it('use the regional code where it is not what the name suggests', () => {
    const all = hosts(endpointsOf(siteWith(['azure', 'region'], 'centralindia')));
    expect(all).toContain('pn.his.arc.azure.com:443');
  });

  it('carry their source and its date', () => {
    for (const { source } of endpointsOf(siteWith())) expect(source).toMatch(/^learn\..+ \(\d{4}-\d\d-\d\d\)$/);
  });
});

describe('endpoints that the gateway’s own bypass list adds', () => {
  const extra = (gatewayBypass: string[], agentVersion?: string, mode: ConnectionMode = 'gateway') => {
    const site = serverSiteOf(
      documentWithAll({ 'network.gatewayBypass': gatewayBypass, 'targets.servers.agentVersion': agentVersion }),
    );
    const needs = { ...needsOf(site), mode };
    const before = hosts(endpointsFor({ ...needs, gatewayBypass: [] }));
    return hosts(endpointsFor(needs)).filter((host) => !before.includes(host));
  };
  const blob = 'contoso.blob.core.windows.net';

  it.each<[string, string[], string | undefined, string[]]>([
    ['are its hosts', [blob, 'Graph.Microsoft.com'], '1.66', [`${blob}:443`, 'graph.microsoft.com:443']],
    ['are there while no version is known', [blob], undefined, [`${blob}:443`]],
    ['are none for agents that do not know the list', [blob], '1.63', []],
    ['are none that are open anyway', ['management.azure.com', 'gbl.his.arc.azure.com'], '1.66', []],
    ['are none that the list is not known to follow', ['*.contoso.com', 'printer', 'x.gw.arc.azure.com'], '1.66', []],
    [
      'have the port on which the gateway carries them',
      ['weu.obo.arc.azure.com'],
      '1.66',
      ['weu.obo.arc.azure.com:443', 'weu.obo.arc.azure.com:8084'],
    ],
  ])('%s', (_, list, version, expected) => {
    expect(extra(list, version)).toEqual(expected);
    expect(extra(list, version, 'direct')).toEqual([]);
  });

  it('have a source', () => {
    const all = endpointsOf(siteWith(['network', 'gatewayBypass'], [blob]));
    expect(all.at(-1)).toMatchObject({ host: blob, source: expect.stringMatching(/release-notes \(\d{4}/) as string });
  });
});

describe('where sources disagree, and where the gateway does not help', () => {
  const needs = { systems: ['windows'], region: 'westeurope', mode: 'gateway' } as const;
  const of = (scenario: Scenario) => endpointsFor({ ...needs, scenarios: [scenario] });

  it.each<[Scenario, string]>([
    ['extendedSecurityUpdates', 'www.microsoft.com'],
    ['windowsAdminCenter', '*.waconazure.com'],
  ])('the row says so: %s', (scenario, host) => {
    const rows = of(scenario).filter((each) => each.host === host);
    expect(rows.map(({ purpose }) => purpose)).toEqual([expect.stringContaining('Sources disagree')]);
  });

  it('hosts of revocation lists and certificate status are beside the gateway, on port 80', () => {
    const rows = endpointsFor({ ...needs, scenarios: [] }).filter(({ port }) => port === 80);
    expect(rows.length).toBeGreaterThanOrEqual(5);
    for (const { purpose, protocol } of rows)
      expect([protocol, purpose]).toEqual(['http', expect.stringContaining('beside the gateway')]);
  });

  it('no host is there twice, whatever is used', () => {
    const all: Scenario[] = ['extendedSecurityUpdates', 'defender', 'updateManager', 'windowsAdminCenter', 'ssh'];
    for (const mode of ['gateway', 'direct', 'privateLink'] as const) {
      const found = hosts(endpointsFor({ ...needs, mode, scenarios: all }));
      expect(new Set(found).size).toBe(found.length);
    }
  });

  it('data services need Azure Storage where no gateway carries it', () => {
    const direct = endpointsFor({ ...needs, mode: 'direct', scenarios: ['dataServices'] });
    expect(hosts(direct)).toContain('*.blob.core.windows.net:443');
    expect(hosts(of('dataServices'))).not.toContain('*.blob.core.windows.net:443');
  });
});

describe('endpoints without a gateway', () => {
  it('are those of the operating system, the optional ones left out', () => {
    const all = hosts(directServerEndpoints({ systems: ['windows'], region: 'westeurope' }));
    expect(all).toContain('download.microsoft.com:443');
    expect(all).toContain('pas.windows.net:443');
    expect(all).not.toContain('packages.microsoft.com:443');
    expect(all).not.toContain('*.waconazure.com:443');
  });
});

describe('endpoints of a scenario', () => {
  const needs = { systems: ['linux', 'windows'], region: 'westeurope', scenarios: [] } as const;
  const extra = (mode: ConnectionMode, scenario: Scenario): string[] => {
    const without = hosts(endpointsFor({ ...needs, mode }));
    return hosts(endpointsFor({ ...needs, mode, scenarios: [scenario] })).filter((host) => !without.includes(host));
  };

  it.each<[Scenario, string[]]>([
    ['azureMonitor', ['<workspace>.ods.opinsights.azure.com:443']],
    ['sentinel', ['<workspace>.ods.opinsights.azure.com:443']],
    ['keyVault', ['<vault>.vault.azure.net:443']],
    ['sqlServer', []],
    ['sqlServerEntra', ['<vault>.vault.azure.net:443']],
    ['windowsAdminCenter', ['*.waconazure.com:443']],
    ['ssh', []],
    ['extendedSecurityUpdates', []],
    ['windowsLicensing', ['dls.microsoft.com:443']],
    ['automationHybridWorker', ['*.azure-automation.net:443']],
    [
      'dataServices',
      [
        '*.ods.opinsights.azure.com:443',
        '*.oms.opinsights.azure.com:443',
        '*.monitoring.azure.com:443',
        'arcdataservicesrow2.azurecr.io:443',
      ],
    ],
  ])('%s has to be open beside a gateway', (scenario, expected) => {
    expect(extra('gateway', scenario)).toEqual(expected);
  });

  it.each<[Scenario, string]>([
    ['azureMonitor', 'westeurope.handler.control.monitor.azure.com:443'],
    ['defender', '*.endpoint.security.microsoft.com:443'],
    ['updateManager', '*.dl.delivery.mp.microsoft.com:80'],
    ['sqlServer', '*.westeurope.arcdataservices.com:443'],
    ['windowsAdminCenter', '*.waconazure.com:443'],
    ['ssh', '*.servicebus.windows.net:443'],
  ])('%s needs %s without one', (scenario, host) => {
    expect(extra('direct', scenario)).toContain(host);
  });

  it('are public with a private link scope too', () => {
    const relay = '*.servicebus.windows.net:443';
    expect(extra('privateLink', 'ssh')).toEqual([relay]);
    expect(extra('privateLink', 'windowsAdminCenter')).toEqual([relay, '*.waconazure.com:443']);
  });

  it('are never fewer than what a gateway does not forward', () => {
    for (const { id } of scenarios) {
      const uncovered = endpointsFor({ ...needs, mode: 'direct', scenarios: [id] }).filter(
        ({ host, port, protocol }) =>
          protocol === 'http' || gatewayHostFor(host.replace(/<\w+>/g, 'x'), port) === undefined,
      );
      const open = endpointsFor({ ...needs, mode: 'gateway', scenarios: [id] });
      for (const { host, port } of uncovered) {
        expect(
          open.some((each) => covers(`${each.host}:${each.port}`, `${host}:${port}`)),
          `${id} ${host}`,
        ).toBe(true);
      }
    }
  });

  it('take the names they are given, and no other text', () => {
    const named = (vault: string) =>
      hosts(endpointsFor({ ...needs, mode: 'gateway', scenarios: ['keyVault'], names: { vault } })).at(-1);
    expect(named('contoso-kv')).toBe('contoso-kv.vault.azure.net:443');
    for (const text of ['a.b', '*', 'x\ny', '-x', '']) expect(named(text)).toBe('<vault>.vault.azure.net:443');
  });
});

describe('endpoints of an old agent', () => {
  const telemetry = (agentVersion?: string) =>
    hosts(
      endpointsFor({
        mode: 'direct',
        systems: ['linux'],
        region: 'westeurope',
        scenarios: [],
        ...(agentVersion === undefined ? {} : { agentVersion }),
      }),
    ).includes('dc.services.visualstudio.com:443');

  it.each([
    ['1.9', true],
    ['1.23.12345.6', true],
    ['1.24', false],
    ['1.24.0', false],
    ['1.67', false],
    ['unknown', false],
    [undefined, false],
  ])('%s needs its telemetry: %s', (version, expected) => {
    expect(telemetry(version)).toBe(expected);
  });
});

describe('endpoints of a private link scope', () => {
  it('are reached privately where the scope carries them, publicly where not', () => {
    const all = endpointsFor({ mode: 'privateLink', systems: ['linux'], region: 'westeurope', scenarios: ['ssh'] });
    expect(all.filter(({ privateEndpoint }) => privateEndpoint).map(({ host }) => host)).toEqual([
      '*.his.arc.azure.com',
      '*.guestconfiguration.azure.com',
    ]);
    expect(hosts(all)).toEqual(expect.arrayContaining(['login.microsoftonline.com:443', 'management.azure.com:443']));
    expect(hosts(all)).toContain('*.servicebus.windows.net:443');
  });
});

describe('the endpoint table', () => {
  const ids = scenarios.map(({ id }) => id as string);

  it.each(rows.map((row) => [`${row.modes.join()} ${row.host}:${row.port}`, row] as const))(
    '%s is well formed',
    (_, row) => {
      expect(row.source).toMatch(/^learn\.microsoft\.com\//);
      expect(row.asOf).toMatch(/^\d{4}-\d\d(-\d\d)?$/);
      expect(row.host).toMatch(/^[a-z0-9*<>.-]+$/);
      expect([80, 443]).toContain(row.port);
      expect(row.protocol).toBe(row.port === 80 ? 'http' : 'https');
      expect(row.purpose).toMatch(/^\S.*\S$/);
      expect(row.when).toMatch(
        /^(always|connecting|install and updates|telemetry, optional|checking certificates|using .+)$/,
      );
      expect(row.when.startsWith('using')).toBe(row.scenarios.length > 0);
      for (const scenario of row.scenarios) expect(ids).toContain(scenario);
      for (const mode of row.modes) expect(['gateway', 'direct', 'privateLink']).toContain(mode);
      for (const os of row.os) expect(['linux', 'windows']).toContain(os);
      expect(row.modes.length * row.os.length).toBeGreaterThan(0);
    },
  );

  it('names no host twice in a mode', () => {
    const keys = rows.flatMap((row) => row.modes.map((mode) => `${mode} ${row.host}:${row.port}`));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has something for every scenario', () => {
    for (const id of ids) expect(rows.some((row) => (row.scenarios as string[]).includes(id))).toBe(true);
  });
});

describe('every table of the network', () => {
  it('says alike in words and as a field which hosts are always needed', () => {
    for (const { host, when, isAlwaysNeeded } of [...rows, ...clusterRows])
      expect([host, isAlwaysNeeded]).toEqual([host, when === 'always']);
  });

  it.each([
    ['gatewayHosts', gatewayRows],
    ['serviceTags', tagRows],
    ['routeReasons', reasonRows],
    ['bypassDialects', dialectRows],
    ['agentBypass', keywordRows],
    ['bypassNotes', noteRows],
    ['agentFeatures', featureRows],
    ['capacity', [capacity, ...capacity.examples]],
  ] as const)('%s says for each row where it is from, and when', (_, table) => {
    for (const { source, asOf } of table) {
      expect(source).toMatch(/^(learn\.microsoft\.com|github\.com)\/\S/);
      expect(asOf).toMatch(/^\d{4}-\d\d(-\d\d)?$/);
    }
  });
});
