import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSite } from '../../../../src/planning/checkSite';
import type { Site } from '../../../../src/planning/site/site';
import { anyDocument } from './anyDocument';
import { documentWithAll, gatewayId, scopeId, siteOf, siteWith } from './documents';
import type { ObservedAzureState } from '../../../../src/planning/rules/observedAzureState';
import { expectHits } from '../../../support/hits';

const find = (site: Site, code: string) => checkSite(site).filter((finding) => finding.code === code);

describe('findings', () => {
  it('of a topology with nothing to remark are one good word', () => {
    expect(checkSite(siteWith())).toEqual([
      expect.objectContaining({
        code: 'gateway.sameSubscription',
        severity: 'ok',
        message: expect.stringContaining('gw-hub-weu') as string,
      }),
    ]);
  });

  it.each<[string, string, readonly string[], unknown]>([
    ['gateway.endpointUnknown', 'warning', ['gateway', 'endpoint'], undefined],
    ['gateway.otherSubscription', 'info', ['azure', 'subscriptionId'], 'aaaaaaaa-2222-3333-4444-555555555555'],
    ['proxy.noPort', 'warning', ['network', 'proxyUrl'], 'http://proxy.contoso.com'],
    ['proxy.loopback', 'warning', ['network', 'proxyUrl'], 'http://localhost:40343'],
    ['proxy.loopback', 'warning', ['network', 'proxyUrl'], 'http://127.0.0.1:3128'],
    ['region.hisCodeUnknown', 'info', ['azure', 'region'], 'swedencentral'],
    ['region.hisCodeOld', 'info', ['azure', 'region'], 'ukwest'],
    ['region.unknown', 'info', ['azure', 'region'], 'moonbase1'],
    ['identity.noBrowserOnLinux', 'info', ['identity', 'method'], 'interactive'],
    ['tags.backslash', 'error', ['tags', 'site'], 'C:\\temp\\'],
    ['tags.backslash', 'error', ['tags', 'site'], 'a\\,b'],
    ['tags.backslash', 'error', ['tags', 'site'], 'a\\\\=b'],
    ['tags.personalData', 'warning', ['tags', 'site'], 'Erika <erika@contoso.com>'],
    ['tags.secret', 'warning', ['tags', 'adminPassword'], 'x'],
    ['tags.secret', 'warning', ['tags', 'site'], 'q1W8Q~abcDEF123ghiJKL456mno'],
  ])('%s is a %s at %j for %j', (code, severity, path, value) => {
    expect(find(siteWith(), code)).toEqual([]);
    const findings = find(siteWith(path, value), code);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ severity, message: expect.stringMatching(/\.$/) as string });
    const expectedPath = code.startsWith('gateway.other') ? 'gateway.id' : path.join('.');
    expect(findings[0]?.path).toBe(expectedPath);
    if (severity === 'warning') expect(findings[0]?.fix).toBeDefined();
  });

  it('name the source', () => {
    const worst = siteWith(['network', 'proxyUrl'], 'http://localhost');
    for (const finding of checkSite(worst)) expect(finding.source).toMatch(/^learn\.microsoft\.com\/.*\(.*\d{4}.*\)$/);
  });

  it('are whole for whatever network is described: a field, a reason, a fix, and where that is written', () => {
    const wish = fc.constantFrom('ARM', 'server01', '<local>', 'http://x', '*.contoso.com', '10.0.0.1/8', '10.0.0.4');
    const wishes = fc.record({ hosts: fc.uniqueArray(wish), cidrs: fc.uniqueArray(wish) }, { requiredKeys: [] });
    const names = fc.uniqueArray(
      fc.constantFrom('*.contoso.com', 'printer', 'x.gw.arc.azure.com', 'graph.microsoft.com'),
    );
    const hits = { error: 0, warning: 0, info: 0 };
    fc.assert(
      fc.property(anyDocument, fc.option(wishes), fc.option(names), (document, bypass, gatewayBypass) => {
        const { network, ...rest } = document as { network: object };
        const more = { ...(bypass && { bypass }), ...(gatewayBypass && { gatewayBypass }) };
        for (const finding of checkSite(siteOf({ ...rest, network: { ...network, ...more } }))) {
          if (finding.severity !== 'ok') hits[finding.severity] += 1;
          expect(finding.code).toMatch(/^\w+\.\w+$/);
          expect(finding.path, finding.code).toMatch(/^\w/);
          expect(finding.message, finding.code).toMatch(/\.$/);
          expect(finding.source, finding.code).toMatch(/\S \((.*\d{4}.*|undated)\)$/);
          if (finding.severity === 'error' || finding.severity === 'warning')
            expect(finding.fix, finding.code).toMatch(/\S/);
        }
      }),
      { numRuns: 300 },
    );
    expectHits(hits, 30);
  });

  it('come gravest first', () => {
    const site = { ...siteWith(['azure', 'region'], 'moonbase1'), gateway: { id: siteWith().gateway.id } };
    expect(checkSite(site).map(({ severity }) => severity)).toEqual(['warning', 'info', 'info', 'ok']);
  });

  it('tell the Arc proxy’s own address from any other on the server', () => {
    const message = (url: string) => find(siteWith(['network', 'proxyUrl'], url), 'proxy.loopback')[0]?.message;
    expect(message('http://localhost:40343')).toMatch(/Arc proxy/);
    expect(message('http://localhost:3128')).not.toMatch(/Arc proxy/);
  });

  it('say where to ask for an unknown regional host', () => {
    const [finding] = find(siteWith(['azure', 'region'], 'swedencentral'), 'region.hisCodeUnknown');
    expect(finding?.message).toContain('*.his.arc.azure.com');
    expect(finding?.fix).toContain('https://gbl.his.arc.azure.com/discovery?location=swedencentral&');
  });

  it.each([
    'q1W8Q~abcDEF123ghiJKL456mno',
    `${'aB3/'.repeat(21)}ab==`,
    `${'aB3d'.repeat(10)}a+=`,
    'DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=x',
    'Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=x',
    'https://contoso.blob.core.windows.net/c?sv=2024-11-04&sig=x%3D',
    '-----BEGIN PRIVATE KEY-----MIIE',
    '-----BEGIN RSA PRIVATE KEY-----',
    'http://user:Secr3t@proxy:8080',
    'password=hunter2',
    'client_secret = x',
    '0f'.repeat(16),
    '0123456789ABCDEF'.repeat(4),
  ])('see a secret in the tag value %s', (value) => {
    const site = siteWith(['tags', 'site'], value);
    expect(find(site, 'tags.secret')).toHaveLength(1);
    expect(JSON.stringify(checkSite(site))).not.toContain(value);
  });

  it('see a person in a tag’s name', () => {
    expect(find(siteWith(['tags', 'erika@contoso.com'], 'x'), 'tags.personalData')).toMatchObject([
      { path: 'tags.erika@contoso.com' },
    ]);
  });

  it.each([
    '11111111-2222-3333-4444-555555555555',
    'Berlin, Invalidenstrasse 44',
    'vm01.branch-berlin.corp.contoso.com',
    'https://wiki.contoso.com:8443/Team/Arc@Berlin?page=7&design=x',
    'c0ffee'.padEnd(40, '0'),
    '0'.repeat(36),
    'Contoso/Germany/Berlin',
    '-----BEGIN CERTIFICATE-----',
    'password: see the vault',
    '(mail=none)',
  ])('leave the harmless tag value %s alone', (value) => {
    expect(find(siteWith(['tags', 'site'], value), 'tags.secret')).toEqual([]);
  });

  it('never repeat a tag’s value', () => {
    const text = JSON.stringify(checkSite(siteWith(['tags', 'token'], 'hunter2@contoso.com')));
    expect(text).not.toContain('hunter2');
  });
});

