import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bypassItem, bypassEntries } from '../../webview/wizard/bypassFormat';
import { optionalText, textList, wholeNumber } from '../../webview/wizard/format';

const path = ['at'];

describe('a list', () => {
  test.each([
    ['a\nb', ['a', 'b']],
    [' a ,b;\tc\r\n\n', ['a', 'b', 'c']],
    ['a b', ['a b']],
    [' \n,', undefined],
  ])('of %j is %j', (typed, value) => {
    expect(textList.value(textList.tidy(typed))).toEqual(value);
  });

  test('shows what the document has, also what is no text', () => {
    expect(textList.read({ at: ['a', 7, null] }, path)).toBe('a\n7\n');
    expect(textList.read({ at: 'a' }, path)).toBe('');
  });
});

describe('a number', () => {
  test.each([
    ['24', 24],
    [' 24 ', 24],
    ['-1', -1],
    ['', undefined],
    ['2.5', '2.5'],
    ['many', 'many'],
    ['1e9', '1e9'],
  ])('of %j is %j', (typed, value) => {
    expect(wholeNumber.value(wholeNumber.tidy(typed))).toBe(value);
  });

  test('shows a number of the document as it would be typed', () => {
    expect(wholeNumber.read({ at: 24 }, path)).toBe('24');
  });
});

test('an optional text that is empty is none', () => {
  expect(optionalText.value(optionalText.tidy('  '))).toBeUndefined();
  expect(optionalText.value('x')).toBe('x');
});

describe('what goes past the proxy', () => {
  const document = {
    at: { hosts: ['dc01.contoso.com'], domains: ['contoso.com'], ips: ['10.0.0.4'], cidrs: ['10.20.0.0/22'] },
  };
  const text = 'dc01.contoso.com\n*.contoso.com\n10.0.0.4\n10.20.0.0/22';

  test('is one line each, and sorted by kind in the document', () => {
    expect(bypassEntries.read(document, path)).toBe(text);
    expect(bypassEntries.value(text)).toEqual(document.at);
    expect(bypassEntries.tidy('10.20.0.0/22, .contoso.com\n10.0.0.4 ; dc01.contoso.com')).toBe(text);
    expect(bypassEntries.value('')).toBeUndefined();
    expect(bypassEntries.value('<local>')).toEqual({ hosts: ['<local>'] });
  });

  test('names the line that a complaint is about', () => {
    expect(bypassItem(document, path, ['domains', '0'])).toBe('*.contoso.com');
    expect(bypassItem(document, path, ['cidrs', '0'])).toBe('10.20.0.0/22');
    expect(bypassItem(document, path, ['cidrs', '1'])).toBeUndefined();
    expect(bypassItem(document, path, ['names'])).toBeUndefined();
  });

  test('comes back from any text as that text tidied', () => {
    const item = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.domain().map((domain) => `*.${domain}`),
      fc.ipV4().map((address) => `${address}/8`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const tidy = bypassEntries.tidy(items.join('\n'));
        const value = bypassEntries.value(tidy);
        expect(bypassEntries.read({ at: value }, path)).toBe(tidy);
        expect(bypassEntries.tidy(tidy)).toBe(tidy);
      }),
    );
  });
});
