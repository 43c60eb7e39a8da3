import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordIndex } from '../../../../src/diagnosis/engine/search/wordIndex';
import { expectHits } from '../../../support/hits';
import { expectLinear } from '../../../support/linear';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 });

it('finds the words that a search for each of them finds', () => {
  const hits = { present: 0, absent: 0 };
  const texts = fc.array(fc.oneof(letters, fc.constantFrom('é', '😀', ' ')), { maxLength: 20 });
  fc.assert(
    fc.property(fc.uniqueArray(letters, { maxLength: 12 }), texts, (words, parts) => {
      const text = parts.join('');
      const found = new WordIndex(words).wordsIn(text);
      for (const word of words) {
        hits[text.includes(word) ? 'present' : 'absent']++;
        expect(found.has(word), `${word} in ${text}`).toBe(text.includes(word));
      }
    }),
    { numRuns: 1000 },
  );
  expectHits(hits, 100);
});

it('takes one pass', { timeout: 60_000 }, () => {
  const index = new WordIndex(['a', 'aa', 'aaa', 'aaab', 'ab', 'b'.repeat(100)]);
  for (const piece of ['a', 'b', 'ab', 'aaab', 'x', 'é'])
    expectLinear(piece, (size) => void index.wordsIn(piece.repeat(size)), 100_000);
});
