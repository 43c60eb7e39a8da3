import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HostIndex } from '../../../../src/planning/network/hostIndex';
import { covers } from '../../../../src/kernel/hostPattern';

const label = fc.constantFrom('a', 'b', 'com', 'az*', '*', 'azgn1', '', 'A');
const pattern = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 4 }), fc.constantFrom('', ':443', ':80', '.'))
  .map(([labels, end]) => labels.join('.') + end);

describe('an index of hosts', () => {
  it('finds what covers a host or a pattern, in order, as one look at each would', () => {
    let hits = 0;
    const property = fc.property(fc.array(pattern, { maxLength: 12 }), pattern, (patterns, text) => {
      const expected = patterns.filter((wide) => covers(wide, text));
      hits += expected.length > 0 ? 1 : 0;
      expect(new HostIndex(patterns, (each) => each).covering(text)).toEqual(expected);
    });
    fc.assert(property, { numRuns: 5000, seed: 7 });
    expect(hits).toBeGreaterThan(300);
  });
});
