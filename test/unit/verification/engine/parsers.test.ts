import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCheck } from '../../../../src/verification/engine/parseCheck';
import { parseConfig } from '../../../../src/verification/engine/parseConfig';
import { parseShow } from '../../../../src/verification/engine/parseShow';
import { plainText } from '../../../../src/kernel/text/plainText';
import { expectLinear } from '../../../support/linear';
import { fixture } from './fixture';
import { expectHits } from '../../../support/hits';

const id = (name: string): string =>
  `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-edge/providers/Microsoft.HybridCompute/machines/${name}`;

describe('what azcmagent show says', () => {
  it('is read from the text of an agent before there was a gateway URL', () => {
    const shown = parseShow(fixture('show-1.40-direct.txt'));
    expect(shown).toMatchObject({
      status: 'Connected',
      resourceName: 'edge-node-1',
      resourceGroup: 'rg-edge',
      resourceId: id('edge-node-1'),
      agentVersion: '1.40.02664.1629',
      lastHeartbeat: '2024-08-05T06:30:00Z',
      errorCode: '',
      httpsProxy: '',
      upstreamProxy: '',
      cloud: 'AzureCloud',
    });
    expect(shown).not.toHaveProperty('gatewayUrl');
    expect([...shown.services]).toEqual([
      ['himds', 'running'],
      ['arcproxy', 'stopped'],
      ['extensionservice', 'running'],
      ['gcarcservice', 'running'],
    ]);
  });

  it('is read with blank lines, an offset of the clock, and values that are no such values', () => {
    const shown = parseShow(fixture('show-1.46-gateway-redacted.txt'));
    expect(shown).toMatchObject({
      httpsProxy: 'http://localhost:40343',
      upstreamProxy: 'http://10.1.2.3:8443',
      gatewayUrl: 'https :/<Gateway URL>.gw.arc.azure.com',
      lastHeartbeat: '2025-02-13T10:20:30-08:00',
    });
    expect(shown.services.get('arcproxy')).toBe('running');
  });

  it('tells what is empty from what is not said', () => {
    const shown = parseShow(fixture('show-1.64-disconnected.txt'));
    expect(shown).toMatchObject({ status: 'Disconnected', gatewayUrl: '', tenantId: '', resourceId: '' });
    expect(shown).not.toHaveProperty('privateLinkScope');
    expect(shown.services.get('ccmexec')).toBe('unknown');
    expect(parseShow(fixture('show-1.64-direct.txt')).resourceId).toContain('/machines/edge-node-2');
  });

  it('is the same on Linux, with services of other names', () => {
    const shown = parseShow(fixture('show-1.58-linux-direct.txt'));
    expect(shown).toMatchObject({ status: 'Connected', agentVersion: '1.58.03228.700', gatewayUrl: '' });
    expect(shown.services).toEqual(parseShow(fixture('show-1.67-gateway.json')).services);
  });

  it('is read from JSON, with keys in whatever case, and noise around it', () => {
    const json = fixture('show-1.67-gateway.json');
    const shown = parseShow(json);
    expect(shown).toMatchObject({ status: 'Connected', gatewayUrl: 'https://contoso.gw.arc.azure.com' });
    expect([...shown.services]).toEqual([
      ['himdsd', 'active'],
      ['arcproxyd', 'active'],
      ['extd', 'active'],
      ['gcad', 'active'],
    ]);
    expect(parseShow(`INFO    Reading…\n${json.replaceAll(/"\w+":/g, (key) => key.toUpperCase())}\nDone.`)).toEqual(
      shown,
    );
    expect(parseShow(JSON.stringify(JSON.parse(json)))).toEqual(shown);
    expect(parseShow('{"Agent Status": "Connected", "services": {"arcproxy": {"state": "stopped"}}}')).toEqual({
      status: 'Connected',
      services: new Map([['arcproxy', 'stopped']]),
    });
  });

  it.each(['Cloud : Azure.Local', '{"cloud": "Azure.Local"}'])(
    'knows the cloud of a disconnected Azure Local: %s',
    (text) => {
      expect(parseShow(text)).toEqual({ cloud: 'Azure.Local', services: new Map() });
    },
  );

  it('takes no part of JSON that is cut for another part', () => {
    const json = fixture('show-1.67-gateway.json');
    const whole = parseShow(json);
    for (let length = 0; length < json.length; length += 7) {
      for (const cut of [json.slice(0, length), json.slice(length)]) {
        const { services, ...fields } = parseShow(cut);
        for (const [field, value] of Object.entries(fields))
          expect([field, value, whole]).toEqual([field, (whole as unknown as Record<string, string>)[field], whole]);
        for (const [name, state] of services) expect(whole.services.get(name)).toBe(state);
      }
    }
  });

  it('knows nothing in a language it does not know, save the names of services', () => {
    expect(parseShow(fixture('show-german.txt'))).toEqual({ services: new Map([['arcproxy', 'wird ausgeführt']]) });
  });

  it.each([
    ['lines', 'Agent Status : Connected\nAgent Version : 1.67\nAgent Status : Disconnected\n'],
    ['an object', '{"status":"Connected","agentVersion":"1.67","status":"Disconnected"}'],
    ['two objects', '{"level":"warn","status":"Connected"}\n{"agentVersion":"1.67","status":"Disconnected"}'],
    ['two names', '{"status":"Connected","agentVersion":"1.67","Agent Status":"Disconnected"}'],
  ])('knows nothing of what is said in two ways: %s', (_, text) => {
    expect(parseShow(text)).toEqual({ agentVersion: '1.67', services: new Map() });
    expect(parseShow(text.replace('Disconnected', 'connected')).status).toMatch(/^connected$/i);
  });

  it('takes a path, a URL or JSON in a value for no key', () => {
    const shown = parseShow('Agent Error Details : {"status":"Connected"}\nAgent Logfile : C:\\a\\b.log\n');
    expect(shown).toEqual({ errorDetails: '{"status":"Connected"}', services: new Map() });
  });
});

