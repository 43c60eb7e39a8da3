/** Full agent versions. Up to 1.50 they must be configured to use the gateway; the newest is of August 2026. */
const agentBuilds = {
  '1.43': '1.43.02775.1694',
  '1.46': '1.46.02809.1841',
  '1.50': '1.50.02936.1990',
  '1.52': '1.52.02996.2081',
  '1.55': '1.55.03104.2343',
  '1.58': { windows: '1.58.03228.2572', linux: '1.58.03228.700' },
  '1.61': '1.61.03319.2737',
  '1.64': '1.64.03414.2961',
  '1.66': '1.66.03480.3058',
  '1.67': { windows: '1.67.03504.3207', linux: '1.67.03504.1320' },
} as const;

/** Agents that Azure upgrades get it. */
export const newestAgent = '1.67';

export type AgentVersion = keyof typeof agentBuilds;

/** Builds of Linux and Windows are counted apart. */
export function agentBuild(version: AgentVersion, os: 'linux' | 'windows'): string {
  const build = agentBuilds[version];
  return typeof build === 'string' ? build : build[os];
}

interface Platform {
  readonly osType: 'linux' | 'windows';
  readonly osName: string;
  readonly osSku: string;
  readonly osVersion: string;
  readonly osEdition?: string;
  readonly domain?: string;
  readonly detected: Readonly<Record<string, string>>;
}

const vmware = { cloudprovider: 'N/A', manufacturer: 'VMware, Inc.', model: 'VMware7,1' };
const hyperV = { cloudprovider: 'N/A', manufacturer: 'Microsoft Corporation', model: 'Virtual Machine' };
const dell = { cloudprovider: 'N/A', manufacturer: 'Dell Inc.', model: 'PowerEdge R650' };
const azureLocal = { cloudprovider: 'AzSHCI', manufacturer: 'Dell Inc.', model: 'AX-740xd' };

const linux = (osSku: string, osVersion: string, detected = vmware): Platform => ({
  osType: 'linux',
  osName: 'linux',
  osSku,
  osVersion,
  detected,
});

const windows = (osSku: string, osVersion: string, osEdition: string, detected = hyperV): Platform => ({
  osType: 'windows',
  osName: 'windows',
  osSku,
  osVersion,
  osEdition,
  domain: 'corp.contoso.com',
  detected,
});

export const operatingSystems = {
  ubuntu24: linux('Ubuntu 24.04', '6.8.0-79-generic'),
  ubuntu22: linux('Ubuntu 22.04', '5.15.0-151-generic'),
  debian12: linux('Debian GNU/Linux 12', '6.1.0-38-amd64', dell),
  rhel9: linux('Red Hat Enterprise Linux 9.6', '5.14.0-570.el9.x86_64'),
  rhel8: linux('Red Hat Enterprise Linux 8.10', '4.18.0-553.el8_10.x86_64'),
  sles15: linux('SUSE Linux Enterprise Server 15 SP6', '6.4.0-150600.23-default', dell),
  windows2025: windows('Windows Server 2025 Datacenter', '10.0.26100.4946', 'serverdatacenter'),
  windows2022: windows('Windows Server 2022 Standard', '10.0.20348.4052', 'serverstandard'),
  windows2019: windows('Windows Server 2019 Standard', '10.0.17763.7678', 'serverstandard', dell),
  windows2016: windows('Windows Server 2016 Datacenter', '10.0.14393.8330', 'serverdatacenter', dell),
  azureStackHci: windows('Azure Stack HCI', '10.0.26100.4946', 'serverazurestackhcicor', azureLocal),
};

export type OsKey = keyof typeof operatingSystems;
