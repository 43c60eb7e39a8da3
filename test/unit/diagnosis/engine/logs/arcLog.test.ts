import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logReport } from '../../../../../src/diagnosis/engine/logs/logReport';
import { parseArcLog } from '../../../../../src/diagnosis/engine/logs/parseArcLog';
import { summarizeLog } from '../../../../../src/diagnosis/engine/logs/summarizeLog';
import type { RoutingContext } from '../../../../../src/planning/network/routingContext';
import { expectLinear } from '../../../../support/linear';
import { expectHits } from '../../../../support/hits';

const gateway = 'abc123.gw.arc.azure.com';
const view: RoutingContext = {
  mode: 'gateway',
  systems: ['linux'],
  region: 'westeurope',
  gatewayEndpoint: gateway,
  scenarios: [],
};

const read = (line: string): unknown => {
  const [group] = parseArcLog(line).groups;
  return group && [group.host, group.port, group.route, group.result];
};

describe('a line of a log', () => {
  it.each([
    [
      'time="2026-05-01T10:00:00Z" level=info msg="tunnel established" host=gbl.his.arc.azure.com:443 route=gateway',
      ['gbl.his.arc.azure.com', 443, 'gateway', 'ok'],
    ],
    [
      'time="2026-05-01T10:00:00Z" level=error msg="Get failed" Error="Get \\"https://management.azure.com/\\": proxyconnect tcp: refused"',
      ['management.azure.com', 443, 'unknown', 'failed'],
    ],
    [
      'time="2023-09-21T07:16:10Z" level=error msg="Discovery" Proxy Status="set" Request URL="https://gbl.his.arc.azure.com/discovery"',
      ['gbl.his.arc.azure.com', 443, 'unknown', 'failed'],
    ],
    [
      'time="2022-09-30T10:04:14Z" level=debug msg="https://weu.his.arc.azure.com is available, using cryptographic protocol: TLS 1.3"',
      ['weu.his.arc.azure.com', 443, 'unknown', 'ok'],
    ],
    [
      '{"level":"info","ts":1,"msg":"proxied","target":"pas.windows.net:443","via":"gateway","status":200}',
      ['pas.windows.net', 443, 'gateway', 'ok'],
    ],
    [
      '{"level":"warn","request":{"host":"dls.microsoft.com","port":443},"statusCode":"403"}',
      ['dls.microsoft.com', 443, 'unknown', 'denied'],
    ],
    [
      '2026/05/01 10:00:00 CONNECT gbl.his.arc.azure.com:443 via abc.gw.arc.azure.com 200 OK',
      ['gbl.his.arc.azure.com', 443, 'gateway', 'ok'],
    ],
    [
      '2026/05/01 10:00:00 main.go:123: CONNECT login.microsoftonline.com:443 -> 407 Proxy Authentication Required',
      ['login.microsoftonline.com', 443, 'unknown', 'denied'],
    ],
    [
      '2026-05-01 10:00:00.123 [INFO] forwarding westeurope.obo.arc.azure.com:8084 through upstream proxy',
      ['westeurope.obo.arc.azure.com', 8084, 'proxy', 'unknown'],
    ],
    [
      '[ERROR] dial tcp: lookup packages.microsoft.com: no such host',
      ['packages.microsoft.com', 443, 'unknown', 'failed'],
    ],
    ['INFO bypassing gateway for storage.contoso.com:443, connected', ['storage.contoso.com', 443, 'direct', 'ok']],
    [
      '1716200000.123     12 10.0.0.5 TCP_DENIED/403 3900 CONNECT gbl.his.arc.azure.com:443 - HIER_NONE/- text/html',
      ['gbl.his.arc.azure.com', 443, 'proxy', 'denied'],
    ],
    [
      '1716200000.123   1200 10.0.0.5 TCP_TUNNEL/200 3900 CONNECT abc123.gw.arc.azure.com:443 - HIER_DIRECT/1.2.3.4 -',
      [gateway, 443, 'proxy', 'ok'],
    ],
    ['10.0.0.5 TCP_TUNNEL/200 CONNECT abc123.gw.arc.azure.com:443', [gateway, 443, 'proxy', 'ok']],
    ['10.0.0.5 TCP_TUNNEL_ABORTED/200 CONNECT pas.windows.net:443', ['pas.windows.net', 443, 'proxy', 'unknown']],
    ['10.0.0.5 TCP_DENIED/407 CONNECT pas.windows.net:443', ['pas.windows.net', 443, 'proxy', 'denied']],
    [
      'time=1 level=info msg=tunnel host=pas.windows.net:443 status=200 error="x509: certificate signed by unknown authority"',
      ['pas.windows.net', 443, 'unknown', 'failed'],
    ],
    [
      'time=1 level=error msg=tunnel host=pas.windows.net:443 status=200',
      ['pas.windows.net', 443, 'unknown', 'failed'],
    ],
    ['time=1 level=info msg=EOF host=pas.windows.net:443 code=200', ['pas.windows.net', 443, 'unknown', 'unknown']],
    [
      'time=1 level=info msg=tunnel host=pas.windows.net:443 code=200 err=<nil>',
      ['pas.windows.net', 443, 'unknown', 'ok'],
    ],
    [
      '<GCLOG>[2026-05-26 03:01:21.423] [PID 4] [TID 5] [Pull Client] [ERROR] [00000000-0000-0000-0000-000000000000] Failed to download from https://westeurope-gas.guestconfiguration.azure.com/ : 407</GCLOG>',
      ['westeurope-gas.guestconfiguration.azure.com', 443, 'unknown', 'denied'],
    ],
    [
      '[2026-05-26 03:01:21.423] [PID 4] [TID 5] [Pull Client] [ERROR] [0] https://westeurope-gas.guestconfiguration.azure.com/',
      ['westeurope-gas.guestconfiguration.azure.com', 443, 'unknown', 'failed'],
    ],
    [
      '<GCLOG>{"LogLevel":"Error","Message":"no","Host":"pas.windows.net:443"}</GCLOG>',
      ['pas.windows.net', 443, 'unknown', 'failed'],
    ],
    [
      '<gclog>[2026-05-26 03:01:21.423] [PID 4] [INFO] GET https://pas.windows.net/ 200</gclog>',
      ['pas.windows.net', 443, 'unknown', 'ok'],
    ],
    ['INFO not ok: pas.windows.net:443', ['pas.windows.net', 443, 'unknown', 'failed']],
    ['\u001b[36mINFO\u001b[0m CONNECT gbl.his.arc.azure.com:443', ['gbl.his.arc.azure.com', 443, 'unknown', 'unknown']],
    ['INFO not connected to gbl.his.arc.azure.com', ['gbl.his.arc.azure.com', 443, 'unknown', 'failed']],
    [
      'http: 2026/05/01 10:00:00 GET http://www.microsoft.com/pkiops/certs/x.crt 200',
      ['www.microsoft.com', 80, 'unknown', 'ok'],
    ],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each([
    ['2026/05/01 10:00:00 main.go:123: listening on localhost', 'messages'],
    ['level=info msg=started time=1', 'messages'],
    ['goroutine 1 [running]:', 'unknown'],
    ['}', 'unknown'],
    ['{"broken": ', 'unknown'],
  ] as const)('%s is one of the %s', (line, list) => {
    const { requests, messages, unknown } = parseArcLog(line);
    expect({ requests, messages, unknown: unknown.count }).toEqual({ requests: 0, messages: 0, unknown: 0, [list]: 1 });
    expect(unknown.first).toEqual(list === 'unknown' ? [{ line: 1, text: line }] : []);
  });
});

describe('a log', () => {
  it('loses no line, whatever is in it', () => {
    const piece = fc.constantFrom(
      'time=1 level=info ',
      'host=a.b.com:443',
      'CONNECT x.y.net:443',
      '{"a":1}',
      '\n',
      '\r\n',
      '\r',
      '"',
      '=',
      '\\',
    );
    const texts = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 40 });
    const hits = { requests: 0, messages: 0, unknown: 0, blank: 0 };
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        const { requests, groups, messages, unknown, blank, lines: count } = parseArcLog(text);
        const lines = text === '' ? [] : text.replace(/(\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/);
        expect(count).toBe(lines.length);
        expect(requests + messages + unknown.count + blank).toBe(lines.length);
        expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(requests);
        for (const { line, text: own } of [...groups.map(({ first }) => first), ...unknown.first])
          expect(own).toBe(lines[line - 1]?.toWellFormed());
        hits.requests += requests;
        hits.messages += messages;
        hits.unknown += unknown.count;
        hits.blank += blank;
      }),
      { numRuns: 300 },
    );
    expectHits(hits, 10);
  });

  it('gives each request a host that the plan can be asked about', () => {
    const label = fc.stringMatching(/^[a-z0-9_.:-]{1,30}$/);
    fc.assert(
      fc.property(label, (host) => {
        const log = parseArcLog(`level=info msg=x host=${host} time=1\nCONNECT ${host}\nINFO https://${host}/`);
        expect(() => summarizeLog(log, view)).not.toThrow();
      }),
      { numRuns: 2000, examples: [['_.a-_'], ['0.a-'], ['a.a-']] },
    );
  });

  it('is read in time in proportion to it', { timeout: 60_000 }, () => {
    const worst = ['a="', 'a=', '{"a":', 'a.', 'CONNECT ', 'https://a', '1.2:3 ', 'via the ', '\\"', 'A B='];
    for (const piece of worst) {
      expectLinear(
        `lines of ${piece}`,
        (lines) => void parseArcLog(`level=info ${piece.repeat(1200)}\n`.repeat(lines)),
        20,
      );
      expectLinear(`a line of ${piece}`, (pieces) => void parseArcLog(`level=info ${piece.repeat(pieces)}\n`), 20_000);
    }
  });
});