describe('what azcmagent check says', () => {
  it('is read from the old table', () => {
    const { endpoints, errors } = parseCheck(fixture('check-old-direct.txt'));
    expect(endpoints).toHaveLength(8);
    expect(endpoints[0]).toEqual({
      host: 'agentserviceapi.guestconfiguration.azure.com',
      isReachable: true,
      isPrivate: false,
      tls: 'TLS 1.2',
      proxy: 'notUsed',
    });
    expect(errors).toEqual([]);
    const partial = parseCheck(fixture('check-old-proxy-partial.txt')).endpoints;
    expect(partial.filter(({ isReachable }) => isReachable === false).map(({ host }) => host)).toEqual([
      'login.windows.net',
      'management.azure.com',
      'pas.windows.net',
    ]);
    expect(partial[0]).not.toHaveProperty('isPrivate');
  });

  it.each(['check-2023-proxy-refused.txt', 'check-2023-proxy-refused-in-markdown.txt'])(
    'is read from a console whose log lines are wrapped: %s',
    (name) => {
      const { endpoints, errors } = parseCheck(fixture(name));
      expect(endpoints).toHaveLength(7);
      expect(endpoints.every(({ isReachable, proxy }) => isReachable === false && proxy === 'set')).toBe(true);
      expect(errors).toEqual([
        expect.stringMatching(/^Get "https:.*because the target machine actively refused it\.$/),
      ]);
    },
  );

  it('is read from verbose lines of old and new agents', () => {
    const old = parseCheck(fixture('check-2022-verbose.txt')).endpoints;
    expect(old).toEqual([
      { host: 'management.azure.com', isReachable: true, tls: 'TLS 1.2' },
      { host: 'weu.his.arc.azure.com', isReachable: true, tls: 'TLS 1.3' },
      { host: 'westeurope-gas.guestconfiguration.azure.com', isReachable: true, tls: 'TLS 1.2' },
    ]);
    expect(parseCheck(fixture('check-new-verbose.txt'))).toEqual({
      endpoints: [
        {
          host: 'gbl.his.arc.azure.com',
          isReachable: true,
          isPrivate: false,
          tls: 'TLS 1.3',
          proxy: 'set',
          useCase: 'Azure Arc agent',
        },
        {
          host: 'westeurope.login.microsoft.com',
          isReachable: false,
          proxy: 'set',
          useCase: 'Microsoft Entra ID',
        },
      ],
      connectionType: 'gateway',
      failures: 1,
      errors: [],
    });
  });

  it('is read from a table with other columns in another order', () => {
    const { endpoints, connectionType } = parseCheck(fixture('check-new-table.txt'));
    expect([connectionType, endpoints.map(({ host, isReachable }) => [host, isReachable])]).toEqual([
      'gateway',
      expect.arrayContaining([['westeurope.login.microsoft.com', true]]),
    ]);
    expect(endpoints).toHaveLength(5);
    const boxed = fixture('check-new-table.txt').replaceAll('|', ' │ ');
    expect(parseCheck(boxed).endpoints).toEqual(endpoints);
  });

  it('keeps the hosts, and nothing else, under a header it cannot read', () => {
    const text = 'ENDPUNKT |ERREICHBAR |PRIVAT\nhttps://gbl.his.arc.azure.com |ja |nein\n';
    expect(parseCheck(text).endpoints).toEqual([{ host: 'gbl.his.arc.azure.com' }]);
  });

  it('is read from JSON of any shape that names hosts', () => {
    const json = { result: { endpoints: [{ Endpoint: 'https://a.azure.com', reachable: 'unknown' }] }, constructor: 1 };
    expect(parseCheck(JSON.stringify(json)).endpoints).toEqual([{ host: 'a.azure.com' }]);
    expect(parseCheck('[{"hostname":"b.azure.com:8084","reachable":true,"private":true}]').endpoints).toEqual([
      { host: 'b.azure.com:8084', isReachable: true, isPrivate: true },
    ]);
  });

  it.each([
    ['a status that is good', [{ endpoint: 'a.azure.com', status: 'ok', reachable: false }], false],
    ['a status that is bad', [{ endpoint: 'a.azure.com', status: 'failed', reachable: true }], false],
    ['a status of something else', [{ endpoint: 'a.azure.com', status: 'done', reachable: true }], true],
    ['two names of one answer', [{ endpoint: 'a.azure.com', reachable: true, isReachable: false }], undefined],
    [
      'a mention without an answer',
      [{ endpoint: 'a.azure.com', reachable: true }, { endpoint: 'a.azure.com' }],
      undefined,
    ],
    ['a bad mention', [{ endpoint: 'a.azure.com' }, { endpoint: 'a.azure.com', reachable: false }], false],
  ])('never takes a contradiction for good: %s', (_, said, isReachable) => {
    expect(parseCheck(JSON.stringify(said)).endpoints.map((each) => each.isReachable)).toEqual([isReachable]);
  });

  it('knows nothing of an address or a proxy that is said in two ways, nor of an object that repeats a name', () => {
    const header = 'ENDPOINT |REACHABLE |PRIVATE |PROXY\n';
    const text = `${header}https://a.azure.com |true |true |set\nhttps://a.azure.com |true |false |not used\n`;
    expect(parseCheck(text).endpoints).toEqual([{ host: 'a.azure.com', isReachable: true }]);
    expect(parseCheck('[{"endpoint":"a.azure.com","reachable":false,"reachable":true}]').endpoints).toEqual([]);
  });

  it('tells a failure once, in the words of the agent, or by the host', () => {
    const errorsOf = (text: string) => parseCheck(text).errors;
    expect(
      errorsOf('time=x level=error msg="Check result" check_name="TLS ciphers" endpoint="" status=failed'),
    ).toEqual([{ code: 'checkFailed', args: { check: 'TLS ciphers' } }]);
    expect(errorsOf('Check result check_name="Clock" endpoint=here status=failed')).toEqual([
      { code: 'checkFailed', args: { check: 'Clock' } },
    ]);
    expect(errorsOf('time=x level=error msg="Check result" endpoint="https://a.azure.com" status=failed')).toEqual([]);
    expect(errorsOf('ERROR   Discovery failed\nERROR   Discovery failed\nINFO    No errors')).toEqual([
      'ERROR   Discovery failed',
    ]);
  });

  it('believes no word it does not know', () => {
    const text = 'ENDPOINT |REACHABLE\nhttps://a.azure.com |constructor\nhttps://b.azure.com |vrai\n';
    expect(parseCheck(text).endpoints).toEqual([{ host: 'a.azure.com' }, { host: 'b.azure.com' }]);
  });
});

describe('the agent’s settings', () => {
  it('are read from a list, an answer to one question, and JSON', () => {
    expect(parseConfig(fixture('config-list-default.txt')).get('connection.type')).toBe('default');
    expect(parseConfig(fixture('config-list-default.txt')).get('proxy.url')).toBe('http://10.1.2.3:3128');
    expect(parseConfig(fixture('config-list-direct.txt')).get('connection.type')).toBe('direct');
    expect(parseConfig(fixture('config-list-direct.txt')).get('proxy.url')).toBe('');
    expect(parseConfig(fixture('config-list.json')).get('connection.type')).toBe('gateway');
    for (const answer of [
      'gateway\n',
      'connection.type (preview) : gateway',
      '{"connection.type":"gateway"}',
      '{"key":"connection.type","value":"gateway"}',
    ]) {
      expect(parseConfig(answer, 'connection.type').get('connection.type'), answer).toBe('gateway');
    }
    expect(parseConfig('Error: unknown property', 'connection.type').size).toBe(0);
    for (const answer of [
      'connection.type : gateway\nconnection.type : direct\n',
      '{"connection.type":"direct","connection.type":"gateway"}',
      '[{"key":"connection.type","value":"direct"},{"key":"connection.type","value":"gateway"}]',
    ]) {
      expect(parseConfig(answer, 'connection.type').size, answer).toBe(0);
    }
  });
});

describe('noise', () => {
  const samples = ['show-1.40-direct.txt', 'show-1.67-gateway.json', 'check-old-direct.txt', 'config-list-direct.txt'];
  const parsed = (text: string): unknown => [parseShow(text), parseCheck(text), [...parseConfig(text)]];

  it.each(samples)('of line ends, byte order marks and colors changes nothing: %s', (name) => {
    const text = fixture(name);
    const plain = parsed(text);
    expect(parsed(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(plain);
    expect(parsed(text.replaceAll('true', '\u001b[32mtrue\u001b[0m').replace(/^/, '\u001b]0;title\u0007'))).toEqual(
      plain,
    );
    expect(parsed(`←[36mINFO   ←[0m Testing connectivity\n${text}`)).toEqual(
      parsed(`INFO    Testing connectivity\n${text}`),
    );
  });

  it.each(['show-1.40-direct.txt', 'check-old-direct.txt', 'config-list-direct.txt'])(
    'of a line that begins with a bracket changes nothing: %s',
    (name) => {
      const plain = parsed(fixture(name));
      for (const line of ['[36mINFO [0m Testing', '[WARN] something: old', '{ Welcome }', '{"motd": "Welcome"}']) {
        expect(parsed(`${line}\n${fixture(name)}`), line).toEqual(plain);
      }
    },
  );

  it('leaves no character that steers a terminal or the direction of text', () => {
    const hits = { cleaned: 0 };
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        if (/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}/u.test(text)) hits.cleaned += 1;
        expect(plainText(text)).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/u);
      }),
      { numRuns: 300 },
    );
    expectHits(hits, 5);
  });

  it('of any kind is read without an error, in time in proportion to it', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      ':',
      '|',
      '\n',
      'Agent Status',
      ' : ',
      'services',
      '=',
      '\\',
      'https://a.b',
      '[',
      ']',
      ',',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 300 }), (parts) => void parsed(parts.join(''))),
    );
    for (const unit of ['{', '"', '\\"', '{"a":', 'a=', '|', ' :', '\u001b]', 'Error="', '[ \t', '{}']) {
      expectLinear(unit, (times) => void parsed(unit.repeat(times)), 10_000);
    }
  });
});
