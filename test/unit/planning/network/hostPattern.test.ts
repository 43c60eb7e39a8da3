import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, hostMatches } from '../../../../src/kernel/hostPattern';
import { anyPattern, hostOf } from './lists';
import { expectHits } from '../../../support/hits';

describe('a host pattern', () => {
  it.each([
    ['management.azure.com', 'management.azure.com', true],
    ['management.azure.com', 'MANAGEMENT.Azure.com.', true],
    ['management.azure.com', 'x.management.azure.com', false],
    ['*.his.arc.azure.com', 'weu.his.arc.azure.com', true],
    ['*.his.arc.azure.com', 'a.b.his.arc.azure.com', true],
    ['*.HIS.arc.azure.com', 'weu.his.arc.azure.com', true],
    ['*.his.arc.azure.com', 'his.arc.azure.com', false],
    ['*.his.arc.azure.com', '.his.arc.azure.com', false],
    ['*.his.arc.azure.com', 'evilhis.arc.azure.com', false],
    ['*.his.arc.azure.com', 'weu.his.arc.azure.com.evil.com', false],
    ['azgn*.servicebus.windows.net', 'azgn-weu-01.servicebus.windows.net', true],
    ['azgn*.servicebus.windows.net', 'azgn.servicebus.windows.net', true],
    ['azgn*.servicebus.windows.net', 'xazgn1.servicebus.windows.net', false],
    ['azgn*.servicebus.windows.net', 'azgn1.x.servicebus.windows.net', false],
    ['san-af-*-prod.azurewebsites.net', 'san-af-westeurope-prod.azurewebsites.net', true],
    ['san-af-*-prod.azurewebsites.net', 'san-af-prod.azurewebsites.net', false],
    ['*.obo.arc.azure.com:8084', 'weu.obo.arc.azure.com:8084', true],
    ['*.obo.arc.azure.com:8084', 'weu.obo.arc.azure.com', false],
    ['*.obo.arc.azure.com', 'weu.obo.arc.azure.com:443', true],
    ['*.obo.arc.azure.com', 'weu.obo.arc.azure.com:8084', false],
    ['<vault>.vault.azure.net', 'contoso.vault.azure.net', false],
  ])('%s matches %s: %s', (pattern, host, expected) => {
    expect(hostMatches(pattern, host)).toBe(expected);
  });

  it.each([
    ['*.login.microsoft.com', '*.login.microsoft.com', true],
    ['*.microsoft.com', '*.login.microsoft.com', true],
    ['*.login.microsoft.com', '*.microsoft.com', false],
    ['*.servicebus.windows.net', 'azgn*.servicebus.windows.net', true],
    ['azgn*.servicebus.windows.net', '*.servicebus.windows.net', false],
    ['azgn*.x.net', 'azgnab*.x.net', true],
    ['azgnab*.x.net', 'azgn*.x.net', false],
    ['a*b*c.x.net', 'a*c.x.net', false],
    ['a*c.x.net', 'a*b*c.x.net', true],
    ['aa*aa.x.net', 'aaa.x.net', false],
    ['*.vault.azure.net', '<vault>.vault.azure.net', true],
    ['<vault>.vault.azure.net', '<vault>.vault.azure.net', true],
    ['www.microsoft.com:80', 'www.microsoft.com', false],
  ])('%s covers %s: %s', (a, b, expected) => {
    expect(covers(a, b)).toBe(expected);
  });

  it('covers itself, and what it covers it matches', () => {
    const pair = fc
      .tuple(anyPattern, anyPattern)
      .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constant(b), hostOf(b)));
    const hits = { covered: 0, byAnother: 0 };
    fc.assert(
      fc.property(pair, ([a, b, host]) => {
        expect(covers(a, a)).toBe(true);
        if (!covers(a, b) || !hostMatches(b, host)) return;
        hits.covered += 1;
        if (a !== b) hits.byAnother += 1;
        expect(hostMatches(a, host)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expectHits(hits, 5);
  });

  it('matches the hosts made from it', () => {
    const hits = { apex: 0, below: 0, plain: 0 };
    fc.assert(
      fc.property(
        anyPattern.chain((pattern) => fc.tuple(fc.constant(pattern), hostOf(pattern))),
        ([pattern, host]) => {
          fc.pre(!pattern.includes('<'));
          const isApex = pattern.startsWith('*.') && host.split('.').length < pattern.split('.').length;
          hits[isApex ? 'apex' : pattern.startsWith('*.') ? 'below' : 'plain'] += 1;
          expect(hostMatches(pattern, host)).toBe(!isApex);
        },
      ),
      { numRuns: 600 },
    );
    expectHits(hits, 8);
  });
});
