import { fakeGuid, hash } from '../fakeGuid';
import type { Json } from '../http';
import type { StoredResource } from '../store';
import { azureLocalId, gatewayIds, type GatewayKey, production, resourceId, tenantId } from './ids';
import { agentBuilds, type AgentVersion, operatingSystems, type OsKey } from './platforms';

export type MachineStatus = 'Connected' | 'Disconnected' | 'Expired' | 'Error';

export interface MachineRow {
  readonly name: string;
  readonly subscription: string;
  readonly group: string;
  readonly location: string;
  readonly os: OsKey;
  readonly agent: AgentVersion;
  /** `Connected` when not given. */
  readonly status?: MachineStatus;
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
const sinceChange: Readonly<Record<MachineStatus, number>> = {
  Connected: 3 * minute,
  Disconnected: 2 * day,
  Expired: 61 * day,
  Error: day,
};

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
      kind: isAzureLocalNode ? 'HCI' : null,
      location,
      tags: tags ?? null,
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
    adFqdn: domain ? fqdn : null,
    agentConfiguration: {
      configMode: 'full',
      extensionsAllowList: null,
      extensionsBlockList: row.blocksRunCommands ? runCommandHandlers : null,
      extensionsEnabled: 'true',
      guestConfigurationEnabled: 'true',
      incomingConnectionsPorts: [],
      proxyBypass: [],
      proxyUrl: row.proxyUrl ?? '',
    },
    agentVersion: agentBuilds[row.agent],
    detectedProperties: detected,
    displayName: name,
    dnsFqdn: fqdn,
    domainName: domain ?? null,
    errorDetails:
      status === 'Error' ? [{ code: 'AZCM0028', message: 'The agent’s certificate was not accepted.' }] : [],
    identityKeyStore: os.osType === 'windows' ? 'TPM' : 'Default',
    lastStatusChange: new Date(now - sinceChange[status] - (hash(name) % 600) * minute).toISOString(),
    machineFqdn: fqdn,
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
    status,
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
