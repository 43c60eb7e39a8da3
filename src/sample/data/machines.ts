import { branches, type GatewayKey, production } from './ids';
import type { MachineRow } from './machineResource';
import type { AgentVersion, OsKey } from './platforms';

type MachineOptions = Partial<
  Pick<
    MachineRow,
    'status' | 'statusReason' | 'tags' | 'proxyUrl' | 'privateLinkScope' | 'isAzureLocalNode' | 'blocksRunCommands'
  >
>;

interface ResourceScope {
  readonly subscription: string;
  readonly group: string;
  readonly location: string;
}

const at =
  (place: ResourceScope) =>
  (
    name: string,
    os: OsKey,
    agent: AgentVersion,
    gateway: GatewayKey | 'direct',
    rest: MachineOptions = {},
  ): MachineRow => ({
    ...place,
    name,
    os,
    agent,
    ...(gateway !== 'direct' && { gateway }),
    ...rest,
  });

const inProduction = (group: string, location: string) => at({ subscription: production, group, location });
const inBranches = (group: string, location: string) => at({ subscription: branches, group, location });

const web = inProduction('rg-web-prod', 'westeurope');
const sql = inProduction('rg-sql-prod', 'germanywestcentral');
const app = inProduction('rg-app-prod', 'westeurope');
const lab = inProduction('rg-lab', 'westeurope');
const ham = inProduction('rg-azurelocal-ham', 'westeurope');
const north = inBranches('rg-stores', 'northeurope');
const france = inBranches('rg-stores', 'francecentral');
const plant = inBranches('rg-plants', 'swedencentral');

const proxyUrl = 'http://proxy.corp.contoso.com:3128';
const env = (value: string, more: Readonly<Record<string, string>> = {}) => ({ tags: { env: value, ...more } });

export const machineRows: readonly MachineRow[] = [
  web('web-ber-01', 'ubuntu24', '1.67', 'hub', env('production', { role: 'web', site: 'berlin' })),
  web('web-ber-02', 'ubuntu24', '1.67', 'hub', env('production', { role: 'web', site: 'berlin' })),
  web('web-ber-03', 'ubuntu24', '1.66', 'hub', { ...env('production'), proxyUrl }),
  web('web-ber-04', 'ubuntu22', '1.61', 'direct', env('production', { role: 'web' })),
  web('web-muc-01', 'windows2022', '1.67', 'hub', { ...env('production', { site: 'munich' }), proxyUrl }),
  web('web-muc-02', 'windows2022', '1.64', 'hub', { ...env('production', { site: 'munich' }), proxyUrl }),
  web('lb-ber-01', 'debian12', '1.66', 'direct'),

  sql('sql-muc-01', 'windows2022', '1.67', 'hub', { ...env('production', { role: 'database' }), proxyUrl }),
  sql('sql-muc-02', 'windows2022', '1.67', 'hub', { ...env('production', { role: 'database' }), proxyUrl }),
  sql('sql-muc-03', 'windows2019', '1.58', 'hub', { ...env('production'), status: 'Disconnected' }),
  sql('sql-fra-01', 'windows2025', '1.67', 'direct', { ...env('production'), privateLinkScope: 'pls-sql-fra' }),
  // Associated, but an agent before 1.51 must be configured to use the gateway.
  sql('sql-leg-01', 'windows2016', '1.43', 'hub', env('production', { support: 'until 2027-01' })),
  sql('pg-fra-01', 'rhel9', '1.66', 'hub', env('production', { role: 'database' })),

  app('app-ber-01', 'rhel9', '1.67', 'hub', env('production')),
  app('app-ber-02', 'rhel9', '1.67', 'hub', env('production')),
  app('app-ber-03', 'rhel8', '1.55', 'direct', { ...env('production'), status: 'Disconnected' }),
  app('app-muc-01', 'sles15', '1.64', 'hub', env('production', { role: 'sap' })),
  app('dc-muc-01', 'windows2022', '1.61', 'direct', env('production', { role: 'domain-controller' })),
  app('file-muc-01', 'windows2019', '1.52', 'direct', { ...env('production'), status: 'Expired' }),
  app('backup-ber-01', 'debian12', '1.58', 'direct', {
    status: 'Error',
    statusReason: 'Clone detected: another machine uses the same identity.',
  }),

  // Tags are foreign text and must stay text.
  lab('lab-test-01', 'ubuntu24', '1.67', 'hub', {
    tags: { note: '"><img src=x onerror=alert(1)>', cleanup: '$(touch /tmp/x)', 'a`b': "'; DROP --" },
  }),
  lab('lab-test-02', 'debian12', '1.50', 'direct', env('test')),
  lab('lab-build-01', 'ubuntu22', '1.64', 'direct', { ...env('test'), status: 'Disconnected' }),

  ham('azl-ham-n1', 'azureStackHci', '1.66', 'hub', { isAzureLocalNode: true, proxyUrl }),
  ham('azl-ham-n2', 'azureStackHci', '1.66', 'hub', { isAzureLocalNode: true, proxyUrl }),
  ham('azl-ham-n3', 'azureStackHci', '1.66', 'hub', { isAzureLocalNode: true, proxyUrl }),

  france('store-lyon-01', 'windows2022', '1.67', 'branches', env('production', { site: 'lyon' })),
  france('store-lyon-02', 'windows2022', '1.67', 'branches', env('production', { site: 'lyon' })),
  france('store-lyon-03', 'windows2019', '1.61', 'branches', { ...env('production'), status: 'Disconnected' }),
  france('store-nice-01', 'windows2022', '1.66', 'direct', { ...env('production', { site: 'nice' }), status: 'none' }),
  north('store-oslo-01', 'ubuntu22', '1.66', 'branches', env('production', { site: 'oslo' })),
  north('store-oslo-02', 'ubuntu22', '1.66', 'branches', env('production', { site: 'oslo' })),
  north('store-dub-01', 'windows2022', '1.67', 'branches', env('production', { site: 'dublin' })),
  north('store-dub-02', 'windows2022', '1.46', 'direct', env('production', { site: 'dublin' })),
  north('kiosk-dub-11', 'debian12', '1.64', 'branches', { ...env('production'), status: 'Disconnected' }),
  north('kiosk-oslo-07', 'debian12', '1.67', 'branches', env('production')),

  plant('scada-got-01', 'windows2019', '1.64', 'direct', { ...env('production', { site: 'gothenburg' }), proxyUrl }),
  plant('scada-got-02', 'windows2019', '1.64', 'direct', { ...env('production', { site: 'gothenburg' }), proxyUrl }),
  plant('hist-got-01', 'rhel8', '1.61', 'direct', { ...env('production'), proxyUrl }),
  plant('plc-gw-got-01', 'debian12', '1.67', 'branches', { ...env('production'), proxyUrl, blocksRunCommands: true }),
];
