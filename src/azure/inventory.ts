import * as v from 'valibot';
import {
  asArcError,
  type AzureLocalInstance,
  azureLocalType,
  cancelled,
  type Cluster,
  clusterType,
  gatewayType,
  type InventoryReading,
  type Machine,
  machineType,
  type OperatingSystem,
  type Reading,
} from '../core';
import type { Arm } from './arm';
import { gatewayOf, gatewayRow } from './gateways';
import { queryGraph } from './graph';
import { commonFields, commonOf, flag, text } from './rows';

const queryOf = (type: string, columns: readonly string[]): string =>
  [
    'resources',
    `where type =~ '${type.toLowerCase()}'`,
    `project ${['id', 'name', 'location', 'tags', ...columns].join(', ')}`,
    'order by id asc',
  ].join('\n| ');

const machineRow = v.object({
  ...commonFields,
  osType: text,
  osSku: text,
  osName: text,
  status: text,
  agentVersion: text,
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
});

const azureLocalRow = v.object({ ...commonFields, status: text });

const queries = {
  gateways: {
    what: 'Arc gateways',
    query: queryOf(gatewayType, ['state = properties.provisioningState', 'endpoint = properties.gatewayEndpoint']),
  },
  machines: {
    what: 'connected machines',
    query: queryOf(machineType, [
      'osType = properties.osType',
      'osSku = properties.osSku',
      'osName = properties.osName',
      'status = properties.status',
      'agentVersion = properties.agentVersion',
      'lastStatusChange = properties.lastStatusChange',
      'parentClusterId = properties.parentClusterResourceId',
      'privateLinkScopeId = properties.privateLinkScopeResourceId',
    ]),
  },
  clusters: {
    what: 'connected clusters',
    query: queryOf(clusterType, [
      'kind',
      'connectivity = properties.connectivityStatus',
      'agentVersion = properties.agentVersion',
      'kubernetesVersion = properties.kubernetesVersion',
      'distribution = properties.distribution',
      'gatewayEnabled = properties.gateway.enabled',
    ]),
  },
  azureLocal: {
    what: 'Azure Local instances',
    query: queryOf(azureLocalType, ['status = properties.status']),
  },
};

/** Reads all four kinds at the same time; no failure of one touches another. Throws only when cancelled. */
export async function readInventory(
  arm: Arm,
  subscriptionIds: readonly string[],
  signal: AbortSignal,
): Promise<InventoryReading> {
  const pages = (name: keyof typeof queries) => queryGraph(arm, subscriptionIds, queries[name], signal);
  const [gateways, machines, clusters, azureLocal] = await Promise.all([
    collect(pages('gateways'), gatewayRow, gatewayOf),
    collect(pages('machines'), machineRow, machineOf),
    collect(pages('clusters'), clusterRow, clusterOf),
    collect(pages('azureLocal'), azureLocalRow, azureLocalOf),
  ]);
  if (signal.aborted) throw cancelled();
  return { gateways, machines, clusters, azureLocal };
}

/** Gathers rows until the end or the first problem. A row without a usable id names nothing, so it is left out. */
async function collect<S extends v.GenericSchema, T>(
  pages: AsyncIterable<readonly unknown[]>,
  schema: S,
  toResource: (row: v.InferOutput<S>) => T | undefined,
): Promise<Reading<T>> {
  const items: T[] = [];
  try {
    for await (const page of pages) {
      for (const raw of page) {
        const row = v.safeParse(schema, raw);
        const resource = row.success ? toResource(row.output) : undefined;
        if (resource) items.push(resource);
      }
    }
    return { items };
  } catch (thrown) {
    return { items, problem: asArcError(thrown) };
  }
}

function machineOf(row: v.InferOutput<typeof machineRow>): Machine | undefined {
  const common = commonOf(row);
  const os = operatingSystems[row.osType?.toLowerCase() ?? ''];
  return (
    common && {
      kind: 'machine',
      ...common,
      os,
      // The agent puts the product's name into `osSku`; `osName` often repeats the type.
      osName: row.osSku ?? (row.osName?.toLowerCase() === os ? undefined : row.osName),
      status: row.status ?? 'Unknown',
      agentVersion: row.agentVersion,
      lastStatusChange: row.lastStatusChange,
      azureLocalId: row.parentClusterId,
      privateLinkScopeId: row.privateLinkScopeId,
    }
  );
}

const operatingSystems: Readonly<Record<string, OperatingSystem>> = { linux: 'linux', windows: 'windows' };

function clusterOf(row: v.InferOutput<typeof clusterRow>): Cluster | undefined {
  const common = commonOf(row);
  return (
    common && {
      ...common,
      kind: 'cluster',
      connectivity: row.connectivity ?? 'Unknown',
      agentVersion: row.agentVersion,
      kubernetesVersion: row.kubernetesVersion,
      distribution: row.distribution,
      gatewayEnabled: row.gatewayEnabled ?? false,
      isProvisioned: row.kind?.toLowerCase() === 'provisionedcluster',
    }
  );
}

function azureLocalOf(row: v.InferOutput<typeof azureLocalRow>): AzureLocalInstance | undefined {
  const common = commonOf(row);
  return common && { kind: 'azureLocal', ...common, status: row.status ?? 'Unknown' };
}
