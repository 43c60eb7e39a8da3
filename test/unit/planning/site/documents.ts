import * as fc from 'fast-check';
import { readSite } from '../../../../src/planning/site/readSite';
import {
  type GatewaySite,
  type ServerSite,
  serversOf,
  type Site,
  usesGateway,
} from '../../../../src/planning/site/site';

const subscription = '11111111-2222-3333-4444-555555555555';

export const gatewayId = `/subscriptions/${subscription}/resourceGroups/rg-hub/providers/Microsoft.HybridCompute/gateways/gw-hub-weu`;

const valid = {
  version: 2,
  targets: { servers: { os: ['linux', 'windows'] } },
  gateway: { id: gatewayId, endpoint: 'contoso-weu.gw.arc.azure.com' },
  azure: {
    tenantId: '99999999-8888-7777-6666-555555555555',
    subscriptionId: subscription,
    resourceGroup: 'rg-branch-berlin',
    region: 'westeurope',
  },
  network: { proxyUrl: 'http://proxy.contoso.com:8080' },
  identity: { method: 'deviceCode' },
  tags: { site: 'Berlin', 'cost.center': '4711' },
} as const;

type Json = Record<string, unknown>;

/** A valid document with the value at a path replaced; `undefined` removes it. */
export function documentWith(path: readonly string[] = [], value?: unknown): Json {
  const document = structuredClone(valid) as unknown as Json;
  const last = path.at(-1);
  if (last === undefined) return document;
  const parent = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, document);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
  return document;
}

/** The site of a valid document; throws with the errors if it is not valid after all. */
export function siteOf(document: unknown): Site {
  const { site, errors } = readSite(document);
  if (!site || errors.length > 0) throw new Error(JSON.stringify(errors));
  return site;
}

/** The servers of a valid document. */
export function serverSiteOf(document: unknown): ServerSite {
  const servers = serversOf(siteOf(document));
  if (!servers) throw new Error('This document has no servers.');
  return servers;
}

/** The same for a change that keeps the gateway. */
export function siteWith(path: readonly string[] = [], value?: unknown): GatewaySite {
  const site = siteOf(documentWith(path, value));
  if (!usesGateway(site)) throw new Error('This topology has no gateway.');
  return site;
}

export const scopeId = gatewayId.replace('gateways/gw-hub-weu', 'privateLinkScopes/pls-hub-weu');

/** A valid document with several values replaced, each at a dotted path; a section that is not there is begun. */
export function documentWithAll(values: Readonly<Record<string, unknown>>): Json {
  const document = documentWith();
  for (const [path, value] of Object.entries(values)) put(document, path.split('.'), value);
  return document;
}

function put(document: Json, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length > 0) {
    document[key] ??= {};
    put(document[key] as Json, rest, value);
  } else if (value === undefined) Reflect.deleteProperty(document, key);
  else document[key] = value;
}

/** Every path of the format that a form has a field for. */
export const fieldPaths: readonly (readonly string[])[] = [
  ['version'],
  ['targets'],
  ['targets', 'servers'],
  ['targets', 'servers', 'os'],
  ['targets', 'servers', 'state'],
  ['targets', 'servers', 'agentVersion'],
  ['targets', 'servers', 'count'],
  ['targets', 'servers', 'machines'],
  ['targets', 'servers', 'sshHost'],
  ['connection'],
  ['privateLink'],
  ['scenarios'],
  ['names'],
  ['azure', 'cloud'],
  ['network', 'proxyAuthentication'],
  ['network', 'tlsInspection'],
  ['network', 'tlsExemptHosts'],
  ['network', 'bypass'],
  ['network', 'gatewayBypass'],
  ['identity', 'credential'],
  ['identity', 'certificateFile'],
  ['identity', 'certificateThumbprint'],
  ['gateway'],
  ['gateway', 'id'],
  ['gateway', 'endpoint'],
  ['azure'],
  ['azure', 'tenantId'],
  ['azure', 'subscriptionId'],
  ['azure', 'resourceGroup'],
  ['azure', 'region'],
  ['network'],
  ['network', 'proxyUrl'],
  ['identity'],
  ['identity', 'method'],
  ['identity', 'clientId'],
  ['tags'],
  ['tags', 'site'],
];

const text = fc.string({ unit: 'binary', maxLength: 12 });

