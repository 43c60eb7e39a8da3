import { type WizardChoices } from '../../../src/contract/wizard';
import { ownNamesOf } from '../../../src/planning/network/endpoints';
import { scenarios } from '../../../src/planning/site/scenarios';

const subscription = '5f1c2d3e-0000-4000-8000-000000000001';
const otherSubscription = '5f1c2d3e-0000-4000-8000-000000000002';
export const tenantId = '72f988bf-0000-4000-8000-0000000000aa';
const gatewayId = (group: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.HybridCompute/gateways/${name}`;

const scope = gatewayId('rg-hub', 'pls-hub').replace('gateways', 'privateLinkScopes');
const known = { scenarios: scenarios.map(({ id, title }) => ({ id, title, names: ownNamesOf(id) })) };

/** What Azure offers in these tests. */
export const choices: WizardChoices = {
  ...known,
  status: 'ready',
  gateways: [
    {
      id: gatewayId('rg-hub', 'gw-hub-weu'),
      name: 'gw-hub-weu',
      location: 'westeurope',
      state: 'Succeeded',
      endpoint: 'contoso-weu.gw.arc.azure.com',
      tenantId,
    },
    { id: gatewayId('rg-hub', 'gw-hub-neu'), name: 'gw-hub-neu', location: 'northeurope', state: 'Creating', tenantId },
  ],
  hasAllGateways: true,
  subscriptions: [
    { id: subscription, name: 'Contoso Production', tenantId },
    { id: otherSubscription, name: 'Contoso Branches', tenantId },
  ],
  resourceGroups: [
    { subscriptionId: subscription, name: 'rg-hub' },
    { subscriptionId: otherSubscription, name: 'rg-branch-berlin' },
    { subscriptionId: otherSubscription, name: 'rg-branch-lyon' },
  ],
  regions: [
    { name: 'westeurope', display: 'West Europe' },
    { name: 'northeurope', display: 'North Europe' },
    { name: 'germanywestcentral', display: 'Germany West Central' },
  ],
  scopes: [{ id: scope, name: 'pls-hub' }],
  clusters: [
    {
      id: gatewayId('rg-branch-berlin', 'k3s-ber-01').replace('HybridCompute/gateways', 'Kubernetes/connectedClusters'),
      name: 'k3s-ber-01',
      subscriptionId: otherSubscription,
      resourceGroup: 'rg-branch-berlin',
      region: 'westeurope',
      distribution: 'k3s',
      agentVersion: '1.36.1',
    },
  ],
  machines: [],
  cloud: { display: 'Azure', gateways: 'available' },
};

export const noChoices: WizardChoices = {
  ...known,
  status: 'unavailable',
  message: 'You are not signed in to Azure.',
  gateways: [],
  hasAllGateways: false,
  subscriptions: [],
  resourceGroups: [],
  regions: [],
  scopes: [],
  clusters: [],
  machines: [],
};

/** A site that is valid and has something of everything. */
export const completeDocument = {
  version: 2,
  targets: { servers: { os: ['linux', 'windows'] } },
  gateway: { id: gatewayId('rg-hub', 'gw-hub-weu'), endpoint: 'contoso-weu.gw.arc.azure.com' },
  azure: { tenantId, subscriptionId: otherSubscription, resourceGroup: 'rg-branch-berlin', region: 'westeurope' },
  network: { proxyUrl: 'http://proxy.corp.local:8080' },
  identity: { method: 'deviceCode' },
  tags: { site: 'Berlin', 'cost-center': '4711' },
};

/** A site with an error in every field. */
export const brokenDocument = {
  ...completeDocument,
  targets: { servers: { os: [], state: 'connected', count: 'many', agentVersion: 'new', machines: ['a b', 'c/d'] } },
  gateway: { id: 'nonsense' },
  privateLink: { scopeId: 'nonsense' },
  scenarios: ['azureMonitor', 'mining'],
  names: { vault: 'a.b' },
  azure: { tenantId: 'x', subscriptionId: 'y', resourceGroup: '', region: '!' },
  network: {
    proxyUrl: 'ftp://x',
    tlsInspection: 'yes',
    tlsExemptHosts: ['https://x'],
    bypass: { hosts: ['a b'] },
    gatewayBypass: ['x:1'],
  },
  identity: { method: 'servicePrincipal', clientId: 'z', credential: 'certificate', certificateFile: 'x' },
  tags: { 'a<b': '' },
};
