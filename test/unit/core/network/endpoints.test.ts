import { describe, expect, it } from 'vitest';
import rows from '../../../../src/core/network/data/endpoints.json';
import { directServerEndpoints, requiredEndpoints } from '../../../../src/core/network/endpoints';
import { topologyWith } from '../topology/documents';

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

  it.each([
    [
      ['linux', 'windows'],
      ['packages.microsoft.com:443', 'download.microsoft.com:443'],
    ],
    [['linux'], ['packages.microsoft.com:443']],
    [['windows'], ['download.microsoft.com:443']],
  ])('for %j are the six of every server and %j', (systems, packages) => {
    expect(hosts(requiredEndpoints(topologyWith(['targets', 'os'], systems)))).toEqual([...common, ...packages]);
  });

  it('show the pattern of a gateway whose URL is not known', () => {
    expect(requiredEndpoints(topologyWith(['gateway', 'endpoint']))[0]?.host).toBe('<prefix>.gw.arc.azure.com');
  });

  it('never guess a regional host', () => {
    const all = hosts(requiredEndpoints(topologyWith(['azure', 'region'], 'swedencentral')));
    expect(all).toContain('*.his.arc.azure.com:443');
    expect(all).toContain('swedencentral.login.microsoft.com:443');
    expect(all.filter((host) => host.includes('<'))).toEqual([]);
  });

  it('use the regional code where it is not what the name suggests', () => {
    const all = hosts(requiredEndpoints(topologyWith(['azure', 'region'], 'centralindia')));
    expect(all).toContain('pn.his.arc.azure.com:443');
  });

  it('carry their source and its date', () => {
    for (const { source } of requiredEndpoints(topologyWith()))
      expect(source).toMatch(/^learn\..+ \(\d{4}-\d\d-\d\d\)$/);
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

describe('the endpoint table', () => {
  it.each(rows.map((row) => [`${row.modes.join()} ${row.host}:${row.port}`, row] as const))(
    '%s is well formed',
    (_, row) => {
      expect(row.source).toMatch(/^learn\.microsoft\.com\//);
      expect(row.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(row.host).toMatch(/^[a-z0-9*<>.-]+$/);
      expect([80, 443]).toContain(row.port);
      expect(row.protocol).toBe(row.port === 80 ? 'http' : 'https');
      expect(row.purpose).toMatch(/^\S.*\S$/);
      expect(row.when).toMatch(/^(always|connecting|install and updates|using .+)$/);
      expect(row.when.startsWith('using')).toBe(row.scenario !== 'core');
      for (const mode of row.modes) expect(['gateway', 'direct']).toContain(mode);
      for (const os of row.os) expect(['linux', 'windows']).toContain(os);
      expect(row.modes.length * row.os.length).toBeGreaterThan(0);
    },
  );

  it('names no host twice in a mode', () => {
    const keys = rows.flatMap((row) => row.modes.map((mode) => `${mode} ${row.host}:${row.port}`));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
