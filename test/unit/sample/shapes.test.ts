import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { branches, cluster, type Driver, drive, hub, instance, machine, plants, production } from './support';

/** The forms of Azure's answers, after the examples in its API specification and recordings of its command line. */
const guid = v.pipe(v.string(), v.uuid());
const id = (...ends: readonly string[]) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^/subscriptions/[0-9a-f-]{36}/resourceGroups/[^/]+/providers/${ends.join('/')}$`, 'i')),
  );
const tags = v.optional(v.record(v.string(), v.string()));
const text = v.string();
const time = v.pipe(v.string(), v.isoTimestamp());

const gateway = v.strictObject({
  id: id('Microsoft.HybridCompute/gateways', '[^/]+'),
  name: v.string(),
  type: v.literal('Microsoft.HybridCompute/gateways'),
  location: v.string(),
  tags,
  properties: v.strictObject({
    gatewayId: guid,
    gatewayType: v.literal('Public'),
    allowedFeatures: v.array(v.string()),
    gatewayBypass: v.optional(v.array(v.string())),
    gatewayEndpoint: v.optional(v.string()),
    provisioningState: v.picklist(['Creating', 'Succeeded', 'Updating', 'Deleting']),
  }),
});

const service = v.strictObject({ startupType: v.string(), status: v.string() });
const machineShape = v.object({
  id: id('Microsoft.HybridCompute/machines', '[^/]+'),
  name: v.string(),
  type: v.literal('Microsoft.HybridCompute/machines'),
  location: v.string(),
  tags,
  kind: v.optional(v.literal('HCI')),
  identity: v.strictObject({ type: v.literal('SystemAssigned'), principalId: guid, tenantId: guid }),
  properties: v.strictObject({
    adFqdn: v.optional(text),
    agentConfiguration: v.strictObject({
      configMode: v.string(),
      extensionsAllowList: v.array(v.string()),
      extensionsBlockList: v.array(v.strictObject({ publisher: v.string(), type: v.string() })),
      extensionsEnabled: v.string(),
      guestConfigurationEnabled: v.string(),
      incomingConnectionsPorts: v.array(v.string()),
      proxyBypass: v.array(v.string()),
      proxyUrl: v.string(),
    }),
    agentUpgrade: v.strictObject({ enableAutomaticUpgrade: v.boolean() }),
    agentVersion: text,
    detectedProperties: v.record(v.string(), v.string()),
    displayName: text,
    dnsFqdn: text,
    domainName: v.optional(text),
    errorDetails: v.array(v.object({ code: v.string(), message: v.string() })),
    identityKeyStore: v.string(),
    lastStatusChange: time,
    machineFqdn: text,
    networkProfile: v.strictObject({
      networkInterfaces: v.array(
        v.strictObject({
          ipAddresses: v.array(
            v.strictObject({
              address: v.pipe(v.string(), v.ipv4()),
              ipAddressVersion: v.literal('IPv4'),
              subnet: v.strictObject({ addressPrefix: v.string() }),
            }),
          ),
        }),
      ),
    }),
    mssqlDiscovered: v.picklist(['true', 'false']),
    osEdition: v.optional(v.string()),
    osName: v.string(),
    osSku: v.string(),
    osType: v.picklist(['linux', 'windows']),
    osVersion: v.string(),
    parentClusterResourceId: v.optional(id('Microsoft.AzureStackHCI/clusters', '[^/]+')),
    privateLinkScopeResourceId: v.optional(id('Microsoft.HybridCompute/privateLinkScopes', '[^/]+')),
    provisioningState: v.literal('Succeeded'),
    serviceStatuses: v.strictObject({ extensionService: service, guestConfigurationService: service }),
    status: v.optional(v.picklist(['Connected', 'Disconnected', 'Expired', 'Error', 'AwaitingConnection'])),
    statusReason: v.optional(text),
    vmId: guid,
    vmUuid: guid,
  }),
});

const settings = v.strictObject({
  id: v.pipe(v.string(), v.endsWith('/providers/Microsoft.HybridCompute/settings/default')),
  name: v.literal('default'),
  type: v.literal('Microsoft.HybridCompute/settings'),
  location: v.string(),
  properties: v.strictObject({
    tenantId: guid,
    gatewayProperties: v.strictObject({
      gatewayResourceId: v.nullish(v.union([v.literal(''), id('Microsoft.HybridCompute/gateways', '[^/]+')])),
    }),
  }),
});

const runCommand = v.object({
  id: id('Microsoft.HybridCompute/machines', '[^/]+', 'runcommands', '[^/]+'),
  name: v.string(),
  type: v.literal('Microsoft.HybridCompute/machines/runcommands'),
  location: v.string(),
  properties: v.strictObject({
    asyncExecution: v.boolean(),
    source: v.strictObject({ script: v.string() }),
    timeoutInSeconds: v.number(),
    provisioningState: v.picklist(['Creating', 'Succeeded']),
    instanceView: v.optional(
      v.strictObject({
        endTime: time,
        error: v.string(),
        executionMessage: v.string(),
        executionState: v.string(),
        exitCode: v.number(),
        output: v.string(),
        startTime: time,
      }),
    ),
  }),
});

const connectedCluster = v.object({
  id: id('Microsoft.Kubernetes/connectedClusters', '[^/]+'),
  name: v.string(),
  type: v.literal('microsoft.kubernetes/connectedclusters'),
  location: v.string(),
  kind: v.optional(v.string()),
  properties: v.object({
    agentPublicKeyCertificate: v.pipe(v.string(), v.base64()),
    connectivityStatus: v.picklist(['Connecting', 'Connected', 'Offline', 'Expired', 'AgentNotInstalled']),
    provisioningState: v.picklist(['Succeeded', 'Updating']),
    gateway: v.optional(v.strictObject({ enabled: v.boolean() })),
    arcAgentProfile: v.object({ agentState: v.string(), agentErrors: v.array(v.unknown()) }),
    kubernetesVersion: v.string(),
    agentVersion: v.string(),
  }),
});

const subscription = v.object({
  id: v.pipe(v.string(), v.startsWith('/subscriptions/')),
  subscriptionId: guid,
  tenantId: guid,
  displayName: v.string(),
  state: v.literal('Enabled'),
});

const graphPage = v.object({
  totalRecords: v.number(),
  count: v.number(),
  data: v.array(v.object({ id: v.string() })),
  resultTruncated: v.picklist(['true', 'false']),
});

const armError = v.strictObject({
  error: v.strictObject({
    code: v.optional(v.string()),
    message: v.string(),
    details: v.optional(v.array(v.strictObject({ code: v.string(), message: v.string() }))),
  }),
});

const extension = v.object({
  id: id('Microsoft.HybridCompute/machines', '[^/]+', 'extensions', '[^/]+'),
  type: v.literal('Microsoft.HybridCompute/machines/extensions'),
  properties: v.object({
    publisher: v.string(),
    type: v.string(),
    provisioningState: v.string(),
    instanceView: v.object({ status: v.object({ level: v.picklist(['Info', 'Warning', 'Error']) }) }),
  }),
});

const listOf = (item: v.GenericSchema) => v.strictObject({ value: v.array(item), nextLink: v.optional(v.string()) });

const inProduction = `/subscriptions/${production}`;
const compute = 'providers/Microsoft.HybridCompute';
const graph = {
  subscriptions: [production],
  query: "resources | where type =~ 'microsoft.hybridcompute/machines' | project id | order by id asc",
};

const reads: readonly (readonly [string, v.GenericSchema])[] = [
  ['/subscriptions', v.object({ value: v.array(subscription) })],
  [inProduction, subscription],
  [`${inProduction}/resourcegroups`, listOf(v.object({ name: v.string(), location: v.string() }))],
  [`${inProduction}/${compute}/gateways`, listOf(gateway)],
  [`${inProduction}/resourceGroups/rg-arc-hub/${compute}/gateways`, listOf(gateway)],
  [hub, gateway],
  [plants, gateway],
  [`${inProduction}/${compute}/machines`, listOf(machineShape)],
  [`/subscriptions/${branches}/${compute}/machines`, listOf(machineShape)],
  [`${inProduction}/resourceGroups/rg-sql-prod/${compute}/machines`, listOf(machineShape)],
  [machine, machineShape],
  [`${machine}/extensions`, listOf(extension)],
  [`${machine}/${compute}/settings/default`, settings],
  [`${cluster}/${compute}/settings/default`, settings],
  [`/subscriptions/${branches}/providers/Microsoft.Kubernetes/connectedClusters`, listOf(connectedCluster)],
  [cluster, connectedCluster],
  [instance, v.object({ properties: v.object({ status: v.string() }) })],
];

const failures: [status: number, method: string, path: string, body?: unknown][] = [
  [404, 'GET', `${machine}-x`],
  [404, 'GET', '/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.HybridCompute/machines'],
  [404, 'GET', `${inProduction}/providers/Microsoft.Nothing/things`],
  [404, 'GET', `${hub}/providers/Microsoft.HybridCompute/settings/default`],
  [405, 'POST', machine],
  [400, 'GET', `${hub}?api-version=2021-05-20`],
  [400, 'GET', `${hub}?api-version=newest`],
  [409, 'PATCH', plants, { tags: {} }],
  [400, 'POST', '/providers/Microsoft.ResourceGraph/resources', { query: 'resources | summarize count()' }],
];

const check = (schema: v.GenericSchema, body: unknown): void => {
  const parsed = v.safeParse(schema, body);
  expect(parsed.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
};

describe('answers have the form of Azure’s', () => {
  test.each(reads)('GET %s', async (path, schema) => {
    const { status, body, headers } = await drive().call('GET', path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
    expect(headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    check(schema, body);
  });

  test.each(failures)('%i for %s %s', async (expected, method, path, request) => {
    const { status, body } = await drive().call(method, path, request);
    expect(status).toBe(expected);
    check(armError, body);
  });

  test('writing settings', async () => {
    const change = { properties: { gatewayProperties: { gatewayResourceId: hub } } };
    for (const method of ['PUT', 'PATCH']) {
      const { status, body } = await drive().call(method, `${machine}/${compute}/settings/default`, change);
      expect(status).toBe(200);
      check(settings, body);
    }
  });

  test('creating a gateway, and following that', async () => {
    await followed(
      `${inProduction}/resourceGroups/rg-lab/${compute}/gateways/gw-new`,
      {
        location: 'West Europe',
        properties: { gatewayType: 'Public', allowedFeatures: ['*'], gatewayBypass: ['contoso.com'] },
      },
      gateway,
    );
  });

  test('running a command, and following that', async () => {
    await followed(
      `${machine}/runCommands/show`,
      { location: 'westeurope', properties: { source: { script: 'azcmagent show -j' } } },
      runCommand,
    );
  });

  test('Resource Graph', async () => {
    const { status, body } = await drive().call('POST', '/providers/Microsoft.ResourceGraph/resources', graph);
    expect(status).toBe(200);
    check(graphPage, body);
  });
});

async function followed(path: string, request: unknown, schema: v.GenericSchema): Promise<void> {
  const driver: Driver = drive();
  const created = await driver.call('PUT', path, request);
  expect(created.status).toBe(201);
  check(schema, created.body);
  const link = created.headers['azure-asyncoperation'] ?? '';
  expect(created.headers.location).toMatch(/^https:\/\/management\.azure\.com\/.*\/operationresults\//);
  check(
    v.strictObject({ name: guid, status: v.literal('Queued'), startTime: time }),
    (await driver.call('GET', link)).body,
  );
  driver.pass(60);
  check(
    v.strictObject({ name: guid, status: v.literal('Succeeded'), startTime: time, endTime: time }),
    (await driver.call('GET', link)).body,
  );
  check(schema, (await driver.call('GET', path)).body);
}
