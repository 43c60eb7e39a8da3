import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySite } from '../../../../src/planning/site/emptySite';
import { readSite } from '../../../../src/planning/site/readSite';
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

const errorsOf = (value: unknown) => readSite(value).errors;

const codesAt = (document: unknown, path: string) =>
  errorsOf(document).flatMap((error) => (error.path === path ? error.code : []));

const messageAt = (document: unknown, path: string): string => {
  const found = errorsOf(document).filter((error) => error.path === path);
  expect(found).toHaveLength(1);
  return found[0]?.message ?? '';
};

/** As `documentWithAll` for one value; a number at the end of the path is a place in a list. */
function documentWithItem(path: string, value: unknown): unknown {
  const [, list, index] = /^(.*)\.(\d)$/.exec(path) ?? [];
  if (list === undefined) return documentWith(path.split('.'), value);
  return documentWithAll({ [list]: index === '1' ? ['a', value ?? ''] : [value] });
}

describe('a valid document', () => {
  it('comes out as it is', () => {
    expect(siteWith()).toEqual(documentWith());
  });

  it('is brought into normal form', () => {
    const site = siteWith(['azure', 'subscriptionId'], ' 1111AAAA-2222-3333-4444-555555555555 ');
    expect(site.azure.subscriptionId).toBe('1111aaaa-2222-3333-4444-555555555555');
    expect(siteWith(['gateway', 'endpoint'], 'Contoso.GW.arc.azure.com').gateway.endpoint).toBe(
      'contoso.gw.arc.azure.com',
    );
    expect(siteWith(['network', 'proxyUrl'], 'HTTP://Proxy.contoso.com:8080/ ').network.proxyUrl).toBe(
      'http://proxy.contoso.com:8080',
    );
    expect(siteWith(['targets', 'servers', 'os'], ['windows', 'linux']).targets.servers?.os).toEqual([
      'linux',
      'windows',
    ]);
  });

  it.each([
    ['gateway', 'endpoint'],
    ['network', 'proxyUrl'],
  ])('may leave %s.%s empty or out', (...path) => {
    expect(siteWith(path, '')).toEqual(siteWith(path));
    expect(siteWith(path)).not.toHaveProperty(path);
  });

  it('may leave out the network and the tags', () => {
    expect(siteWith(['network']).network).toEqual({});
    expect(siteWith(['tags']).tags).toEqual({});
  });

  it('may name its schema, which is no part of the topology', () => {
    expect(siteWith(['$schema'], 'https://example.com/topology.schema.json')).toEqual(siteWith());
  });

  it('keeps a client id for the service principal only', () => {
    const id = 'AAAAAAAA-2222-3333-4444-555555555555';
    expect(siteWith(['identity'], { method: 'servicePrincipal', clientId: id }).identity).toEqual({
      method: 'servicePrincipal',
      clientId: id.toLowerCase(),
    });
    expect(siteWith(['identity'], { method: 'interactive', clientId: 'half written' }).identity).toEqual({
      method: 'interactive',
    });
  });

  it('may have all that is optional', () => {
    const values = {
      'targets.servers.state': 'connected',
      'targets.servers.agentVersion': '1.58.03228.2572',
      'targets.servers.count': 250,
      'targets.servers.machines': ['srv01', 'SRV-02'],
      'targets.servers.sshHost': 'admin@{name}.corp.example:2222',
      connection: 'gateway',
      privateLink: { scopeId },
      'azure.cloud': 'AzureCloud',
      'network.proxyAuthentication': 'none',
      'network.tlsInspection': 'yes',
      'network.tlsExemptHosts': ['*.gw.arc.azure.com'],
      'network.bypass': { hosts: ['server01'], domains: ['contoso.com'], ips: ['10.0.0.4'], cidrs: ['10.0.0.0/8'] },
      'network.gatewayBypass': ['login.contoso.com'],
      scenarios: ['azureMonitor', 'ssh'],
      identity: {
        method: 'servicePrincipal',
        clientId: '12345678-2222-3333-4444-555555555555',
        credential: 'certificate',
        certificateFile: '/etc/arc/onboarding.pem',
        certificateThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
      },
    };
    expect(siteOf(documentWithAll(values))).toEqual(documentWithAll(values));
  });

  it('needs a gateway only when the servers go through one', () => {
    expect(errorsOf(documentWith(['gateway'])).map(({ path }) => path)).toEqual(['gateway.id']);
    const direct = siteOf(documentWithAll({ connection: 'direct', gateway: { id: '', endpoint: '' } }));
    expect(direct).not.toHaveProperty('gateway');
    expect(errorsOf(documentWithAll({ connection: 'direct', 'gateway.id': 'x' })).map(({ path }) => path)).toEqual([
      'gateway.id',
    ]);
    expect(siteOf(documentWithAll({ connection: 'direct' })).gateway).toEqual(siteWith().gateway);
  });

  it('needs a private link scope only when the servers go through one', () => {
    const without = documentWithAll({ connection: 'privateLink', gateway: undefined });
    expect(messageAt(without, 'privateLink.scopeId')).toMatch(/private link scope/);
    const foreign = documentWithAll({ connection: 'privateLink', privateLink: { scopeId: gatewayId } });
    expect(messageAt(foreign, 'privateLink.scopeId')).toMatch(/gateways.*privateLinkScopes/);
    const upper = scopeId.toUpperCase();
    const site = siteOf(documentWithAll({ connection: 'privateLink', privateLink: { scopeId: upper } }));
    expect(site.privateLink).toEqual({ scopeId: upper });
  });

  it('may be about another cloud, with a region of that cloud', () => {
    const government = { 'azure.cloud': 'AzureUSGovernment', 'azure.region': 'usgovvirginia' };
    expect(siteOf(documentWithAll(government)).azure.region).toBe('usgovvirginia');
    expect(messageAt(documentWithAll({ ...government, 'azure.region': 'westeurope' }), 'azure.region')).toMatch(
      /Azure Government/,
    );
  });

  it('brings lists into normal form', () => {
    expect(siteOf(documentWithAll({ scenarios: ['ssh', 'azureMonitor'] })).scenarios).toEqual(['azureMonitor', 'ssh']);
    expect(siteOf(documentWithAll({ 'network.gatewayBypass': [' A.Example '] })).network.gatewayBypass).toEqual([
      'a.example',
    ]);
    expect(siteOf(documentWithAll({ 'targets.servers.machines': [] })).targets).not.toHaveProperty('machines');
    expect(
      messageAt(documentWithAll({ 'targets.servers.machines': ['srv01', 'SRV01'] }), 'targets.servers.machines.1'),
    ).toMatch(/twice/);
  });

  it('keeps what belongs to a certificate only where there is one', () => {
    const identity = { method: 'servicePrincipal', clientId: crypto.randomUUID(), certificateFile: 'half written' };
    expect(siteOf(documentWithAll({ identity })).identity).not.toHaveProperty('certificateFile');
    const certified = documentWithAll({
      identity: { ...identity, credential: 'certificate', certificateThumbprint: 'ab' },
    });
    expect(messageAt(certified, 'identity.certificateFile')).toMatch(/whole path/);
    expect(messageAt(certified, 'identity.certificateThumbprint')).toMatch(/40/);
    const wrong = documentWithAll({ identity: { ...identity, credential: 'password' } });
    expect(messageAt(wrong, 'identity.credential')).toMatch(/secret or certificate/);
  });

  it('keeps a tag with any name that Azure takes', () => {
    const tags: unknown = JSON.parse('{"__proto__":"a","constructor":"b","Straße & Ort":"x"}'.replace(' & ', ' '));
    expect(Object.entries(siteWith(['tags'], tags).tags)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['Straße Ort', 'x'],
    ]);
  });
});

