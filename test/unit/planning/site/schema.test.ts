import Ajv from 'ajv';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import siteFields from '../../../../src/contract/data/siteFields.json';
import regionClouds from '../../../../src/kernel/knowledge/data/regionClouds.json';
import { siteFieldsOf, siteSchemaOf } from '../../../../build/siteSchema.mjs';
import { siteDefinition } from '../../../../src/planning/site/definition';
import { emptySite } from '../../../../src/planning/site/emptySite';
import { readSite } from '../../../../src/planning/site/readSite';
import { gateways } from '../../../../src/sample/data/gateways';
import { production, tenantId } from '../../../../src/sample/data/ids';
import {
  anyJson,
  documentWith,
  documentWithAll,
  fieldPaths,
  gatewayId,
  nearlyValid,
  scopeId,
  siteOf,
  siteWith,
} from './documents';
import { expectHits } from '../../../support/hits';
import { anyClusterDetails } from './clusterDetails';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../media', name), 'utf8'));

const schema = read('site.schema.json') as { readonly definitions: Readonly<Record<string, unknown>> };
const ajv = new Ajv({ allErrors: true });
ajv.addVocabulary(['enumDescriptions', 'patternErrorMessage']);
const validate = ajv.compile(schema);

/** What a schema cannot say, and only the parser knows. */
const onlyTheParserSees: readonly (readonly [string, unknown])[] = [
  ['network.proxyUrl', 'http://proxy:99999'],
  ['network.proxyUrl', 'http://10.20.0.256:80'],
  ['network.proxyUrl', 'http://pro..xy:80'],
  ['network.proxyUrl', 'http://[:::]:80'],
  ['tags', { site: 'Berlin', Site: 'Berlin' }],
  ['targets.servers.machines', ['srv01', 'SRV01']],
  ['network.gatewayBypass', ['a.example', 'A.example']],
  ['targets.clusters', [{ name: 'a', serviceRange: 'f:::/112' }]],
  ['targets.clusters', [{ name: 'a', serviceRange: 'fd00::/129' }]],
  ['targets.clusters', [{ name: 'a', podRange: 'fd00::/16' }]],
  ['targets.clusters', [{ name: 'a', apiServer: 'a..b' }]],
  ['targets.clusters', [{ name: 'a', apiServer: '10.0.0.1:65536' }]],
];

const isStricter = (message: string): boolean =>
  /A port is a number|name or IP address|differs only in case|in the list twice|of this list has this name|an address and a prefix length/.test(
    message,
  );

/** Whether the schema takes the document, about which both have to say the same. */
const agree = (document: unknown): boolean => {
  const parsed = readSite(document);
  const isWhole = parsed.errors.length === 0;
  const isFine = parsed.errors.every(({ message }) => isStricter(message));
  const isValid = validate(document);
  if (isValid !== isFine) expect(isValid, JSON.stringify({ document, parsed, schema: validate.errors })).toBe(isWhole);
  return isValid;
};

/** The same document as version 1 writes it. */
const inVersion1 = (document: unknown): unknown => {
  const { targets, ...rest } = document as { readonly targets?: { readonly servers?: unknown } };
  return { ...rest, version: 1, targets: targets?.servers };
};

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `m-${index}`);