describe('the summary', () => {
  const log = parseArcLog(
    [
      'level=info time=1 msg=done host=pas.windows.net via=gateway status=200',
      'level=info time=1 msg=done host=pas.windows.net via=gateway status=200',
      'level=info time=1 msg=done host=guestnotificationservice.azure.com via=direct status=200',
      'level=info time=1 host=management.azure.com msg=hm',
      'level=error time=1 host=login.microsoftonline.com msg="i/o timeout"',
      'level=error time=1 host=dls.microsoft.com status=403 msg=no',
      '<b>what</b> | is this',
    ].join('\n'),
  );
  const rows = summarizeLog(log, view);

  it('puts denied first, then failed, not said, passed', () => {
    expect(rows.map(({ host, result, count }) => `${result} ${host} ${count}`)).toEqual([
      'denied dls.microsoft.com 1',
      'failed login.microsoftonline.com 1',
      'unknown management.azure.com 1',
      'ok pas.windows.net 2',
      'ok guestnotificationservice.azure.com 1',
    ]);
  });

  it('says what is known of each host, and which went another way', () => {
    const of = (host: string) => rows.find((row) => row.host === host);
    expect(of('pas.windows.net')).toMatchObject({ expected: { category: 'gateway' }, isElsewhere: false });
    expect(of('guestnotificationservice.azure.com')).toMatchObject({ isElsewhere: true });
    expect(of('login.microsoftonline.com')?.expected.pitfalls.map(({ id }) => id)).toContain('entraNotCovered');
  });

  it('is a document with the failures’ own words, and the lines nobody understood', () => {
    const text = logReport('arcproxy.log', log, rows, ['Only its end was read.']);
    expect(text).toMatch(/about a host: 6\n- Other messages: 0\n- Lines in an unknown format: 1\n- Blank lines: 0\n/);
    expect(text).toMatch(/\| `dls.microsoft.com` \| \*\*denied\*\* \| not reported \| 1 \| 6 \|/);
    expect(text).toContain('- Line 5: `level=error time=1 host=login.microsoftonline.com');
    expect(text).toContain('- Line 7: `<b>what</b> | is this`');
    expect(text).toContain('**The log shows a different route.**');
    expect(text).toContain('Only its end was read.');
  });
});