describe('an error', () => {
  const otherType = gatewayId.replace('gateways', 'machines');
  it.each<[string, unknown, RegExp]>([
    ['version', undefined, /"version": 2/],
    ['version', 3, /"version": 2/],
    ['targets.servers.os', [], /at least one/],
    ['targets.servers.os', undefined, /at least one/],
    ['targets.servers.os', 'linux', /list/],
    ['targets.servers.os', ['macos'], /Only linux and windows/],
    ['targets.servers.os', ['linux', 'linux'], /once/],
    ['gateway.id', undefined, /^Choose a gateway, or paste its resource id\.$/],
    ['gateway.id', '  ', /^Choose a gateway, or paste its resource id\.$/],
    ['gateway.id', 7, /text/],
    ['gateway.id', 'gw-hub-weu', /isn’t an Azure resource ID/],
    ['gateway.id', otherType, /Microsoft\.HybridCompute\/machines.*Microsoft\.HybridCompute\/gateways/],
    ['gateway.id', `${gatewayId}$(reboot)`, /valid gateway name/],
    ['gateway.id', gatewayId.replace('rg-hub', "rg'hub"), /resource group/],
    ['gateway.id', gatewayId.replace('gw-hub-weu', 'g'.repeat(55)), /at most 54/],
    ['gateway.endpoint', 'https://contoso.gw.arc.azure.com:443/', /only the host name: contoso\.gw/],
    ['gateway.endpoint', 'gw.arc.azure.com', /looks like contoso\.gw/],
    ['gateway.endpoint', 'contoso.gw.arc.azure.com.example.com', /looks like contoso\.gw/],
    ['names', 'x', /object/],
    ['azure.tenantId', '<tenant>', /^A tenant ID looks like/],
    ['azure.subscriptionId', undefined, /paste its ID/],
    ['azure.resourceGroup', 'rg.', /period/],
    ['azure.resourceGroup', 'x'.repeat(91), /90/],
    ['azure.resourceGroup', 'rg;reboot', /only letters/],
    ['azure.region', 'West Europe', / westeurope\.$/],
    ['azure.region', '(Europe) North Europe', / northeurope\.$/],
    ['azure.region', '🙂', / westeurope\.$/],
    ['azure.region', 'US Gov Virginia', /Azure Government.*change the cloud/],
    ['azure.region', 'chinanorth3', /21Vianet/],
    ['network', [], /object/],
    ['network.proxyUrl', 8080, /text/],
    ['identity.method', undefined, /interactive, deviceCode or servicePrincipal/],
    ['identity.method', 'managedIdentity', /interactive, deviceCode or servicePrincipal/],
    ['targets.servers.state', 'old', /new or connected/],
    ['targets.servers.agentVersion', 'latest', /1\.67/],
    ['targets.servers.count', 0, /whole number/],
    ['targets.servers.count', 1.5, /whole number/],
    ['targets.servers.count', '5', /whole number/],
    ['targets.servers.machines', 'srv01', /list/],
    ['targets.servers.machines.1', undefined, /remove the line/],
    ['targets.servers.machines.0', 'a/b', /54 letters/],
    ['targets.servers.machines.0', 'x'.repeat(55), /54 letters/],
    ['targets.servers.sshHost', 'a b', /valid host for ssh/],
    ['targets.servers.sshHost', '-oProxyCommand={name}', /valid host for ssh/],
    ['targets.servers.sshHost', '[{name}]:22', /valid host for ssh/],
    ['connection', 'vpn', /gateway, direct or privateLink/],
    ['azure.cloud', 'AzureGermanCloud', /AzureCloud, AzureUSGovernment, or AzureChinaCloud/],
    ['network.proxyAuthentication', 'basic', /none or required/],
    ['network.tlsInspection', true, /yes, no, or unknown/],
    ['network.tlsExemptHosts.0', 'https://a.example', /without scheme/],
    ['network.gatewayBypass.0', 'a.example:443', /without scheme and port/],
    ['network.bypass', [], /object/],
    ['network.bypass.hosts.0', 'a b', /one name/],
    ['network.bypass.cidrs.0', '$(reboot)', /one name/],
    ['scenarios', ['mining'], /Choose from these scenarios.*keyVault/],
    ['scenarios', ['ssh', 'ssh'], /once/],
    ['identity.method', 'password', /servicePrincipal/],
    ['tags', ['a'], /object/],
    ['tags.site', 7, /text/],
    ['tags.site', 'a\nb', /invisible/],
    ['tags.site', 'a\u202eb', /invisible/],
    ['tags.site', '\ud800', /invisible/],
    ['tags.site', 'x'.repeat(257), /256/],
  ])('stands at %s for %j and says how to put it right', (path, value, expected) => {
    expect(messageAt(documentWithItem(path, value), path)).toMatch(expected);
  });

  it.each([
    ['vault', 'kv.vault.azure.net', /^Write the key vault’s name alone/],
    ['workspace', '-x', /^Write the workspace’s id alone/],
    ['keyring', 'x', /no such key/],
  ])('stands at the name of the %s', (name, value, expected) => {
    expect(messageAt(documentWith(['names'], { [name]: value }), `names.${name}`)).toMatch(expected);
  });

  it.each([
    ['a/b', /cannot contain/],
    [' ', /needs a name/],
    ['x'.repeat(513), /512/],
    ['a\tb', /invisible/],
    ['SITE', /differs only in case/],
  ])('stands at the tag %j', (name, expected) => {
    expect(messageAt(documentWith(['tags', name], 'x'), `tags.${name}`)).toMatch(expected);
  });

  it('counts the tags', () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, '']));
    expect(siteWith(['tags'], tags(15)).tags).toEqual(tags(15));
    expect(messageAt(documentWith(['tags'], tags(16)), 'tags')).toMatch(/at most 15.*16/);
  });

  it('asks for the client id of a service principal', () => {
    const without = documentWith(['identity'], { method: 'servicePrincipal', clientId: '' });
    expect(messageAt(without, 'identity.clientId')).toMatch(/client\) id/);
  });

  it('stands at each missing field when a section is missing', () => {
    expect(errorsOf(documentWith(['azure'])).map(({ path }) => path)).toEqual([
      'azure.tenantId',
      'azure.subscriptionId',
      'azure.resourceGroup',
      'azure.region',
    ]);
  });

  it('shows a typing mistake at the wrong key and at the missing one', () => {
    const paths = errorsOf(documentWith(['azure'], { ...siteWith().azure, region: undefined, regoin: 'westeurope' }));
    expect(paths.map(({ path }) => path)).toEqual(['azure.region', 'azure.regoin']);
  });

  it.each([null, 'text', 7, [], [{}]])('about the whole is at the empty path: %j', (value) => {
    expect(errorsOf(value)).toEqual([{ path: '', code: 'invalid', message: expect.stringMatching(/./) as string }]);
  });
});

