import { describe, expect, test } from 'vitest';
import { highlight, type Language } from '../../webview/wizard/preview/highlight';

const read = (text: string, language: Language): string[] =>
  highlight(text, language).map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);

describe('bash', () => {
  test.each([
    ['comments begin a line or follow white space', 'a # b\n# c', ['comment # b', 'comment # c']],
    ['a number sign inside a word or a variable is none', 'a#b ${#c} $#', ['variable ${#c}', 'variable $#']],
    ['plain strings hold anything', `x='$a # "b'`, [`string '$a # "b'`]],
    [
      'variables show inside strings',
      '"a $b ${c} d"',
      ['string "a ', 'variable $b', 'string  ', 'variable ${c}', 'string  d"'],
    ],
    ['an escaped variable is none', '"a \\$b"', ['string "a \\$b"']],
    ['an escaped quote does not end a string', '"a\\"b" if', ['string "a\\"b"', 'keyword if']],
    ['keywords stand alone', 'if x; then fi-x ./done --set set', ['keyword if', 'keyword then', 'keyword set']],
    [
      'a quoted here-document is text',
      "cat <<'END'\nif $x # y\nEND\nfi",
      ["string 'END'", 'string if $x # y', 'keyword fi'],
    ],
    ['a string may span lines', "'a\nb' # c", ["string 'a\nb'", 'comment # c']],
  ])('%s', (_, text, expected) => {
    expect(read(text, 'bash')).toEqual(expected);
  });
});

describe('PowerShell', () => {
  test.each([
    ['block comments span lines', '<# a\nb #> if', ['comment <# a\nb #>', 'keyword if']],
    ['keywords have no case', 'IF (x) {} Else {}', ['keyword IF', 'keyword Else']],
    ['a doubled quote stays inside', "'it''s' # c", ["string 'it''s'", 'comment # c']],
    ['scoped and braced variables', '$env:PATH ${a b} $_', ['variable $env:PATH', 'variable ${a b}', 'variable $_']],
    ['a backtick escapes', '"a `$b `" c"', ['string "a `$b `" c"']],
    ['here-strings', "@'\n$a 'b' \"c\"\n'@ # d", ["string @'\n$a 'b' \"c\"\n'@", 'comment # d']],
    ['keywords are no parameters', 'x -In -Function in', ['keyword in']],
  ])('%s', (_, text, expected) => {
    expect(read(text, 'powershell')).toEqual(expected);
  });
});

describe('YAML', () => {
  test.each([
    ['keys, with and without a dash', 'a:\n  - b: c', ['keyword a', 'keyword b']],
    ['a colon inside a word makes no key', 'a: http://x:1', ['keyword a']],
    ['comments begin a line or follow white space', 'a: b#c # d', ['keyword a', 'comment # d']],
    ['strings', `a: "b # \\" c"\nd: 'e''f'`, ['keyword a', `string "b # \\" c"`, 'keyword d', `string 'e''f'`]],
    ['an apostrophe inside a word begins none', `a: it's # b`, ['keyword a', 'comment # b']],
    ['templates inside strings', 'a: "b {{ c }} d"', ['keyword a', 'string "b ', 'variable {{ c }}', 'string  d"']],
    ['words that are no text', 'a: true\nb: [1, x]', ['keyword a', 'keyword true', 'keyword b']],
  ])('%s', (_, text, expected) => {
    expect(read(text, 'yaml')).toEqual(expected);
  });
});

test('JSON has names, texts and other values', () => {
  expect(read('{ "a": "b: \\" c", "d": [true, -1.5, null] }', 'json')).toEqual([
    'variable "a"',
    'string "b: \\" c"',
    'variable "d"',
    'keyword true',
    'keyword -1.5',
    'keyword null',
  ]);
});

test('tokens come in order and never overlap, whatever the text', () => {
  const text = `"'\`$(#{<<'E'\n@"\n'@ $ \${ "$a'"' # <# " if\nE`.repeat(20);
  for (const language of ['bash', 'powershell', 'yaml', 'json'] as const) {
    let last = 0;
    for (const { start, end } of highlight(text, language)) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      last = end;
    }
    expect(last).toBeLessThanOrEqual(text.length);
  }
});
