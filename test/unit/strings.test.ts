import { describe, expect, it } from 'vitest';
import { collectStrings } from '../../build/strings.mjs';
import titles from '../../package.nls.json' with { type: 'json' };

const ofCode = Object.values(collectStrings()).map((text) => (typeof text === 'string' ? text : text.message));
const texts = [...ofCode, ...Object.values(titles)];

/** Idioms that readers of other languages have to read twice. Single words are in `build/cspell.json`. */
const idioms = [
  'at home in',
  'does not let',
  'goes past',
  'gone past',
  'has lost azure',
  'is left out of',
  'it is said',
  'of which',
  'take back',
  'taken back',
  'the way to',
  'this way of',
];

describe('the texts for people', () => {
  it('are found', () => {
    expect(texts.length).toBeGreaterThan(500);
  });

  it.each(idioms)('do not say “%s”', (idiom) => {
    expect(texts.filter((text) => text.toLowerCase().includes(idiom))).toEqual([]);
  });
});
