import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import {
  type ArcResource,
  type AzureLocalInstance,
  azureLocalType,
  type Cluster,
  clusterType,
  gatewayType,
  type Machine,
  machineType,
  type OperatingSystem,
} from '../kernel/resources';
import { gatewayOf, gatewayRow } from './gateways';
import { commonFields, commonOf, flag, text } from './rows';
import { present } from '../kernel/present';
import { lookUp } from '../kernel/lookUp';

export interface ResourceReader<T extends ArcResource> {
  readonly type: string;
  readonly label: () => string;
  /** ARM paths by column, besides the common ones. */
  readonly columns: Readonly<Record<string, string>>;
  /** Undefined without a usable ID. */
  readonly read: (row: unknown) => T | undefined;
}

const reader =
  <S extends v.GenericSchema, T>(schema: S, toResource: (row: v.InferOutput<S>) => T | undefined) =>
  (row: unknown): T | undefined => {
    const parsed = v.safeParse(schema, row);
    return parsed.success ? toResource(parsed.output) : undefined;
  };

const networkInterface = v.fallback(v.object({ ipAddresses: v.array(v.fallback(v.object({ address: text }), {})) }), {
  ipAddresses: [],
});

const machineRow = v.object({
  ...commonFields,
  osType: text,
  osSku: text,
  osName: text,
  status: text,
  statusReason: text,
  agentVersion: text,
  automaticUpgrade: flag,
  desiredAgentVersion: text,
  upgradeStatus: text,
  upgradeMessage: text,
  interfaces: v.fallback(v.optional(v.array(networkInterface)), undefined),
  lastStatusChange: text,
  parentClusterId: text,
  privateLinkScopeId: text,
});

const clusterRow = v.object({
  ...commonFields,
  kind: text,
  connectivity: text,
  agentVersion: text,
  kubernetesVersion: text,
  distribution: text,
  gatewayEnabled: flag,
  privateLinkState: text,
  privateLinkScopeId: text,
});

const azureLocalRow = v.object({ ...commonFields, status: text });

export const kinds = {
  gateways: {
    type: gatewayType,
    label: () => l10n.t('Arc gateways'),
    columns: { state: 'properties.provisioningState', endpoint: 'properties.gatewayEndpoint' },
    read: reader(gatewayRow, gatewayOf),
  },
  machines: {
    type: machineType,
    label: () => l10n.t('connected machines'),
    columns: {
      osType: 'properties.osType',
      osSku: 'properties.osSku',
      osName: 'properties.osName',
      status: 'properties.status',
      statusReason: 'properties.statusReason',
      agentVersion: 'properties.agentVersion',
      automaticUpgrade: 'properties.agentUpgrade.enableAutomaticUpgrade',
      desiredAgentVersion: 'properties.agentUpgrade.desiredVersion',
      upgradeStatus: 'properties.agentUpgrade.lastAttemptStatus',
      upgradeMessage: 'properties.agentUpgrade.lastAttemptMessage',
      interfaces: 'properties.networkProfile.networkInterfaces',
      lastStatusChange: 'properties.lastStatusChange',
      parentClusterId: 'properties.parentClusterResourceId',
      privateLinkScopeId: 'properties.privateLinkScopeResourceId',
    },
    read: reader(machineRow, machineOf),
  },
  clusters: {
    type: clusterType,
    label: () => l10n.t('connected clusters'),
    columns: {
      kind: 'kind',
      connectivity: 'properties.connectivityStatus',
      agentVersion: 'properties.agentVersion',
      kubernetesVersion: 'properties.kubernetesVersion',
      distribution: 'properties.distribution',
      gatewayEnabled: 'properties.gateway.enabled',
      privateLinkState: 'properties.privateLinkState',
      privateLinkScopeId: 'properties.privateLinkScopeResourceId',
    },
    read: reader(clusterRow, clusterOf),
  },
  azureLocal: {
    type: azureLocalType,
    label: () => l10n.t('Azure Local instances'),
    columns: { status: 'properties.status' },
    read: reader(azureLocalRow, azureLocalOf),
  },
} as const satisfies Record<string, ResourceReader<ArcResource>>;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as readonly KindName[];

function machineOf(row: v.InferOutput<typeof machineRow>): Machine | undefined {
  const common = commonOf(row);
  const os = lookUp(operatingSystems, row.osType?.toLowerCase() ?? '');
  return (
    common &&
    present({
      kind: 'machine',
      ...common,
      os,
      // `osSku` holds the product name; `osName` often repeats the type.
      osName: row.osSku ?? (row.osName?.toLowerCase() === os ? undefined : row.osName),
      status: row.status ?? 'Unknown',
      statusReason: row.statusReason,
      agentVersion: row.agentVersion,
      automaticUpgrade: row.automaticUpgrade,
      desiredAgentVersion: row.desiredAgentVersion,
      lastUpgrade: nonEmpty([row.upgradeStatus, row.upgradeMessage], ': '),
      addresses: nonEmpty(addressesOf(row), ', '),
      lastStatusChange: row.lastStatusChange,
      azureLocalId: row.parentClusterId,
      privateLinkScopeId: row.privateLinkScopeId,
    })
  );
}

/** Servers with containers have hundreds. */
const mostAddresses = 20;

const addressesOf = ({ interfaces = [] }: v.InferOutput<typeof machineRow>): readonly (string | undefined)[] =>
  [...new Set(interfaces.flatMap(({ ipAddresses }) => ipAddresses.map(({ address }) => address)))].slice(
    0,
    mostAddresses,
  );

function nonEmpty(parts: readonly (string | undefined)[], separator: string): string | undefined {
  const present = parts.filter((part) => part !== undefined);
  return present.length === 0 ? undefined : present.join(separator);
}

const operatingSystems: Readonly<Record<string, OperatingSystem>> = { linux: 'linux', windows: 'windows' };

function clusterOf(row: v.InferOutput<typeof clusterRow>): Cluster | undefined {
  const common = commonOf(row);
  return (
    common &&
    present({
      ...common,
      kind: 'cluster',
      connectivity: row.connectivity ?? 'Unknown',
      agentVersion: row.agentVersion,
      kubernetesVersion: row.kubernetesVersion,
      distribution: row.distribution,
      gatewayEnabled: row.gatewayEnabled,
      isProvisioned: row.kind?.toLowerCase() === 'provisionedcluster',
      usesPrivateLink: isPrivate(row),
      privateLinkScopeId: row.privateLinkScopeId,
    })
  );
}

/**
 * By state, because a cluster that left its scope may still name it. Source: `PrivateLinkState` of
 * Microsoft.Kubernetes.
 */
function isPrivate({ privateLinkState, privateLinkScopeId }: v.InferOutput<typeof clusterRow>): boolean | undefined {
  const state = privateLinkState?.toLowerCase();
  if (state === 'disabled') return false;
  return state === 'enabled' || privateLinkScopeId !== undefined ? true : undefined;
}

function azureLocalOf(row: v.InferOutput<typeof azureLocalRow>): AzureLocalInstance | undefined {
  const common = commonOf(row);
  return common && { kind: 'azureLocal', ...common, status: row.status ?? 'Unknown' };
}
