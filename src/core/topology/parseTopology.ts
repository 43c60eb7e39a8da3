import type { OperatingSystem } from '../resources';
import { fail, ok, type Result } from '../result';
import { checkGatewayEndpoint, checkGatewayId, checkGuid, checkRegion, checkResourceGroup } from './azureNames';
import { readIdentity } from './identity';
import { formatProxyUrl, parseProxyUrl } from './proxyUrl';
import { isRecord, object, optionalText, type Reader, report, text } from './reader';
import { readTags } from './tags';
import type { FieldError, Topology } from './topology';
import { reportUnknownKey } from './unknownKey';

const lowerCase = (value: string): string => value.toLowerCase();

const readVersion: Reader<1> = (value, place) =>
  value === 1 ? value : report(place, 'Write "version": 1, the one version there is.');

const systems: readonly OperatingSystem[] = ['linux', 'windows'];

const readSystems: Reader<readonly OperatingSystem[]> = (value, place) => {
  const missing = 'Choose at least one operating system: linux, windows.';
  if (value === undefined) return report(place, missing);
  if (!Array.isArray(value)) return report(place, 'Write the operating systems as a list: ["linux", "windows"].');
  const items: readonly unknown[] = value;
  if (items.length === 0) return report(place, missing);
  if (!items.every((item) => systems.some((system) => system === item))) {
    return report(place, 'Only linux and windows can be onboarded here.');
  }
  if (new Set(items).size < items.length) return report(place, 'Name each operating system once.');
  return systems.filter((system) => items.includes(system));
};

const readGateway = object<Topology['gateway']>(
  {
    id: text('Choose a gateway, or paste its resource id.', { check: checkGatewayId }),
    endpoint: optionalText({ check: checkGatewayEndpoint, normalise: lowerCase }),
  },
  reportUnknownKey,
);

const readAzure = object<Topology['azure']>(
  {
    tenantId: text('Choose a subscription, or paste the tenant id.', {
      check: checkGuid('A tenant id'),
      normalise: lowerCase,
    }),
    subscriptionId: text('Choose the subscription that shall hold the machines, or paste its id.', {
      check: checkGuid('A subscription id'),
      normalise: lowerCase,
    }),
    resourceGroup: text('Name the resource group that shall hold the machines. It has to exist.', {
      check: checkResourceGroup,
    }),
    region: text('Choose the region that keeps the machines’ metadata.', { check: checkRegion }),
  },
  reportUnknownKey,
);

const readNetwork = object<Topology['network']>(
  {
    proxyUrl: optionalText({
      check: (url) => {
        const parsed = parseProxyUrl(url);
        return parsed.ok ? undefined : parsed.error;
      },
      normalise: (url) => {
        const parsed = parseProxyUrl(url);
        return parsed.ok ? formatProxyUrl(parsed.value) : url;
      },
    }),
  },
  reportUnknownKey,
);

// Editors use `$schema` to find the schema; it is no part of the topology.
const readSchema: Reader<undefined> = (value, place) =>
  value === undefined || typeof value === 'string' ? undefined : report(place, 'Write the schema’s address as text.');

const readDocument = object<Topology & { $schema?: undefined }>(
  {
    $schema: readSchema,
    version: readVersion,
    targets: object<Topology['targets']>({ os: readSystems }, reportUnknownKey),
    gateway: readGateway,
    azure: readAzure,
    network: readNetwork,
    identity: readIdentity,
    tags: readTags,
  },
  reportUnknownKey,
);

/**
 * Reads the JSON value of an `*.arc.json` document. All errors are collected, each at its field: a missing section is
 * reported as its missing fields. A tag's path is `tags.` and its name, which may itself contain dots. The topology
 * that comes out is in normal form: no white space around values, ids and host names in lower case.
 */
export function parseTopology(value: unknown): Result<Topology, FieldError[]> {
  const errors: FieldError[] = [];
  if (!isRecord(value)) {
    return fail([{ path: '', message: 'A topology is one JSON object: { "version": 1, … }.' }]);
  }
  const topology = readDocument(value, { path: '', errors });
  return topology === undefined ? fail(errors) : ok(topology);
}
