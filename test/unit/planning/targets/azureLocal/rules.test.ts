import { describe, expect, it } from 'vitest';
import { checkSite } from '../../../../../src/planning/checkSite';
import { plan } from '../../../../../src/planning/makePlan';
import { readSite } from '../../../../../src/planning/site/readSite';
import { documentWithAll, gatewayId, scopeId } from '../../site/documents';
import { instanceSite, whole } from './sites';

const codes = (...args: Parameters<typeof instanceSite>): readonly string[] =>
  checkSite(instanceSite(...args), {})
    .filter(({ code }) => code.startsWith('azureLocal') || code.startsWith('bypass'))
    .map(({ code, severity }) => `${severity} ${code}`);

describe('the rules of an Azure Local instance', () => {
  it('have nothing to say about a whole one', () => {
    expect(codes()).toEqual([]);
  });

  it.each([
    [{ nodes: undefined }, 'error azureLocal.nodesMissing'],
    [{ nodes: [] }, 'error azureLocal.nodesMissing'],
    [{ clusterName: undefined }, 'error azureLocal.clusterNameMissing'],
    [{ clusterAddress: undefined }, 'error azureLocal.clusterAddressMissing'],
    [{ infrastructure: undefined }, 'error azureLocal.infrastructureMissing'],
    [{ infrastructure: { from: '10.20.0.69', to: '10.20.0.50' } }, 'error azureLocal.rangeReversed'],
    [
      { infrastructure: { from: '10.20.0.50', to: '10.20.1.69', subnet: '10.20.0.0/24' } },
      'error azureLocal.rangeOutsideSubnet',
    ],
    [{ clusterAddress: '10.20.0.11' }, 'error azureLocal.addressTwice'],
    [{ infrastructure: { from: '10.96.0.5', to: '10.96.0.9' } }, 'error azureLocal.reservedRange'],
    [{ infrastructure: { from: '10.243.255.250', to: '10.244.0.3' } }, 'error azureLocal.reservedRange'],
    [{ clusterAddress: '10.111.255.255' }, 'error azureLocal.reservedAddress'],
    [{ nodes: [{ name: 'N1', address: '10.244.9.9' }] }, 'error azureLocal.reservedAddress'],
    [{ release: '2505' }, 'error azureLocal.releaseTooOld'],
    [{ release: undefined }, 'warning azureLocal.releaseUnknown'],
    [{ state: 'deployed' }, 'warning azureLocal.deployedAlready'],
    [{ oem: 'dell' }, 'warning azureLocal.makerHosts'],
    [{ privatePath: 'yes', release: '2607' }, 'error azureLocal.privatePathTooOld'],
    [{ azure: { region: 'norwayeast' } }, 'warning azureLocal.regionUnlisted'],
    [{ azure: { subscriptionId: '99999999-2222-3333-4444-555555555555' } }, 'error azureLocal.otherSubscription'],
  ])('say of %j: %s', (described, expected) => {
    expect(codes(described)).toEqual([expected]);
  });

  it.each([
    ['http://proxy.corp.local:8080', 'error azureLocal.localProxy'],
    ['http://10.100.0.5:8080', 'error azureLocal.reservedProxy'],
    ['http://10.20.1.5', 'error azureLocal.proxyPort'],
  ])('say of the proxy %s: %s', (proxyUrl, expected) => {
    expect(codes({}, { network: { proxyUrl, tlsInspection: 'no' } })).toEqual([expected]);
  });

  it('never let an instance into a private link scope', () => {
    const values = { connection: 'privateLink', privateLink: { scopeId }, gateway: undefined };
    expect(codes({}, values)).toEqual(['error azureLocal.privateLink']);
  });

  it('say what the list can’t hold', () => {
    const bypass = { hosts: ['<local>'], domains: ['azurecr.io'], cidrs: ['10.40.0.0/9'] };
    expect(codes({}, { network: { proxyUrl: 'http://10.20.1.5:8080', tlsInspection: 'no', bypass } })).toEqual(
      expect.arrayContaining(['error bypass.local', 'error bypass.registryWildcard', 'error bypass.tooMany']),
    );
  });

  it('stop the instance alone, not the servers beside it', () => {
    const document = documentWithAll({
      'targets.azureLocal': [{ name: 'azl-1', state: 'new' }],
      network: { proxyUrl: 'http://proxy.corp.local:8080', tlsInspection: 'no', bypass: { hosts: ['<local>'] } },
    });
    const { site } = readSite(document);
    const { scripts, findings } = plan(site ?? instanceSite());
    expect(scripts.map(({ kind }) => kind)).toContain('onboard');
    expect(
      findings.filter(({ severity }) => severity === 'error').every(({ path }) => path.includes('azureLocal.0')),
    ).toBe(true);
  });

  it('are silent about a proxy in .local for servers alone', () => {
    const { site } = readSite(documentWithAll({ network: { proxyUrl: 'http://proxy.corp.local:8080' } }));
    expect(plan(site ?? instanceSite()).findings.map(({ code }) => code)).not.toContain('proxy.localName');
  });
});

describe('the description of an Azure Local instance', () => {
  const errors = (described: object): readonly string[] =>
    readSite(documentWithAll({ targets: { azureLocal: [{ ...whole, ...described }] } })).errors.map(({ path }) => path);
  const at = (field: string): string => `targets.azureLocal.0.${field}`;

  it.each([
    [{ clusterName: 'A-NAME-THAT-IS-TOO-LONG' }, 'clusterName'],
    [{ clusterName: '12345' }, 'clusterName'],
    [{ clusterAddress: '10.20.0.300' }, 'clusterAddress'],
    [{ nodes: [{ name: 'N1', address: 'n1.corp' }] }, 'nodes.0.address'],
    [
      {
        nodes: [
          { name: 'N1', address: '10.0.0.1' },
          { name: 'n1', address: '10.0.0.2' },
        ],
      },
      'nodes.1.name',
    ],
    [{ infrastructure: { from: '10.20.0.50' } }, 'infrastructure.to'],
    [{ infrastructure: { from: '10.20.0.50', to: '10.20.0.60', subnet: '10.20.0.7/24' } }, 'infrastructure.subnet'],
    [{ release: '25H2' }, 'release'],
    [{ release: '2613' }, 'release'],
    [{ domain: 'corp' }, 'domain'],
    [{ oem: 'acme' }, 'oem'],
    [{ witness: 'has-hyphen' }, 'witness'],
    [{ keyVault: 'a--b' }, 'keyVault'],
    [{ registry: 'x.azurecr.io' }, 'registry'],
    [{ aks: { subnet: '10.30.0.0' } }, 'aks.subnet'],
    [{ privatePath: true }, 'privatePath'],
  ])('is wrong in %j at %s', (described, field) => {
    expect(errors(described)).toEqual([at(field)]);
  });

  it('may be a name alone, as files have it', () => {
    expect(
      readSite(documentWithAll({ targets: { azureLocal: [{ name: 'azl-1' }] }, 'gateway.id': gatewayId })).errors,
    ).toEqual([]);
  });
});
