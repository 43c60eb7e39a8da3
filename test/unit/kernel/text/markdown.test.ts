import { describe, expect, it } from 'vitest';
import { code, markdownLink, markdownTable, words, prose, subsection } from '../../../../src/kernel/text/markdown';

describe('Markdown', () => {
  it.each<[text: string, shown: string]>([
    ['web_01 is a-ok (yes), 50 % + 1 = x!', 'web_01 is a-ok (yes), 50 % + 1 = x!'],
    ['<img src=x>', '&#60;img src=x&#62;'],
    ['_a_ *b* `c` [d](e) ~f~ $g$', '&#95;a&#95; &#42;b&#42; &#96;c&#96; &#91;d&#93;(e) &#126;f&#126; &#36;g&#36;'],
    ['a | b', 'a &#124; b'],
    ['a\n\n# b', 'a &#35; b'],
    ['&lt; & &#60;', '&#38;lt; & &#38;&#35;60;'],
    ['See https://evil.example/x|y.', 'See `https://evil.example/x|y`.'],
    ['(admin@contoso.example)', '(`admin@contoso.example`)'],
    ['1.58.02664 of arcproxy.log', '1.58.02664 of `arcproxy.log`'],
    ['- x', '&#45; x'],
    ['1. x', '1&#46; x'],
    ['12', '1&#50;'],
    ['a\u202eb', 'a⟨U+202E⟩b'],
    ['', ''],
  ])('has words: %j', (text, shown) => {
    expect(words(text)).toBe(shown);
  });

  it.each<[text: string, shown: string]>([
    ['a|b', '`a|b`'],
    ['a`b', '``a`b``'],
    ['``', '``` `` ```'],
    ['a\nb', '`a b`'],
    ['', ''],
  ])('has code: %j', (text, shown) => {
    expect(code(text)).toBe(shown);
  });

  it('keeps a cell whole', () => {
    expect(markdownTable(['A|B', ''], [[code('x|y'), 3]])).toBe('| A&#124;B |  |\n| --- | --- |\n| `x\\|y` | 3 |\n');
  });

  it('links to the web alone, and out of no bracket', () => {
    expect(markdownLink('Open', 'https://portal.azure.com/#@t/r>)[x](y)\n')).toBe(
      '[Open](<https://portal.azure.com/#@t/r%3E)%5Bx%5D(y)%0A>)',
    );
    for (const url of ['command:x', 'http://x', 'https://evil>', 'javascript:1', '']) {
      expect(markdownLink('Open', url)).toBe('Open');
    }
  });

  it('sets the headings of a part one level lower', () => {
    expect(subsection(prose`# A\n\n## ${words('# b')}\n`)).toBe('## A\n\n### &#35; b\n');
  });
});