describe('a rule', () => {
  const direct = { connection: 'direct', gateway: undefined };
  const privateLink = { connection: 'privateLink', gateway: undefined, privateLink: { scopeId } };
  const connected = { 'targets.servers.state': 'connected', 'targets.servers.machines': ['srv01'] };
  const certificate = { method: 'servicePrincipal', clientId: crypto.randomUUID(), credential: 'certificate' };
  const thumbprint = 'a'.repeat(40);
  const government = { 'azure.cloud': 'AzureUSGovernment', 'azure.region': 'usgovvirginia' };

  /** Code, severity, path; a document it applies to, and one beside it to which it does not. */
  it.each<[string, string, string, Record<string, unknown>, Record<string, unknown>]>([
    ['connection.gatewayAndPrivateLink', 'error', 'connection', { privateLink: { scopeId } }, {}],
    [
      'connection.gatewayAndPrivateLink',
      'error',
      'connection',
      { ...privateLink, gateway: { id: gatewayId } },
      privateLink,
    ],
    ['connection.gatewayUnused', 'info', 'connection', { connection: 'direct' }, direct],
    ['azure.cloudWithoutGateway', 'error', 'azure.cloud', government, { 'azure.cloud': 'AzureCloud' }],
    ['azure.cloudNotCovered', 'error', 'azure.cloud', { ...direct, ...government }, direct],
    ['targets.nothingToAssociate', 'error', 'targets.servers.state', { ...direct, ...connected }, connected],
    [
      'targets.machinesMissing',
      'error',
      'targets.servers.machines',
      { 'targets.servers.state': 'connected' },
      connected,
    ],
    [
      'privateLink.remoteAccess',
      'warning',
      'scenarios',
      { ...privateLink, scenarios: ['windowsAdminCenter'] },
      { ...privateLink, scenarios: ['azureMonitor'] },
    ],
    [
      'privateLink.remoteAccess',
      'warning',
      'scenarios',
      { ...privateLink, scenarios: ['ssh'] },
      { scenarios: ['ssh'] },
    ],
    ['privateLink.bypass', 'info', 'network.proxyUrl', privateLink, { ...privateLink, 'network.proxyUrl': undefined }],
    [
      'proxy.tlsInspection',
      'error',
      'network.tlsExemptHosts',
      { 'network.tlsInspection': 'yes', 'network.tlsExemptHosts': ['other.gw.arc.azure.com'] },
      { 'network.tlsInspection': 'yes', 'network.tlsExemptHosts': ['Contoso-WEU.gw.arc.azure.com'] },
    ],
    [
      'proxy.tlsInspection',
      'error',
      'network.tlsExemptHosts',
      {
        'network.tlsInspection': 'yes',
        'network.tlsExemptHosts': ['contoso-weu.gw.arc.azure.com'],
        gateway: { id: gatewayId },
      },
      { 'network.tlsInspection': 'yes', 'network.tlsExemptHosts': ['*.gw.arc.azure.com'], gateway: { id: gatewayId } },
    ],
    [
      'proxy.tlsInspection',
      'error',
      'network.tlsExemptHosts',
      { 'network.tlsInspection': 'yes' },
      { ...direct, 'network.tlsInspection': 'yes' },
    ],
    [
      'proxy.tlsInspectionUnknown',
      'warning',
      'network.tlsInspection',
      { 'network.tlsInspection': 'unknown' },
      { 'network.tlsInspection': 'no' },
    ],
    [
      'proxy.tlsInspectionUnknown',
      'warning',
      'network.tlsInspection',
      { 'network.tlsInspection': 'unknown', 'network.tlsExemptHosts': ['other.gw.arc.azure.com'] },
      { 'network.tlsInspection': 'unknown', 'network.tlsExemptHosts': ['*.gw.arc.azure.com'] },
    ],
    ['proxy.negativeSerial', 'warning', 'network.tlsInspection', { ...direct, 'network.tlsInspection': 'yes' }, direct],
    [
      'proxy.authentication',
      'error',
      'network.proxyAuthentication',
      { 'network.proxyAuthentication': 'required' },
      { 'network.proxyAuthentication': 'none' },
    ],
    [
      'bypass.ineffective',
      'warning',
      'network.bypass',
      { 'network.bypass': { hosts: ['a'] } },
      { 'network.bypass': { hosts: [] } },
    ],
    [
      'bypass.ineffective',
      'warning',
      'network.bypass',
      { 'network.bypass': { cidrs: ['10.0.0.0/8'] } },
      { ...direct, 'network.bypass': { hosts: ['a'] } },
    ],
    [
      'bypass.unused',
      'info',
      'network.bypass',
      { ...direct, 'network.bypass': { hosts: ['ARM'] }, 'network.proxyUrl': undefined },
      { ...direct, 'network.bypass': { hosts: ['ARM'] } },
    ],
    [
      'bypass.agentWords',
      'warning',
      'network.bypass.hosts.1',
      { ...direct, 'network.bypass': { hosts: ['ARM', 'server01'] } },
      { 'network.bypass': { hosts: ['ARM', 'server01'] } },
    ],
    [
      'gatewayBypass.unsupported',
      'error',
      'network.gatewayBypass',
      { 'network.gatewayBypass': ['a.b'], 'targets.servers.agentVersion': '1.63' },
      { 'network.gatewayBypass': ['a.b'], 'targets.servers.agentVersion': '1.64' },
    ],
    [
      'gatewayBypass.unreliable',
      'warning',
      'network.gatewayBypass',
      { 'network.gatewayBypass': ['a.b'], 'targets.servers.agentVersion': '1.65.9' },
      { 'network.gatewayBypass': ['a.b'], 'targets.servers.agentVersion': '1.66' },
    ],
    ['gatewayBypass.onGateway', 'info', 'network.gatewayBypass', { 'network.gatewayBypass': ['a.b'] }, {}],
    [
      'bypass.invalid',
      'error',
      'network.gatewayBypass.1',
      { 'network.gatewayBypass': ['a.b', '*.contoso.com'] },
      { ...direct, 'network.gatewayBypass': ['a.b', '*.contoso.com'] },
    ],
    [
      'bypass.gatewayNamesOnly',
      'error',
      'network.gatewayBypass.0',
      { 'network.gatewayBypass': ['printer'] },
      { 'network.gatewayBypass': ['printer.contoso.com'] },
    ],
    [
      'bypass.gatewayItself',
      'error',
      'network.gatewayBypass.0',
      { 'network.gatewayBypass': ['contoso-weu.gw.arc.azure.com'] },
      { 'network.gatewayBypass': ['contoso-weu.arc.azure.com'] },
    ],
    [
      'gatewayBypass.unused',
      'info',
      'network.gatewayBypass',
      { ...direct, 'network.gatewayBypass': ['a.b'] },
      { 'network.gatewayBypass': ['a.b'] },
    ],
    [
      'agent.tooOldForGateway',
      'error',
      'targets.servers.agentVersion',
      { ...connected, 'targets.servers.agentVersion': '1.42' },
      { ...connected, 'targets.servers.agentVersion': '1.43' },
    ],
    [
      'agent.tooOldForGateway',
      'warning',
      'targets.servers.agentVersion',
      { 'targets.servers.agentVersion': '1.9' },
      { 'targets.servers.agentVersion': '1.43' },
    ],
    [
      'agent.connectionType',
      'warning',
      'targets.servers.agentVersion',
      { 'targets.servers.agentVersion': '1.50.9999' },
      { 'targets.servers.agentVersion': '1.51' },
    ],
    [
      'agent.belowFloor',
      'warning',
      'targets.servers.agentVersion',
      { ...direct, 'targets.servers.agentVersion': '1.65' },
      { ...direct, 'targets.servers.agentVersion': '1.66' },
    ],
    [
      'agent.supportEnds',
      'info',
      'targets.servers.agentVersion',
      { 'targets.servers.agentVersion': '1.58.03228.2572' },
      { 'targets.servers.agentVersion': '1.68' },
    ],
    [
      'agent.gatewayRetries',
      'info',
      'targets.servers.agentVersion',
      { 'targets.servers.agentVersion': '1.66' },
      { 'targets.servers.agentVersion': '1.67' },
    ],
    [
      'agent.upgradeBehindProxy',
      'info',
      'targets.servers.agentVersion',
      { 'network.proxyUrl': 'http://proxy.contoso.com:8080', 'targets.servers.agentVersion': '1.64' },
      { 'network.proxyUrl': 'http://proxy.contoso.com:8080', 'targets.servers.agentVersion': '1.65' },
    ],
    [
      'extensions.linuxProxy',
      'warning',
      'targets.servers.agentVersion',
      { scenarios: ['azureMonitor'], 'targets.servers.agentVersion': '1.50' },
      { scenarios: ['azureMonitor'], 'targets.servers.agentVersion': '1.51' },
    ],
    [
      'extensions.linuxProxy',
      'warning',
      'targets.servers.agentVersion',
      { ...connected, scenarios: ['defender'] },
      { ...connected, scenarios: ['defender'], 'targets.servers.os': ['windows'] },
    ],
    [
      'extensions.linuxProxy',
      'info',
      'targets.servers.agentVersion',
      { scenarios: ['defender'] },
      { ...direct, scenarios: ['defender'] },
    ],
    [
      'ssh.oneHost',
      'warning',
      'targets.servers.sshHost',
      { ...connected, 'targets.servers.machines': ['a', 'b'], 'targets.servers.sshHost': 'admin@10.0.0.4' },
      { ...connected, 'targets.servers.machines': ['a', 'b'], 'targets.servers.sshHost': 'admin@{name}' },
    ],
    [
      'identity.certificateFileMissing',
      'error',
      'identity.certificateFile',
      { identity: certificate },
      { identity: { ...certificate, certificateFile: '/a.pem' } },
    ],
    [
      'identity.certificateFileMissing',
      'error',
      'identity.certificateFile',
      { identity: { ...certificate, certificateFile: 'C:\\a.pfx' } },
      { 'targets.servers.os': ['windows'], identity: certificate },
    ],
    [
      'identity.certificateMissing',
      'error',
      'identity.certificateThumbprint',
      { identity: { ...certificate, certificateFile: '/a.pem' } },
      { identity: { ...certificate, certificateThumbprint: thumbprint } },
    ],
    [
      'identity.certificateMissing',
      'error',
      'identity.certificateThumbprint',
      { identity: certificate },
      { identity: { ...certificate, certificateFile: 'C:\\a.pfx' } },
    ],
    ['identity.tokenExpires', 'info', 'identity.method', { 'identity.method': 'accessToken' }, {}],
    [
      'identity.noBrowserOnLinux',
      'info',
      'identity.method',
      { 'identity.method': 'interactive' },
      { ...connected, 'identity.method': 'interactive' },
    ],
  ])('%s is of severity %s at %s', (code, severity, path, applies, not) => {
    const [finding, ...more] = find(siteOf(documentWithAll(applies)), code);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity, path, message: expect.stringMatching(/\.$/) as string });
    expect(finding?.fix).toMatch(/\.$|access-token\.|\S$/);
    expect(finding?.source).toMatch(/\(.*\d{4}.*\)$/);
    expect(find(siteOf(documentWithAll(not)), code)).toEqual([]);
  });

  it.each<[string, string, ObservedAzureState, ObservedAzureState]>([
    [
      'gateway.otherTenant',
      'error',
      { gatewayTenantId: scopeId },
      { gatewayTenantId: '99999999-8888-7777-6666-555555555555' },
    ],
    ['gateway.otherTenant', 'error', { gatewayTenantId: 'x' }, {}],
    ['gateway.failed', 'error', { gatewayState: 'Failed' }, { gatewayState: 'Creating' }],
    ['gateway.failed', 'error', { gatewayState: 'deleting' }, { gatewayState: 'Succeeded' }],
    ['gateway.notReady', 'warning', { gatewayState: 'Creating' }, { gatewayState: 'succeeded' }],
    ['gateway.notReady', 'warning', { gatewayState: 'Resting' }, { gatewayState: 'Failed' }],
    ['gateway.notListed', 'info', { gatewayIsListed: false }, { gatewayIsListed: true }],
    ['gateway.tooMany', 'warning', { gatewaysInSubscription: 6 }, { gatewaysInSubscription: 5 }],
  ])('%s is of severity %s for %j, and not for %j', (code, severity, applies, not) => {
    const about = (observed: ObservedAzureState) =>
      checkSite(siteWith(), observed).filter((finding) => finding.code === code);
    expect(about(applies)).toEqual([expect.objectContaining({ severity, path: 'gateway.id' })]);
    expect(about(not)).toEqual([]);
  });

  it('does not call a gateway well that Azure does not list', () => {
    const codes = checkSite(siteWith(), { gatewayIsListed: false }).map(({ code }) => code);
    expect(codes).toEqual(['gateway.notListed']);
  });

  it('sends nobody of another cloud to the public one for a regional host', () => {
    expect(find(siteOf(documentWithAll({ ...direct, ...government })), 'region.hisCodeUnknown')).toEqual([]);
  });

  it('says nothing of what nobody has looked at', () => {
    expect(checkSite(siteWith(), {})).toEqual(checkSite(siteWith()));
  });

  it('compares a tenant without regard to case', () => {
    const site = siteWith(['azure', 'tenantId'], 'abcdefab-8888-7777-6666-555555555555');
    const findings = checkSite(site, { gatewayTenantId: 'ABCDEFAB-8888-7777-6666-555555555555' });
    expect(findings.map(({ code }) => code)).not.toContain('gateway.otherTenant');
  });
});