describe('a secret', () => {
  it.each([
    [['identity', 'clientSecret'], 'identity.clientSecret'],
    [['secret'], 'secret'],
    [['network', 'proxyPassword'], 'network.proxyPassword'],
  ])('is refused at %j, in words of its own, and not repeated', (path, at) => {
    const document = documentWith(path, 'hunter2');
    expect(codesAt(document, at)).toEqual(['secret']);
    expect(JSON.stringify(errorsOf(document))).not.toContain('hunter2');
  });

  it('is found below keys the format does not have, however deep', () => {
    const document = documentWith(['auth'], { providers: [{ 'client.secret': 'x' }] });
    expect(codesAt(document, 'auth')).toEqual(['unknownKey']);
    expect(codesAt(document, 'auth.providers.0.client.secret')).toEqual(['secret']);
    const deep: unknown = JSON.parse(`${'['.repeat(3000)}{"password":1}${']'.repeat(3000)}`);
    expect(errorsOf(documentWith(['deep'], deep)).at(-1)?.code).toBe('secret');
  });
});

describe('a value', () => {
  it.each([
    ['azure.region', undefined, 'missing'],
    ['azure.region', ' ', 'missing'],
    ['azure.region', null, 'invalid'],
    ['azure.region', [], 'invalid'],
    ['azure.region', 'West Europe!', 'invalid'],
    ['identity.method', undefined, 'missing'],
    ['identity.method', '', 'missing'],
    ['identity.method', 'password', 'invalid'],
    ['connection', '', 'missing'],
    ['connection', 'vpn', 'invalid'],
    ['targets.servers.os', [], 'missing'],
    ['targets.servers.os', ['linux', 'linux'], 'repeated'],
    ['targets', undefined, 'missing'],
    ['targets', {}, 'missing'],
    ['targets', 'servers', 'invalid'],
  ])('of %s that is %j is said to be %s', (path, value, code) => {
    expect(codesAt(documentWith(path.split('.'), value), path)).toEqual([code]);
  });
});

