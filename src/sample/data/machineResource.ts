import { fakeGuid, hash } from '../fakeGuid';
import type { Json } from '../http';
import type { StoredResource } from '../store';
import { azureLocalId, gatewayIds, type GatewayKey, production, resourceId, tenantId } from './ids';
import { agentBuilds, type AgentVersion, operatingSystems, type OsKey } from './platforms';

export type MachineStatus = 'Connected' | 'Disconnected' | 'Expired' | 'Error';

/** A machine in the few words that tell it from the others. */
export interface MachineRow {
  readonly name: string;
  readonly subscription: string;
  readonly group: string;
  readonly location: string;
  readonly os: OsKey;
  readonly agent: AgentVersion;
  /** `Connected` when not given. */
  readonly status?: MachineStatus;
  /** The associated gateway; the machine goes out directly when not given. */
  readonly gateway?: GatewayKey;
  readonly tags?: Readonly<Record<string, string>>;
  readonly proxyUrl?: string;
  readonly privateLinkScope?: string;
  readonly isAzureLocalNode?: boolean;
  /** Whether its owner lets nobody run commands on it from Azure. */
  readonly blocksRunCommands?: boolean;
}

/** A resource, and what its settings say of a gateway. */
export interface Described {
  readonly resource: StoredResource;
  readonly gatewayProperties: Json;
  /** Whether its row in Resource Graph lacks `properties.gateway`. */
  readonly isOldInGraph?: boolean;
  /** Whether Azure offers no `settings` of it. */
  readonly hasNoSettingsType?: boolean;
}

const runCommandHandlers = ['RunCommandHandlerLinux', 'RunCommandHandlerWindows'].map((type) => ({
  publisher: 'Microsoft.CPlat.Core',
  type,
}));

const minute = 60_000;
const day = 24 * 60 * minute;
/** How long ago the status changed, at least. An agent counts as expired after 45 days without a heartbeat. */
const sinceChange: Readonly<Record<MachineStatus, number>> = {
  Connected: 3 * minute,
  Disconnected: 2 * day,
  Expired: 61 * day,
  Error: day,
};

/** Builds the resource as `Machines_Get` answers it. */
export function buildMachine(row: MachineRow, now: number): Described {
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

/** Azure spells ids as it likes, and has several ways of saying that there is no gateway. */
export function gatewayPropertiesOf(id: string, gateway: GatewayKey | undefined): Json {
  const variant = hash(id) % 3;
  if (!gateway) return [{}, { gatewayResourceId: '' }, { gatewayResourceId: null }][variant] ?? {};
  const gatewayId = gatewayIds[gateway];
  const spelling = variant === 0 ? gatewayId.toLowerCase().replace('/providers/', '/Providers/') : gatewayId;
  return { gatewayResourceId: spelling };
}