/** Values that a field may well have, many of them valid. */
const plausible: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'targets.servers.os': fc.subarray(['linux', 'windows', 'linux']),
  'targets.servers.state': fc.constantFrom('new', 'connected', 'old'),
  'targets.servers.agentVersion': fc.constantFrom('1.66', '1.58.03228.2572', 'newest', ''),
  'targets.servers.count': fc.oneof(fc.integer({ min: -1, max: 5000 }), fc.double()),
  'targets.servers.machines': fc.array(fc.stringMatching(/^[a-zA-Z0-9._ -]{0,8}$/), { maxLength: 3 }),
  'targets.servers.sshHost': fc.oneof(
    fc.constantFrom(
      '{name}.corp.example',
      ' admin@web-01 ',
      'CORP\\\\adm@{name}:65535',
      '{name}@gate',
      'a:0',
      'a:65536',
      'a:00022',
    ),
    fc.constantFrom(
      'fd00::4',
      '[fd00::4]:2222',
      '[{name}]',
      'fd00::{name}',
      '{name',
      '-oProxyCommand=x',
      '{name}-',
      '',
    ),
    fc.stringMatching(/^[a@:.[\\]0-9{}name -]{0,12}$/),
  ),
  connection: fc.constantFrom('gateway', 'direct', 'privateLink', 'vpn'),
  'privateLink.scopeId': fc.constantFrom(scopeId, scopeId.toUpperCase(), gatewayId, ''),
  scenarios: fc.subarray(['azureMonitor', 'keyVault', 'ssh', 'mining']),
  'names.vault': fc.constantFrom('kv-branch', 'KV-Branch ', 'kv.vault.azure.net', ''),
  'names.workspace': fc.oneof(fc.uuid(), fc.constant('-x')),
  'azure.cloud': fc.constantFrom('AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud', 'AzureGermanCloud'),
  'network.proxyAuthentication': fc.constantFrom('none', 'required', 'basic'),
  'network.tlsInspection': fc.constantFrom('yes', 'no', 'unknown', true),
  'network.tlsExemptHosts': fc.array(fc.constantFrom('*.gw.arc.azure.com', 'a.b', 'https://a', '', '*'), {
    maxLength: 2,
  }),
  'network.bypass': fc.record(
    {
      hosts: fc.array(fc.constantFrom('server01', 'a b', '<local>'), { maxLength: 2 }),
      cidrs: fc.array(fc.constantFrom('10.0.0.0/8', '$(x)'), { maxLength: 2 }),
      names: fc.constant([]),
    },
    { requiredKeys: [] },
  ),
  'network.gatewayBypass': fc.array(fc.domain(), { maxLength: 2 }),
  'identity.credential': fc.constantFrom('secret', 'certificate', 'password'),
  'identity.certificateFile': fc.constantFrom(
    '/etc/arc/a.pem',
    'C:\\arc\\a.pfx',
    '\\\\server\\share\\a.pfx',
    'a.pfx',
    '',
  ),
  'identity.certificateThumbprint': fc.stringMatching(/^[0-9a-f]{39,41}$/),
  'gateway.id': fc.constantFrom(gatewayId, ` ${gatewayId.toUpperCase()}\n`, gatewayId.replace('gateways', 'machines')),
  'gateway.endpoint': fc.constantFrom('', 'A-1.gw.arc.azure.com', 'https://a.gw.arc.azure.com', undefined),
  'azure.tenantId': fc.uuid(),
  'azure.subscriptionId': fc.uuid(),
  'azure.resourceGroup': fc.stringMatching(/^[a-z_.()ü]{1,8}$/),
  'azure.region': fc.constantFrom('westus3', 'swedencentral', 'West Europe', 'moonbase1', 'usgovvirginia'),
  'network.proxyUrl': fc.webAuthority({ withIPv4: true, withPort: true }).map((host) => `http://${host}`),
  'identity.method': fc.constantFrom('interactive', 'deviceCode', 'servicePrincipal', 'accessToken'),
  'identity.clientId': fc.uuid(),
  'tags.site': text,
};

/** Documents near the border between valid and invalid: a valid one with up to three values replaced or removed. */
export const nearlyValid: fc.Arbitrary<Json> = fc
  .array(
    fc
      .constantFrom(...Object.keys(plausible))
      .chain((path) =>
        fc.tuple(
          fc.constant(path.split('.')),
          fc.oneof(
            { arbitrary: plausible[path] ?? text, weight: 5 },
            { arbitrary: fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined)), weight: 1 },
          ),
        ),
      ),
    { maxLength: 4 },
  )
  .map((edits) => {
    const document = documentWith();
    for (const [path, value] of edits) put(document, path, value);
    return document;
  });

export const anyJson = fc.jsonValue({ maxDepth: 5 });