describe('an empty document', () => {
  it('has an error at every field that must be filled in, and nowhere else', () => {
    expect(errorsOf(emptySite()).map(({ path, code }) => `${path}: ${code}`)).toEqual([
      'gateway.id: missing',
      'azure.tenantId: missing',
      'azure.subscriptionId: missing',
      'azure.resourceGroup: missing',
      'azure.region: missing',
    ]);
  });

  it('needs only a resource group when it was begun from a gateway', () => {
    const { gateway, azure } = siteWith();
    const { tenantId, subscriptionId, region } = azure;
    const known = { gatewayId: gateway.id, gatewayEndpoint: 'a.gw.arc.azure.com', tenantId, subscriptionId, region };
    expect(errorsOf(emptySite(known)).map(({ path }) => path)).toEqual(['azure.resourceGroup']);
  });
});

describe('for any JSON', () => {
  const knownPaths = new Set([...fieldPaths.map((path) => path.join('.')), 'privateLink.scopeId']);

  const exists = (value: unknown, path: string): boolean => {
    if (path === '') return true;
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(value).some(([key, member]) => {
      if (path === key) return true;
      return path.startsWith(`${key}.`) && exists(member, path.slice(key.length + 1));
    });
  };

  it('it never throws, and every error is at a key that exists or at a field that is missing', () => {
    const hits = { whole: 0, existing: 0, missing: 0 };
    fc.assert(
      fc.property(fc.oneof(anyJson, nearlyValid), (value) => {
        const errors = errorsOf(value);
        if (errors.length === 0) hits.whole += 1;
        for (const { path, message } of errors) {
          expect(message).toMatch(/\S/);
          const isThere = exists(value, path);
          hits[isThere ? 'existing' : 'missing'] += 1;
          expect(isThere || knownPaths.has(path), path).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
    expectHits(hits, 10);
  });

  it.each(['gateway', 'direct', 'privateLink'])('a value of any kind at any place is read, with %s', (connection) => {
    const values = [null, true, 5, 'x', [], [[]], [null], {}, { x: {} }, JSON.parse('{"__proto__":{"id":"x"}}')];
    let faulty = 0;
    for (const path of [...fieldPaths, ['privateLink', 'scopeId'], ['targets', 'clusters'], ['targets', 'azureLocal']])
      for (const value of values as readonly unknown[]) {
        const document = documentWithAll({ connection, [path.join('.')]: value });
        for (const { message } of errorsOf(document)) expect(message).toMatch(/\S/);
        faulty += errorsOf(document).length > 0 ? 1 : 0;
      }
    expect(faulty).toBeGreaterThan(200);
  });

  it('a topology read again is the same topology', () => {
    const hits = { whole: 0, changed: 0 };
    fc.assert(
      fc.property(nearlyValid, (value) => {
        const parsed = readSite(value);
        if (!parsed.site || parsed.errors.length > 0) return;
        hits.whole += 1;
        if (JSON.stringify(parsed.site) !== JSON.stringify(siteWith())) hits.changed += 1;
        expect(readSite(parsed.site)).toEqual(parsed);
      }),
      { numRuns: 400 },
    );
    expectHits(hits, 40);
  });
});
