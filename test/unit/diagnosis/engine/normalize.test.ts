import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/diagnosis/engine/diagnose';
import { normalize } from '../../../../src/diagnosis/engine/search/normalize';
import { searchTexts } from '../../../../src/diagnosis/engine/search/searchTexts';
import { expectHits } from '../../../support/hits';
import { expectLinear } from '../../../support/linear';

const ids = (text: string): readonly string[] => diagnose(text).map(({ id }) => id);

describe('the normalized text', () => {
  it.each([
    ['A “B” ‘C’', 'a "b" \'c\''],
    ['a   b\t c', 'a b c'],
    ['  a \r\n\tb', 'a\nb'],
    ['> a\n>> b', '> a\nb'],
    ['a\\"b\\\\\\"c', 'a"b"c'],
    ['a\\u0022b\\u0027', 'a"b\''],
    ['a\\nb\\r\\nc', 'a\nb\nc'],
    ['a\\tb', 'a b'],
    ['C:\\new\\temp\\root', 'c:\\new\\temp\\root'],
    ['C:\\\\new\\\\x', 'c:\\new\\x'],
    ['\u001b[31mred\u001b[0m ←[36mINFO ^[[1mx \\u001b[0my', 'red info x y'],
    ['&quot;a&quot; &lt;b&gt; &#39;c&#x27;', '"a" <b> \'c\''],
    ['a\u200bb\u00ad\ufeffc\0d', 'abcd'],
    ['\u2013x \u2014y', '-x --y'],
    ['İ ẞ Σ', 'i ß σ'],
    ['a\u00a0b', 'a b'],
  ])('%j', (text, expected) => {
    expect(normalize(text).text).toBe(expected);
  });

  const pieces = fc.constantFrom(
    '\\"',
    '\\\\\\"',
    '\\n',
    '\\u0022',
    '\\u001b[0m',
    '\u001b[31m',
    '\u001b]0;x\u0007',
    '←[0m',
    '  ',
    '\t',
    '\r\n',
    '\n> ',
    '”',
    '&quot;',
    'İ',
    '\u200b',
    'C:\\new',
    '\u2014',
    'word',
  );
  const texts = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 30 });

  it('leads back to the original, whatever the text', () => {
    const hits = { same: 0, other: 0, lines: 0 };
    fc.assert(
      fc.property(texts, (parts) => {
        const original = parts.join('');
        const { text, lines, originalStart, originalEnd } = normalize(original);
        expect(lines.map(({ start, end }) => text.slice(start, end)).join('\n')).toBe(text);
        hits.lines += lines.length - 1;
        let last = 0;
        for (let at = 0; at < text.length; at++) {
          const start = originalStart(at);
          const end = originalEnd(at + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(original.length);
          last = start;
          const isSame = original.slice(start, end).toLowerCase() === text.charAt(at);
          hits[isSame ? 'same' : 'other']++;
        }
      }),
      { numRuns: 500 },
    );
    expectHits(hits, 100);
  });

  it('is read, and never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), texts, (bytes, parts) => {
        const text = `${Buffer.from(bytes).toString('latin1')}${parts.join('')}${Buffer.from(bytes).toString('utf16le')}`;
        for (const { location } of diagnose(text)) expect(text.slice(location.start, location.end)).not.toBe('');
        for (const search of searchTexts(normalize(text)))
          expect(search.text.length).toBeLessThanOrEqual(2 * text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('is made in time in proportion to it', { timeout: 60_000 }, () => {
    const worst = [
      '\\',
      '\\n',
      ' ',
      ' x',
      '\t',
      '>',
      '\n>',
      '\u001b]',
      '\u001b[0',
      '&',
      '&#1',
      '”',
      '\0',
      'C:\\n',
      'İ',
    ];
    const lines = ['word '.repeat(16).trim(), 'x'.repeat(80)].map((line) => `${line}\n`);
    for (const piece of [...worst, ...lines])
      expectLinear(
        JSON.stringify(piece),
        (size) => void searchTexts(normalize(piece.repeat(Math.ceil(size / piece.length)))),
        50_000,
      );
  });
});

const signs: readonly (readonly [string, string])[] = [
  [
    "New-AzArcGateway : The term 'New-AzArcGateway' is not recognized as the name of a cmdlet, function, script file, or operable program.",
    'powershell.arcGateway',
  ],
  [
    "HTTPSConnectionPool(host='management.azure.com', port=443): Max retries exceeded with url: / (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden')))",
    'proxy.denied',
  ],
  ['Get "https://gbl.his.arc.azure.com/discovery?location=westeurope&api-version=2.1": EOF', 'network.cutTls'],
  [
    'level=fatal msg="Private Link Scope resource ID must be provided as endpoint gbl.his.arc.azure.com is configured private"',
    'privateLink.scopeMissing',
  ],
  [
    'proxyconnect tcp: dial tcp 10.1.1.1:8080: connectex: No connection could be made because the target machine actively refused it.',
    'proxy.refused',
  ],
  [
    'The revocation function was unable to check revocation because the revocation server was offline. (0x80092013)',
    'tls.revocation',
  ],
];

/** As terminals, mail programs, logs and web pages show a line. */
const wraps: Readonly<Record<string, (line: string) => string>> = {
  unchanged: (line) => line,
  'curly quotes': (line) => line.replace(/'([^']*)'/g, '‘$1’').replace(/"([^"]*)"/g, '“$1”'),
  'in JSON': (line) => JSON.stringify({ message: line }),
  'in JSON in JSON': (line) => JSON.stringify({ message: JSON.stringify({ message: line }) }),
  'quotes as units': (line) => JSON.stringify(line).replaceAll('\\"', '\\u0022').replaceAll("'", '\\u0027'),
  'in HTML': (line) => line.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  colored: (line) => line.replace(/(\w+) (\w+)/g, '\u001b[31m$1\u001b[0m $2'),
  'with other blanks': (line) => line.replaceAll(' ', '\u00a0'),
  'in UTF-16 read as bytes': (line) => Buffer.from(line, 'utf16le').toString('latin1'),
  'wrapped by a mail program': (line) => line.replace(/(.{50,72}) /g, '$1\n'),
  'quoted in a mail': (line) => `> ${line.replace(/(.{50,72}) /g, '$1\n> ')}`,
  'wrapped by a terminal of 80': (line) => line.replace(/.{80}/g, '$&\n'),
  'wrapped by a terminal of 100': (line) => line.replace(/.{100}/g, '$&\r\n'),
  'wrapped with an indent': (line) => line.replace(/(.{60,78}) /g, '$1\n  '),
};

