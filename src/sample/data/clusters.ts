import { fakeGuid } from '../fakeGuid';
import type { StoredResource } from '../store';
import { azureLocalId, branches, type GatewayKey, production, resourceId, tenantId } from './ids';
import { type ResourceWithSettings, gatewayPropertiesOf } from './machineResource';

interface ClusterRow {
  readonly name: string;
  readonly subscription: string;
  readonly group: string;
  readonly location: string;
  readonly distribution: string;
  readonly kubernetes: string;
  readonly agent: string;
  /** `Connected` when not given. */
  readonly connectivity?: string;
  /** `gateway.enabled`; absent on clusters without that property. */
  readonly gatewayEnabled?: boolean;
  readonly gateway?: GatewayKey;
  /** Resource Graph has the row from an API version without `gateway`. */
  readonly isOldInGraph?: boolean;
  /** Azure offers no settings for it. */
  readonly hasNoSettingsType?: boolean;
  readonly isProvisioned?: boolean;
  readonly privateLinkScope?: string;
}

const inProduction = { subscription: production, group: 'rg-k8s-prod', location: 'westeurope' };
const inStores = { subscription: branches, group: 'rg-stores', location: 'northeurope' };

const rows: readonly ClusterRow[] = [
  {
    ...inProduction,
    name: 'ocp-muc-01',
    distribution: 'openshift',
    kubernetes: '1.31.9',
    agent: '1.36.1',
    gatewayEnabled: true,
    gateway: 'hub',
    isOldInGraph: true,
  },
  {
    ...inProduction,
    name: 'rke2-ber-01',
    distribution: 'rancher_rke',
    kubernetes: '1.32.6+rke2r1',
    agent: '1.26.0',
    gatewayEnabled: false,
  },
  {
    ...inProduction,
    group: 'rg-azurelocal-ham',
    name: 'aks-ham-01',
    distribution: 'aks_workload',
    kubernetes: '1.31.5',
    agent: '1.36.1',
    gatewayEnabled: true,
    gateway: 'hub',
    isProvisioned: true,
  },
  {
    ...inStores,
    name: 'k3s-lyon-01',
    location: 'francecentral',
    distribution: 'k3s',
    kubernetes: '1.33.3+k3s1',
    agent: '1.36.1',
    gatewayEnabled: true,
    gateway: 'branches',
  },
  // Enabled, but not associated: its traffic does not use a gateway.
  {
    ...inStores,
    name: 'k3s-oslo-01',
    distribution: 'k3s',
    kubernetes: '1.33.3+k3s1',
    agent: '1.36.1',
    gatewayEnabled: true,
  },
  {
    ...inStores,
    group: 'rg-plants',
    location: 'swedencentral',
    name: 'k3s-got-01',
    distribution: 'k3s',
    kubernetes: '1.30.8+k3s1',
    agent: '1.21.10',
    connectivity: 'Offline',
  },
  // Its agents predate the Arc proxy.
  {
    ...inProduction,
    name: 'mk8s-nbg-01',
    distribution: 'microk8s',
    kubernetes: '1.28.15',
    agent: '1.20.3',
    hasNoSettingsType: true,
  },
  {
    ...inProduction,
    name: 'rke2-fra-01',
    location: 'germanywestcentral',
    distribution: 'rancher_rke',
    kubernetes: '1.33.3+rke2r1',
    agent: '1.36.1',
    privateLinkScope: 'pls-k8s-fra',
  },
];

const hour = 3_600_000;

export const clusters = (now: number): readonly ResourceWithSettings[] => rows.map((row) => build(row, now));

function build(row: ClusterRow, now: number): ResourceWithSettings {
  const { name, subscription, group, location, gatewayEnabled, connectivity = 'Connected', isProvisioned } = row;
  // This provider spells its name in lower case.
  const id = resourceId(subscription, group, 'microsoft.kubernetes/connectedclusters', name);
  return {
    resource: {
      id,
      name,
      type: 'microsoft.kubernetes/connectedclusters',
      identity: { type: 'SystemAssigned', principalId: fakeGuid(`principal ${id}`), tenantId },
      ...(isProvisioned && { kind: 'ProvisionedCluster' }),
      location,
      tags: {},
      properties: {
        provisioningState: 'Succeeded',
        agentPublicKeyCertificate: btoa(`public key of ${id}`),
        connectivityStatus: connectivity,
        distribution: row.distribution,
        infrastructure: isProvisioned ? 'azure_stack_hci' : 'generic',
        kubernetesVersion: row.kubernetes,
        agentVersion: row.agent,
        totalNodeCount: 3,
        totalCoreCount: 12,
        lastConnectivityTime: new Date(now - (connectivity === 'Connected' ? hour / 6 : 50 * hour)).toISOString(),
        ...privateLinkOf(row),
        arcAgentProfile: {
          desiredAgentVersion: '',
          agentAutoUpgrade: 'Enabled',
          agentState: 'Succeeded',
          agentErrors: [],
        },
        ...(gatewayEnabled !== undefined && { gateway: { enabled: gatewayEnabled } }),
      },
    },
    gatewayProperties: gatewayPropertiesOf(id, row.gateway),
    isOldInGraph: row.isOldInGraph ?? false,
    hasNoSettingsType: row.hasNoSettingsType ?? false,
  };
}

const privateLinkOf = ({ subscription, group, privateLinkScope }: ClusterRow) =>
  privateLinkScope === undefined
    ? { privateLinkState: 'Disabled' }
    : {
        privateLinkState: 'Enabled',
        privateLinkScopeResourceId: resourceId(
          subscription,
          group,
          'Microsoft.HybridCompute/privateLinkScopes',
          privateLinkScope,
        ),
      };

/** Its nodes are among the machines. */
export const azureLocal = (now: number): StoredResource => ({
  id: azureLocalId,
  name: 'azl-ham-01',
  type: 'microsoft.azurestackhci/clusters',
  location: 'West Europe',
  tags: { env: 'production', site: 'hamburg' },
  properties: {
    provisioningState: 'Succeeded',
    status: 'ConnectedRecently',
    connectivityStatus: 'Connected',
    cloudId: fakeGuid(`cloud ${azureLocalId}`),
    aadTenantId: tenantId,
    lastSyncTimestamp: new Date(now - hour).toISOString(),
    billingModel: 'Trial',
  },
});
