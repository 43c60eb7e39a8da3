import { describe, expect, it } from 'vitest';
import { say } from '../../../src/kernel/text/boxText';
import { prose } from '../../../src/kernel/text/markdown';
import { alternatives, formatNumber, listOf, messageOf, piecesOf, plural } from '../../../src/kernel/text/phrases';

const message = (own: TemplateStringsArray, ...parts: readonly number[]): string =>
  `${messageOf(own)} of ${parts.length}`;

describe('phrases', () => {
  it('choose the form of a count by the rules of the language', () => {
    const forms = { one: 'one', other: 'other' };
    expect([0, 1, 2, 21].map((count) => plural(count, forms))).toEqual(['other', 'one', 'other', 'other']);
    expect([0, 1, 2].map((count) => plural(count, forms, 'fr'))).toEqual(['one', 'one', 'other']);
  });

  it('list, and count, as the language does', () => {
    expect(listOf(['a', 'b', 'c'])).toBe('a, b, and c');
    expect(alternatives(['a', 'b'])).toBe('a or b');
    expect(listOf(['a', 'b'], 'de')).toBe('a und b');
    expect(formatNumber(2000)).toBe('2,000');
    expect(formatNumber(2000, 'de')).toBe('2.000');
  });

  it('are looked up by what a template says, with a number for each part', () => {
    expect(message`${1} of ${2} machines`).toBe('{0} of {1} machines of 2');
    expect(piecesOf('{1} machines, of them {0}')).toEqual([1, ' machines, of them ', 0]);
    expect(piecesOf('plain')).toEqual(['plain']);
  });

  it('put back what a template has between its literals', () => {
    expect(say`${1} of ${2}, {not} a part`).toBe('1 of 2, {not} a part');
    expect(prose`**${1}** of ${2}`).toBe('**1** of 2');
  });
});