describe('a sign', () => {
  it.each(Object.keys(wraps))('is found %s', (name) => {
    const wrap = wraps[name] ?? ((line) => line);
    for (const [line, id] of signs) {
      const text = `INFO    Starting\n${wrap(line)}\nINFO    Done\n`;
      expect(ids(text), text).toEqual([id]);
      const [found] = diagnose(text);
      expect(found?.lines).toBe(1);
      expect(found?.location.line).toBeGreaterThan(1);
      expect(found?.location.line).toBeLessThanOrEqual(1 + wrap(line).split('\n').length);
    }
  });

  it('is not put together from lines that belong to nothing', () => {
    expect(
      ids('aka.ms is a host that this agent once downloaded from\nINFO    the download timed out of memory\n'),
    ).toEqual([]);
    expect(
      ids('HOST                           RESULT\nproxyconnect tcp: something   fine\nwas refused by nobody        ok'),
    ).toEqual([]);
  });

  it('does not hide what another line shows', () => {
    const proxy = 'proxyconnect tcp: dial tcp 10.1.1.1:8080: connect: connection refused';
    const host = 'dial tcp 20.1.2.3:443: connect: connection refused';
    expect(ids(proxy)).toEqual(['proxy.refused']);
    expect(ids(`${proxy}\n${host}`)).toEqual(['proxy.refused', 'network.refused']);
  });

  it('counts a line once, although two signs are in it', () => {
    const lines = [
      "The subscription is not registered to use namespace 'Microsoft.HybridCompute'. Code: MissingSubscriptionRegistration",
      'HTTP/1.1 407 Proxy Authentication Required',
      'curl: (60) SSL certificate problem: self-signed certificate in certificate chain CERTIFICATE_VERIFY_FAILED',
    ];
    for (const line of lines) {
      expect(diagnose(line).map((each) => each.lines)).toEqual([1]);
      expect(diagnose(`${line}\n${line}`).map((each) => each.lines)).toEqual([2]);
    }
  });
});