describe('the schema', () => {
  it('is made from the definition; run npm run schema after a change', () => {
    expect(schema).toEqual(siteSchemaOf(siteDefinition('AzureCloud')));
    expect(siteFields).toEqual(siteFieldsOf(siteDefinition('AzureCloud')));
  });

  it.each([
    ['a valid document', documentWith()],
    ['an unknown key', documentWith(['azure', 'regoin'], 'x')],
    ['a secret', documentWith(['identity', 'clientSecret'], 'x')],
    ['a schema address', documentWith(['$schema'], 'x')],
    ['white space round an id', documentWith(['gateway', 'id'], ` ${gatewayId}\n`)],
    ['an id in other case', documentWith(['gateway', 'id'], gatewayId.toUpperCase())],
    ['a foreign id', documentWith(['gateway', 'id'], gatewayId.replace('gateways', 'machines'))],
    ['a pasted URL', documentWith(['gateway', 'endpoint'], 'https://contoso.gw.arc.azure.com')],
    ['a region’s display name', documentWith(['azure', 'region'], 'West Europe')],
    ['a resource group with a period at the end', documentWith(['azure', 'resourceGroup'], 'rg.')],
    ['a resource group with letters of another script', documentWith(['azure', 'resourceGroup'], 'группа-größe')],
    ['a proxy with a password', documentWith(['network', 'proxyUrl'], 'http://u:p@proxy:8080')],
    ['a proxy behind TLS', documentWith(['network', 'proxyUrl'], 'https://proxy:8080')],
    ['a proxy without a port', documentWith(['network', 'proxyUrl'], 'http://proxy/')],
    ['no operating system', documentWith(['targets', 'servers', 'os'], [])],
    ['a service principal without id', documentWith(['identity'], { method: 'servicePrincipal' })],
    ['an id without service principal', documentWith(['identity'], { method: 'deviceCode', clientId: 'x' })],
    ['a tag’s name with a slash', documentWith(['tags', 'a/b'], 'x')],
    ['a tag with a line break', documentWith(['tags', 'a'], 'x\ny')],
    ['no connection through a gateway', documentWithAll({ connection: 'direct', gateway: undefined })],
    ['a gateway that is not used', documentWithAll({ connection: 'direct', 'gateway.id': '' })],
    ['a gateway that is not used and is wrong', documentWithAll({ connection: 'direct', 'gateway.id': 'x' })],
    ['a private link', documentWithAll({ connection: 'privateLink', privateLink: { scopeId } })],
    ['a private link without scope', documentWithAll({ connection: 'privateLink', gateway: undefined })],
    ['an unknown connection', documentWithAll({ connection: 'vpn', gateway: undefined })],
    [
      'a region of another cloud',
      documentWithAll({ 'azure.cloud': 'AzureUSGovernment', 'azure.region': 'usgovvirginia' }),
    ],
    ['a region that is not of its cloud', documentWithAll({ 'azure.cloud': 'AzureChinaCloud' })],
    ['a whole number with a fraction of nothing', documentWithAll({ 'targets.servers.count': 5.0 })],
    ['a region of 1 MB', documentWith(['azure', 'region'], 'a'.repeat(1_000_000))],
    ['a region of 41 letters', documentWith(['azure', 'region'], 'a'.repeat(41))],
    ['a proxy of 1,025 letters', documentWith(['network', 'proxyUrl'], `http://${'p'.repeat(1018)}`)],
    ['a proxy of 1,024 letters', documentWith(['network', 'proxyUrl'], `http://${'p'.repeat(1017)}`)],
    ['a field of 1 MB of blanks', documentWith(['network', 'proxyUrl'], ' '.repeat(1_000_000))],
    ['a list of 50,001', documentWith(['targets', 'servers', 'machines'], names(50_001))],
    ['a list of 50,000', documentWith(['targets', 'servers', 'machines'], names(50_000))],
    ['an empty document', {}],
    ['a new document', emptySite()],
    ['no object', []],
  ])('and the parser agree about %s', (_, document) => {
    agree(document);
  });

  it.each(fieldPaths.map((path) => [path.join('.'), path] as const))(
    'and the parser agree when %s is missing',
    (_, path) => {
      agree(documentWith(path));
    },
  );

  it('and the parser agree about any document', () => {
    const hits = { valid: 0, invalid: 0 };
    const documents = fc.oneof({ arbitrary: nearlyValid, weight: 3 }, { arbitrary: anyJson, weight: 1 });
    fc.assert(
      fc.property(documents, (document) => {
        hits[agree(document) ? 'valid' : 'invalid'] += 1;
      }),
      { numRuns: 300 },
    );
    expectHits(hits, 20);
  });

  it('and the parser agree about any document of version 1', () => {
    const hits = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(nearlyValid, (document) => {
        hits[agree(inVersion1(document)) ? 'valid' : 'invalid'] += 1;
      }),
      { numRuns: 300 },
    );
    expectHits(hits, 20);
  });

  it('and the parser agree about any clusters and instances', () => {
    const name = fc.oneof(
      { arbitrary: fc.constantFrom('aks-1', ' aks-2 ', 'Aks-3', 'x'.repeat(40)), weight: 4 },
      { arbitrary: fc.constantFrom('-x', '', 'x_y', 'x'.repeat(64)), weight: 1 },
    );
    const azure = fc.record(
      {
        resourceGroup: fc.constantFrom('rg', '', 'rg', 'rg.'),
        subscriptionId: fc.oneof(fc.uuid(), fc.uuid(), fc.constant('x')),
      },
      { requiredKeys: [] },
    );
    const features = fc.oneof(fc.subarray(['clusterConnect', 'policy']), fc.constant(['mining']));
    const state = fc.constantFrom('new', 'connected', 'connected', 'old');
    const clusters = fc.array(
      fc.record({ name, azure, features, state, ...anyClusterDetails }, { requiredKeys: ['name'] }),
      { maxLength: 2 },
    );
    const azureLocal = fc.array(fc.record({ name, azure }, { requiredKeys: ['name'] }), { maxLength: 2 });
    const hits = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(fc.record({ clusters, azureLocal }, { requiredKeys: [] }), (targets) => {
        hits[agree(documentWithAll({ targets, identity: undefined })) ? 'valid' : 'invalid'] += 1;
      }),
      { numRuns: 500 },
    );
    expectHits(hits, 20);
  });

  it.each(onlyTheParserSees)('is less strict than the parser about %s: %j', (path, value) => {
    const document = documentWith(path.split('.'), value);
    expect(validate(document)).toBe(true);
    expect(readSite(document).errors).not.toEqual([]);
  });

  it('knows the same foreign clouds as the parser', () => {
    for (const { prefix } of regionClouds) {
      expect(validate(documentWith(['azure', 'region'], `${prefix}north`))).toBe(false);
    }
  });

  it('bounds every text and every list', () => {
    const unbounded: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { type, maxLength, maxItems, items } = node as Record<string, unknown>;
      if (type === 'string' && maxLength === undefined) unbounded.push(path);
      if (type === 'array' && maxItems === undefined && !JSON.stringify(items).includes('enum')) unbounded.push(path);
      for (const [key, below] of Object.entries(node)) visit(below, `${path}/${key}`);
    };
    visit(schema, '');
    for (const [name, part] of Object.entries(schema.definitions)) visit(part, `${name}.`);
    expect(unbounded).toEqual([]);
  });

  it('explains every property in the editor', () => {
    const unexplained: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null || !('properties' in node)) return;
      for (const [key, property] of Object.entries(node.properties as Record<string, object>)) {
        if (!('description' in property || '$ref' in property)) unexplained.push(`${path}${key}`);
        visit(property, `${path}${key}.`);
      }
    };
    visit(schema, '');
    for (const [name, part] of Object.entries(schema.definitions)) visit(part, `${name}.`);
    expect(unexplained).toEqual([]);
  });
});

describe('the example', () => {
  const example = read('example.arc.json');

  it('is valid', () => {
    expect(readSite(example)).toMatchObject({ errors: [], unread: [] });
    expect(validate(example)).toBe(true);
  });

  it('is about the sample tenant', () => {
    const { gateway = { id: '', endpoint: undefined }, azure } = siteOf(example);
    const hub = gateways.find(({ id }) => id === gateway.id);
    expect([azure.tenantId, azure.subscriptionId]).toEqual([tenantId, production]);
    expect(hub?.properties.gatewayEndpoint).toContain(gateway.endpoint);
    expect(azure.region).toBe(hub?.location);
  });

  it('is complete: it has every key that the format has', () => {
    const keysOf = (value: object) => Object.keys(value).sort();
    expect(keysOf(example as object)).toEqual(keysOf(siteWith()));
  });
});
