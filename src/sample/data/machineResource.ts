import { fakeGuid, hash } from '../fakeGuid';
import type { Json } from '../http';
import type { StoredResource } from '../store';
import { azureLocalId, gatewayIds, type GatewayKey, production, resourceId, tenantId } from './ids';
import { agentBuild, type AgentVersion, operatingSystems, type OsKey } from './platforms';

export type MachineStatus = 'Connected' | 'Disconnected' | 'Expired' | 'Error' | 'AwaitingConnection';

export interface MachineRow {
  readonly name: string;
  readonly subscription: string;
  readonly group: string;
  readonly location: string;
  readonly os: OsKey;
  readonly agent: AgentVersion;
  /** `Connected` when not given; `none` without a status, as Azure answers for some. */
  readonly status?: MachineStatus | 'none';
  readonly statusReason?: string;
  /** Absent: not associated. */
  readonly gateway?: GatewayKey;
  readonly tags?: Readonly<Record<string, string>>;
  readonly proxyUrl?: string;
  readonly privateLinkScope?: string;
  readonly isAzureLocalNode?: boolean;
  readonly blocksRunCommands?: boolean;
}

export interface ResourceWithSettings {
  readonly resource: StoredResource;
  readonly gatewayProperties: Json;
  /** Its row in Resource Graph lacks `properties.gateway`. */
  readonly isOldInGraph?: boolean;
  readonly hasNoSettingsType?: boolean;
}

const runCommandHandlers = ['RunCommandHandlerLinux', 'RunCommandHandlerWindows'].map((type) => ({
  publisher: 'Microsoft.CPlat.Core',
  type,
}));

const minute = 60_000;
const day = 24 * 60 * minute;
/** Minimum age of the status. Agents expire after 45 days without a heartbeat. */
const sinceChange: Readonly<Record<MachineStatus | 'none', number>> = {
  none: day,
  AwaitingConnection: day,
  Connected: 3 * minute,
  Disconnected: 2 * day,
  Expired: 61 * day,
  Error: day,
};

const addressOf = (name: string): string => `10.20.${hash(name) % 256}.${(hash(`host ${name}`) % 254) + 1}`;

/** As in the response of `Machines_Get`. */
export function buildMachine(row: MachineRow, now: number): ResourceWithSettings {
  const { name, subscription, group, location, tags, isAzureLocalNode } = row;
  const id = resourceId(subscription, group, 'Microsoft.HybridCompute/machines', name);
  return {
    resource: {
      id,
      name,
      type: 'Microsoft.HybridCompute/machines',
      identity: { type: 'SystemAssigned', principalId: fakeGuid(`principal ${id}`), tenantId },
      ...(isAzureLocalNode && { kind: 'HCI' }),
      location,
      ...(tags && { tags }),
      properties: propertiesOf(row, id, now),
    },
    gatewayProperties: gatewayPropertiesOf(id, row.gateway),
  };
}

function propertiesOf(row: MachineRow, id: string, now: number): Json {
  const { name, status = 'Connected' } = row;
  const { detected, domain, ...os } = operatingSystems[row.os];
  const fqdn = domain ? `${name}.${domain}` : name;
  return {
    ...os,
    ...(domain && { adFqdn: fqdn, domainName: domain }),
    agentConfiguration: {
      configMode: 'full',
      extensionsAllowList: [],
      extensionsBlockList: row.blocksRunCommands ? runCommandHandlers : [],
      extensionsEnabled: 'true',
      guestConfigurationEnabled: 'true',
      incomingConnectionsPorts: [],
      proxyBypass: [],
      proxyUrl: row.proxyUrl ?? '',
    },
    agentUpgrade: { enableAutomaticUpgrade: row.agent === '1.67' },
    agentVersion: agentBuild(row.agent, os.osType),
    detectedProperties: detected,
    displayName: name,
    dnsFqdn: fqdn,
    errorDetails:
      status === 'Error' ? [{ code: 'AZCM0028', message: 'The agent’s certificate was not accepted.' }] : [],
    identityKeyStore: os.osType === 'windows' ? 'TPM' : 'Default',
    lastStatusChange: new Date(now - sinceChange[status] - (hash(name) % 600) * minute).toISOString(),
    machineFqdn: fqdn,
    networkProfile: {
      networkInterfaces: [
        {
          ipAddresses: [
            { address: addressOf(name), ipAddressVersion: 'IPv4', subnet: { addressPrefix: '10.20.0.0/16' } },
          ],
        },
      ],
    },
    mssqlDiscovered: String(name.startsWith('sql-')),
    ...(row.isAzureLocalNode && { parentClusterResourceId: azureLocalId }),
    ...(row.privateLinkScope && {
      privateLinkScopeResourceId: resourceId(
        production,
        'rg-arc-hub',
        'Microsoft.HybridCompute/privateLinkScopes',
        row.privateLinkScope,
      ),
    }),
    provisioningState: 'Succeeded',
    serviceStatuses: {
      extensionService: { startupType: 'automatic', status: 'running' },
      guestConfigurationService: { startupType: 'automatic', status: 'running' },
    },
    ...(status !== 'none' && { status }),
    ...(row.statusReason !== undefined && { statusReason: row.statusReason }),
    vmId: fakeGuid(`vm ${id}`),
    vmUuid: fakeGuid(`bios ${id}`),
  };
}

/** Azure varies the spelling of ids, and has several forms of “no gateway”. */
export function gatewayPropertiesOf(id: string, gateway: GatewayKey | undefined): Json {
  const variant = hash(id) % 3;
  if (!gateway) return [{}, { gatewayResourceId: '' }, { gatewayResourceId: null }][variant] ?? {};
  const gatewayId = gatewayIds[gateway];
  const spelling = variant === 0 ? gatewayId.toLowerCase().replace('/providers/', '/Providers/') : gatewayId;
  return { gatewayResourceId: spelling };
}
