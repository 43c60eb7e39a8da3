import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, words, prose } from '../../../../src/kernel/text/markdown';
import { visibleLine } from '../../../../src/kernel/text/visible';
import { harmless, markdownPieces, numbered, reportMakers } from '../../../support/hostileReports';
import { readers, structureOf, textOf } from '../../../support/markdownReader';

const hostile = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...markdownPieces), { minLength: 1, maxLength: 6 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }) },
);

const runsOfEach = 800;

const ours = (structure: readonly string[]): readonly string[] =>
  structure.map((each) => each.replace(/^link to https:\/\/portal\.azure\.com\/#@.*/, 'link to the portal'));

describe.each(Object.entries(readers))('judged by %s', (_, reader) => {
  it.each(Object.keys(reportMakers))('a hostile %s has no element, link or image that is not ours', (name) => {
    const write = reportMakers[name];
    if (!write) throw new Error(`There is no document ${name}.`);
    const expected = ours(structureOf(reader, write(numbered()(harmless))));
    expect(expected.length).toBeGreaterThan(2);
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 8 }), (texts) => {
        const text = write(numbered()((index) => `${texts[index % texts.length] ?? ''} ${index}`));
        expect(ours(structureOf(reader, text))).toEqual(expected);
      }),
      { numRuns: runsOfEach },
    );
  });

  it('words and code are read as the text that they are, in a paragraph and in a cell', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = visibleLine(text);
        expect(textOf(reader, prose`a ${words(text)} b`)).toBe(`a ${shown} b`);
        expect(textOf(reader, words(text))).toBe(shown);
        if (shown !== '') expect(textOf(reader, prose`a ${code(text)} b`)).toBe(`a ${shown} b`);
      }),
      { numRuns: 5000 },
    );
  });

  it('tells hostile text that is not escaped', () => {
    let seen = 0;
    fc.assert(
      fc.property(hostile, (text) => {
        const found = structureOf(reader, `a ${text} b`);
        if (found.some((each) => /link|image|html/.test(each))) seen += 1;
      }),
      { numRuns: 2000 },
    );
    expect(seen).toBeGreaterThan(800);
  });
});
