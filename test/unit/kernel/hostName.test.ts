import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFullHostName, isHostName, isHostPattern } from '../../../src/kernel/hostName';
import { parseIpv4 } from '../../../src/kernel/text/ipv4';
import { hostShape } from '../../../src/planning/network/exports/hostShape';
import { parseRouteTarget } from '../../../src/planning/network/routeTarget';
import { bypassEntriesOf } from '../../../src/planning/site/bypassEntries';
import { parseProxyUrl } from '../../../src/planning/site/proxyUrl';
import { readSite } from '../../../src/planning/site/readSite';
import { expectHits } from '../../support/hits';
import { documentWithAll } from '../planning/site/documents';

const long = (...lengths: readonly number[]): string => lengths.map((length) => 'a'.repeat(length)).join('.');

describe('a host name', () => {
  it.each([
    ['server01', true],
    ['app.contoso.com', true],
    ['_ldap.contoso.com', true],
    ['my_proxy', true],
    ['1password.com', true],
    ['a.b1', true],
    [long(63, 63, 63, 61), true],
    [long(63, 63, 63, 62), false],
    [long(64), false],
    [`${long(64)}.contoso.com`, false],
    ['', false],
    ['.', false],
    ['a..b', false],
    ['.a', false],
    ['a.', false],
    ['-a.contoso.com', false],
    ['a-.contoso.com', false],
    ['a.-b', false],
    ['10.0.0.4', false],
    ['10.0.0', false],
    ['010.0.0.1', false],
    ['999.1.1.1', false],
    ['server.1', false],
    ['*.contoso.com', false],
    ['azgn*.servicebus.windows.net', false],
    ['contoso.com:443', false],
    ['https://contoso.com', false],
    ['größe.de', false],
    ['a b', false],
    ['a\nb', false],
    ['a\n', false],
    ['$(reboot).com', false],
  ])('%j: %s', (text, isOne) => {
    expect(isHostName(text)).toBe(isOne);
    expect(isFullHostName(text)).toBe(isOne && text.includes('.'));
    expect([isHostPattern(text), isHostPattern(`*.${text}`)]).toEqual([isOne || text === '*.contoso.com', isOne]);
  });
});

const label = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9_-]{1,6}$/),
  fc.constantFrom('a', 'b-c', '-', '1', '255', 'x'.repeat(63), 'x'.repeat(64), '', 'ä', 'a b', '*'),
);
const text = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));

const pathOfProblem = (list: 'tlsExemptHosts' | 'gatewayBypass', host: string): boolean =>
  readSite(documentWithAll({ [`network.${list}`]: [host] })).errors.some(({ path }) =>
    path.startsWith(`network.${list}`),
  );

it('is the same to everyone who reads one', () => {
  const hits = { names: 0, addresses: 0, others: 0 };
  fc.assert(
    fc.property(text, (host) => {
      const isName = isHostName(host);
      const isAddress = parseIpv4(host) !== undefined;
      hits[isName ? 'names' : isAddress ? 'addresses' : 'others'] += 1;
      // The URL parser of browsers and Node.
      if (isName) expect(URL.parse(`http://${host}/`)?.hostname).toBe(host.toLowerCase());
      const [single] = bypassEntriesOf({ hosts: [host] });
      expect(single?.kind).toBe(isName ? 'host' : isAddress ? 'ip' : 'invalid');
      expect(parseProxyUrl(`http://${host}:3128`).ok).toBe(isName || isAddress);
      // Of a pasted URL, which may have the final period of DNS.
      const target = host.replace(/\.$/, '');
      expect(parseRouteTarget(`https://${host}/`).ok).toBe(isHostName(target) || parseIpv4(target) !== undefined);
      expect(hostShape(host).kind === 'exact').toBe(isFullHostName(host));
      for (const list of ['tlsExemptHosts', 'gatewayBypass'] as const) {
        expect(pathOfProblem(list, host)).toBe(!(isHostPattern(host) || isAddress));
      }
    }),
    { numRuns: 500, examples: [['10.0.0.4'], ['*.contoso.com'], ['server.1'], ['a-.b'], ['app.contoso.com']] },
  );
  expectHits(hits, 1);
});
