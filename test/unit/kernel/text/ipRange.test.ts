import fc from 'fast-check';
import { BlockList, isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ipv4Text } from '../../../../src/kernel/text/ipv4';
import {
  type IpRange,
  ipRangeText,
  parseIpAddress,
  parseIpRange,
  rangeContains,
  rangesOverlap,
} from '../../../../src/kernel/text/ipRange';
import { expectHits } from '../../../support/hits';

/** Ranges near each other, so that many of them overlap. */
const anyRange: fc.Arbitrary<IpRange> = fc
  .constantFrom(32 as const, 128 as const)
  .chain((bits) =>
    fc.tuple(fc.constant(bits), fc.integer({ min: 0, max: bits }), fc.bigInt(0n, (1n << BigInt(bits)) - 1n)),
  )
  .chain(([bits, prefix, address]) =>
    fc.constantFrom(address, address & 0xffn, 10n << BigInt(bits - 8)).map((start) => {
      const free = BigInt(bits - prefix);
      return { bits, prefix, base: (start >> free) << free };
    }),
  );

const lastOf = ({ bits, base, prefix }: IpRange): bigint => base + (1n << BigInt(bits - prefix)) - 1n;
const addressText = (bits: 32 | 128, address: bigint): string =>
  bits === 32 ? ipv4Text(Number(address)) : ipRangeText({ bits, base: address, prefix: 128 }).replace('/128', '');

/** Node’s own reading of a range. */
function judge(text: string): BlockList {
  const [address = '', prefix = ''] = text.split('/');
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

describe('a range of addresses', () => {
  it('is read back from its text, and holds the addresses that Node finds in it', () => {
    const hits = { inside: 0, outside: 0 };
    fc.assert(
      fc.property(anyRange, fc.bigInt(0n, (1n << 128n) - 1n), (range, somewhere) => {
        const text = ipRangeText(range);
        expect(parseIpRange(text)).toEqual(range);
        const judged = judge(text);
        const elsewhere = somewhere % (1n << BigInt(range.bits));
        for (const address of [range.base, lastOf(range), elsewhere]) {
          const written = addressText(range.bits, address);
          const one = parseIpAddress(written);
          expect(one).toEqual({ bits: range.bits, base: address, prefix: range.bits });
          const isInside = one !== undefined && rangeContains(range, one);
          expect(isInside).toBe(judged.check(written, range.bits === 32 ? 'ipv4' : 'ipv6'));
          hits[isInside ? 'inside' : 'outside'] += 1;
        }
      }),
      { numRuns: 400 },
    );
    expectHits(hits, 100);
  });

  it('overlaps another exactly where they share an address', () => {
    const hits = { apart: 0, overlapping: 0, otherFamily: 0 };
    fc.assert(
      fc.property(anyRange, anyRange, (a, b) => {
        const shares = a.bits === b.bits && a.base <= lastOf(b) && b.base <= lastOf(a);
        expect(rangesOverlap(a, b)).toBe(shares);
        expect(rangesOverlap(b, a)).toBe(shares);
        expect(rangeContains(a, b)).toBe(a.bits === b.bits && a.base <= b.base && lastOf(b) <= lastOf(a));
        hits[a.bits === b.bits ? (shares ? 'overlapping' : 'apart') : 'otherFamily'] += 1;
      }),
      { numRuns: 1000 },
    );
    expectHits(hits, 100);
  });

  it.each([
    ['10.96.0.1/12', '10.96.0.0/12'],
    ['FD00:10:96::1/112', 'fd00:10:96::/112'],
    ['::ffff:10.0.0.0/104', '::ffff:a00:0/104'],
    ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'],
    ['::/0', '::/0'],
    ['10:0:0:1:2:3:4:0/128', '10::1:2:3:4:0/128'],
  ])('%s is %s', (text, expected) => {
    const range = parseIpRange(text);
    expect(range && ipRangeText(range)).toBe(expected);
  });

  it.each([
    '10.96.0.0',
    '10.96.0.0/33',
    '10.096.0.0/12',
    '10.96.0.0/',
    'fd00::/129',
    'fe80::1%eth0/64',
    'x/8',
    '/8',
    '',
  ])('is not %s', (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });
});
