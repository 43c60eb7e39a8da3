import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/diagnosis/engine/diagnose';
import type { ExitCode } from '../../../../src/planning/targets/servers';
import { instanceExitCodes } from '../../../../src/planning/targets/azureLocal/exitCodes';
import { clusterExitCodes } from '../../../../src/planning/targets/clusters/exitCodes';
import { exitCodes } from '../../../../src/planning/targets/servers/exitCodes';
import { expectLinear } from '../../../support/linear';
import { expectHits } from '../../../support/hits';

const ids = (text: string): readonly string[] => diagnose(text).map(({ id }) => id);

describe('diagnose', () => {
  it('finds a code and says where it stands', () => {
    const text = 'INFO    Connecting\nINFO    Exit Code:  AZCM0026: Network Error\n';
    const [first, ...more] = diagnose(text);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ id: 'AZCM0026', severity: 'error', lines: 1 });
    expect(first?.location).toMatchObject({ line: 2, excerpt: 'INFO    Exit Code:  AZCM0026: Network Error' });
    expect(text.slice(first?.location.start, first?.location.end)).toBe('AZCM0026');
    expect(first?.meanings[0]?.fix).toContain('azcmagent check');
    expect(first?.meanings[0]?.source).toMatch(/learn\.microsoft\.com.*\(2026-/);
  });

  it('finds a code that an escape sequence touches', () => {
    expect(ids('\u001b[31mAZCM0018\u001b[0m')).toEqual(['AZCM0018']);
  });

  it('says both meanings of a code that has two', () => {
    const [first] = diagnose('{"status":"failed","error":{"code":"AZCM0147","message":"…"}}');
    expect(first?.meanings.map(({ when }) => when)).toEqual(['On Linux', 'On Windows']);
    expect(first?.meanings[0]?.cause).not.toBe(first?.meanings[1]?.cause);
  });

  it('says whose an exit code may be: the agent’s, or that of a script of ours', () => {
    const [first] = diagnose('The process ended with exit code 20.');
    expect(first?.id).toBe('exit.20');
    expect(first?.meanings.map(({ when }) => when)).toEqual([
      'From azcmagent or its installer',
      'From a script of this extension, for servers',
    ]);
    expect(first?.meanings[1]?.cause).toBe(exitCodes.downloadFailed.meaning);
    const [both] = diagnose('The process ended with exit code 51.');
    expect(both?.meanings.flatMap(({ when, cause }) => (when?.startsWith('From a script') ? [cause] : []))).toEqual([
      exitCodes.notThroughGateway.meaning,
      clusterExitCodes.notThroughGateway.meaning,
      instanceExitCodes.notThroughGateway.meaning,
    ]);
  });

  it.each(['exit code 42', 'exitcode: 42', 'exit status 42', 'exited with code 42', '"rc": 42,', 'rc=42'])(
    'reads %j as an exit code',
    (text) => {
      expect(ids(text)).toEqual(['exit.42']);
    },
  );

  it.each(['exit code 0', 'exit code 4242', 'exit code 4.2', 'exit 42', 'src=42', 'arc 42'])(
    'reads %j as no exit code',
    (text) => {
      expect(ids(text)).toEqual([]);
    },
  );

  it('says an exit code once when the agent’s own code is there', () => {
    expect(ids('Exit Code: AZCM0042: failed\nazcmagent exit status 42')).toEqual(['AZCM0042']);
  });

  it('says an exit code once, however it is written', () => {
    expect(ids('exit code 2, exit code 02')).toEqual(['exit.2']);
  });

  it('has a fix for every exit code of the scripts but success', () => {
    const byTarget: readonly (readonly [string, readonly ExitCode[]])[] = [
      ['for servers', Object.values(exitCodes)],
      ['for a cluster', Object.values(clusterExitCodes)],
    ];
    for (const [target, codes] of byTarget) {
      for (const { code } of codes.filter((each) => each.code !== 0)) {
        const meanings = diagnose(`exit code ${code}`).flatMap(({ meanings: each }) => each);
        const ours = meanings.find(({ when }) => when === `From a script of this extension, ${target}`);
        expect(ours?.fix, `${code} ${target}`).toMatch(/\w/);
      }
    }
  });

  it('says that it does not know a code, rather than nothing', () => {
    const [first] = diagnose('AZCM0099');
    expect(first).toMatchObject({ id: 'AZCM0099', severity: 'warning' });
    expect(first?.meanings[0]?.source).toBe('not in the catalog');
  });

  it('knows the codes of connectedk8s and of Microsoft Entra', () => {
    expect(ids('[AZK8S0513] HelmTimeoutImagePullFailed: …')).toEqual(['AZK8S0513']);
    expect(ids('AADSTS7000222: The provided client secret keys are expired.')).toEqual(['AADSTS7000222']);
    expect(diagnose('AADSTS7000222')[0]?.meanings[0]?.cause).toContain('expired');
  });

  it('puts the exact failure before the code that goes with it', () => {
    const text =
      'INFO    Exit Code:  AZCM0043: Failed to Delete Resource\nFATAL   Message: scope(s) are locked. Code: ScopeLocked httpStatusCode:409';
    expect(ids(text)).toEqual(['azure.locked', 'AZCM0043']);
  });

  it('reads a message that was broken over two lines', () => {
    const text =
      'Error="Get \\"https://gbl.his.arc.azure.com/\\": proxyconnect tcp: dial tcp [::1]:8888: connectex: No connection could be made because the target\n machine actively refused it."';
    expect(ids(text)).toEqual(['proxy.refused']);
  });

  it('counts the lines, and names the first', () => {
    const text = `start\n${'x509: certificate signed by unknown authority\n'.repeat(5)}`;
    expect(diagnose(text)[0]).toMatchObject({ id: 'tls.inspection', lines: 5, location: { line: 2 } });
  });

  it('takes what is reachable for no failure, whatever its other columns say', () => {
    const header = 'ENDPOINT |REACHABLE |PRIVATE |TLS |PROXY\n';
    expect(ids(`${header}https://gbl.his.arc.azure.com |true |false |TLS 1.3 |not used`)).toEqual([]);
    expect(ids(`${header}https://gbl.his.arc.azure.com |false |unknown |unknown |set`)).toEqual(['check.unreachable']);
  });

  it('passes over what the installer says of every server outside Azure', () => {
    expect(ids('VERBOSE: Error Unable to connect to the remote server checking if we are in Azure')).toEqual([]);
    expect(ids('(Unable to connect to the remote server)')).toEqual(['local.connect']);
  });

  it.each([
    ['Head "https://mcr.microsoft.com/v2/": dial tcp 1.2.3.4:443: i/o timeout', ['cluster.imageRegistry']],
    ['curl: (56) CONNECT tunnel failed, response 407', ['proxy.authentication']],
    ['curl: (56) Received HTTP code 403 from proxy after CONNECT', ['proxy.denied']],
    ['wget: unable to resolve host address ‘aka.ms’', ['download.akaMs']],
    ['Agent Status                               : Disconnected', ['agent.disconnected']],
    ['  Azure Arc Proxy (arcproxy)               : stopped', ['gateway.arcProxyStopped']],
    ["INFO    connection.type is set to 'direct'", ['gateway.direct']],
    ["INFO    connection.type is set to 'gateway'", []],
    ['Update-AzArcSetting -BaseResourceType machine -BaseResourceName s1', ['cli.baseResourceType']],
    ['Update-AzArcSetting -BaseResourceType machines -BaseResourceName s1', []],
    ['Error: timed out waiting for the condition', ['cluster.helmTimeout']],
    ['0/3 nodes are available: 3 Insufficient cpu.\ntimed out waiting for the condition', ['cluster.scheduling']],
    ["** server can't find kubernetes.default.svc.cluster.local: NXDOMAIN", ['dns.noSuchName']],
    [';; connection timed out; no servers could be reached', ['dns.noServers']],
    ['  proxy.bypass                                          : [Arc]', ['gateway.bypassIneffective']],
    ['  proxy.bypass                                          : []', []],
    ['{"key":"proxy.bypass","value":"[ArcData]"}', ['gateway.bypassIneffective']],
    ['Using HTTPS Proxy : http://user:pw@proxy.contoso.com:8080', ['proxy.credentials']],
    ['azcmagent config set proxy.url http://user:pw@proxy:8080', ['proxy.credentials']],
    ['Using HTTPS Proxy : http://proxy.contoso.com:8080', []],
    ['Ask the proxy team, proxy@contoso.com, or see https://contoso.com', []],
    ['az arcgateway settings update --gateway-resource-id <gateway_resource_id>', ['cli.detachPlaceholder']],
    ['az arcgateway settings update --gateway-resource-id ""', []],
    ['connectivityStatus: Connecting, provisioningState: Succeeded', ['cluster.connecting']],
    ['"connectivityStatus": "Connected",', []],
    ['level=info msg="Agent is in lockdown mode"', ['local.lockdown']],
    ['Kernel lockdown is off', []],
    ['UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress', ['cluster.helmPending']],
    ['az arcgateway create: the operation timed out', ['gateway.slow']],
    ['QuotaExceeded: the subscription has reached its limit of Arc gateways', ['gateway.limit']],
    ['QuotaExceeded: the limit of VPN gateways in this subscription', []],
    ['The gateway name must be of at most 54 characters', ['gateway.name']],
    ['az: error: unrecognized arguments: --gateway-resource-id /subscriptions/1', ['cluster.noGatewayArguments']],
    ['"connectedk8s": "1.9.3",', ['cluster.oldExtension']],
    ['"connectedk8s": "1.10.9",', []],
    ['False  whl  connectedk8s  /root/.azure/cliextensions/connectedk8s  False  1.10.8', ['cluster.oldExtension']],
    ['"name": "connectedk8s",\n  "preview": false,\n  "version": "1.7.0"\n}', ['cluster.oldExtension']],
    ['"name": "connectedk8s"\n},\n{\n  "name": "ssh",\n  "version": "1.1.6"', []],
  ])('knows %j', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  const resolvers: Readonly<Record<string, (address: string) => string>> = {
    'nslookup on Linux': (address) => `Server:\t\t10.0.0.10
Address:\t10.0.0.10#53

Non-authoritative answer:
gbl.his.arc.azure.com\tcanonical name = gbl.privatelink.his.arc.azure.com.
Name:\tgbl.privatelink.his.arc.azure.com
Address: ${address}

`,
    'nslookup on Windows': (address) => `Server:  dns.contoso.com\r
Address:  10.0.0.10\r
\r
Name:    gbl.trafficmanager.net\r
Address:  ${address}\r
Aliases:  gbl.his.arc.azure.com\r
          gbl.privatelink.his.arc.azure.com\r
\r
`,
    dig: (address) => `;; ANSWER SECTION:
gbl.privatelink.his.arc.azure.com. 60 IN A ${address}

;; Query time: 4 msec
;; SERVER: 10.0.0.10#53(10.0.0.10) (UDP)

`,
  };

  it.each(Object.entries(resolvers))(
    'sees in the answer of %s that a private name has a public address',
    (_, answer) => {
      expect(ids(answer('20.50.1.2'))).toEqual(['dns.publicAnswer']);
      expect(ids(answer('10.20.30.40'))).toEqual([]);
      const [first, ...more] = diagnose(answer('10.20.30.40') + answer('20.50.1.2') + answer('10.20.30.40'));
      expect(more).toEqual([]);
      expect(first).toMatchObject({ id: 'dns.publicAnswer', severity: 'warning' });
      expect(first?.location.line).toBeGreaterThan(answer('').split('\n').length - 1);
    },
  );

  it('takes a private name without an address for nothing', () => {
    expect(ids('The zone is a.privatelink.his.arc.azure.com.')).toEqual([]);
  });

  it('does not explain a whole catalog', () => {
    const all = Array.from({ length: 500 }, (_, index) => `AZCM${`${index}`.padStart(4, '0')}`).join('\n');
    expect(diagnose(all)).toHaveLength(50);
  });

  it('knows nothing of what is nothing', () => {
    for (const text of ['', '\n\n', 'All is well.', 'The quick brown fox exits at 42nd street.']) {
      expect(diagnose(text)).toEqual([]);
    }
  });

  it('points into the text, whatever the text', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom(
      'AZCM0026',
      ' exit code 20 ',
      'no such host',
      'İ',
      '\r\n',
      '\n',
      '😀',
      'x509: unknown authority',
      '\0',
    );
    const texts = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 30 });
    const hits = { nothing: 0, places: 0, afterTheFirstLine: 0 };
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        const found = diagnose(text);
        if (found.length === 0) hits.nothing += 1;
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        for (const { location, lines } of found) {
          hits.places += 1;
          if (location.line > 1) hits.afterTheFirstLine += 1;
          expect(location.end).toBeGreaterThan(location.start);
          expect(location.excerpt).toContain(text.slice(location.start, location.end));
          expect(text.slice(0, location.start).split('\n')).toHaveLength(location.line);
          expect(lines).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
    expectHits(hits, 5);
  });

  it('takes time in proportion to the worst texts', { timeout: 60_000 }, () => {
    const worst = [
      'x',
      '\n',
      'a="',
      'exit ',
      'exit code ',
      'rc: ',
      'AZCM',
      'no such host ',
      'mcr.microsoft.com ',
      'proxyconnect tcp refused\n',
      'connectedk8s ',
      '"connectedk8s", "version": ',
      'a.privatelink.b 20.1.2.3\n',
    ];
    for (const piece of worst) {
      const ofSize = (size: number): string => piece.repeat(Math.ceil(size / piece.length));
      expectLinear(piece, (size) => void diagnose(ofSize(size)), 20_000);
    }
  });
});
