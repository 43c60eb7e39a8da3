import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isArcError } from '../../../../../src/kernel/errors';
import { bashLiteral, commentText, jsonLiteral, powershellLiteral } from '../../../../../src/kernel/text/quote';
import { powershellParser, syntaxErrors } from '../../../../support/grammars';
import { hostileText } from './sites';

const samples = ['', '-rf', "'", '\n', '\\', ...fc.sample(hostileText, 1500)];
const sample = (count: number): string[] => samples.slice(0, count);

describe('bashLiteral', () => {
  it('shows on one line, and with nothing that a reader could take for something else', () => {
    for (const text of sample(500)) expect(bashLiteral(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2018-\u201f]/u);
  });

  it('leaves plain text readable', () => {
    expect(bashLiteral('rg-Berlin $HOME é')).toBe(`'rg-Berlin $HOME é'`);
  });
});

/** How PowerShell's tokenizer reads a single-quoted string, typographic quotes included; undefined when text is left. */
function readByPowershell(literal: string): string | undefined {
  const isQuote = (character: string | undefined): boolean => /^['\u2018-\u201b]$/.test(character ?? '');
  let value = '';
  for (let index = 1; index < literal.length; index++) {
    if (isQuote(literal[index]) && !isQuote(literal[++index])) return index === literal.length ? value : undefined;
    value += literal[index] ?? '';
  }
  return undefined;
}

describe('powershellLiteral', () => {
  let parse: Awaited<ReturnType<typeof powershellParser>>;
  beforeAll(async () => {
    parse = await powershellParser();
  });

  it('is read back unchanged by the rules of the tokenizer', () => {
    for (const text of sample(3000)) expect(readByPowershell(powershellLiteral(text))).toBe(text);
  });

  it('is one string to a parser', () => {
    for (const text of sample(300)) {
      const root = parse(`$x = ${powershellLiteral(text)}; $y = 1\n`);
      expect(syntaxErrors(root)).toEqual([]);
      const strings = root.descendantsOfType('string_literal');
      expect(strings.map((node) => node?.text)).toEqual([powershellLiteral(text)]);
    }
  });

  it('doubles every quote that PowerShell takes for a single one', () => {
    expect(powershellLiteral(`'\u2018\u2019\u201a\u201b"`)).toBe(
      `'''\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b"'`,
    );
  });
});

describe('jsonLiteral', () => {
  it('is read back unchanged', () => {
    for (const text of sample(1000)) expect(JSON.parse(jsonLiteral(text))).toBe(text);
  });
});

describe('what no script can carry', () => {
  it.each([
    ['bash', bashLiteral],
    ['PowerShell', powershellLiteral],
    ['JSON', jsonLiteral],
  ])('is refused for %s', (_, literal) => {
    for (const text of ['a\0b', '\ud800', 'x\udc00y']) {
      expect(() => literal(text)).toThrowError(
        expect.toSatisfy((error: unknown) => isArcError(error) && error.code === 'InvalidInput'),
      );
    }
  });
});

describe('commentText', () => {
  it('stays on its line and in its comment', () => {
    for (const text of sample(1000)) expect(commentText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|#>/u);
    expect(commentText('gw\n#> rm -rf /\u2028x\ud800')).toBe('gw # > rm -rf / x\ufffd');
  });
});
