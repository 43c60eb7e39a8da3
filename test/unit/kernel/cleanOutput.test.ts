import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanOutput } from '../../../src/kernel/text/cleanOutput';
import { expectHits } from '../../support/hits';

const escape = '\u001b';

describe('what a machine printed', () => {
  test.each([
    ['colors', `${escape}[36mINFO${escape}[0m ok`, 'INFO ok'],
    ['a window title', `a${escape}]0;owned\u0007b${escape}]2;owned${escape}\\c`, 'abc'],
    ['a link', `${escape}]8;;https://evil.example${escape}\\text${escape}]8;;${escape}\\`, 'text'],
    ['what would go to the clipboard', `x${escape}]52;c;ZXZpbA==\u0007y`, 'xy'],
    ['a device control string', `x${escape}P1$r0m${escape}\\y`, 'xy'],
    ['one-byte forms', 'x\u009b31my\u009d0;t\u009cz', 'xyz'],
    ['a sequence that nothing ends', `kept${escape}]0;to the end of the line\nkept`, 'kept\nkept'],
    ['cursor movements', `one${escape}[2K${escape}[1Atwo${escape}7${escape}(B`, 'onetwo'],
    ['Windows’ line ends', 'a\r\nb\r\r\nc\r', 'a\nb\nc\n'],
    ['a line that is overwritten', 'Password ok\rwrong', 'Password ok\nwrong'],
    ['bells, backspaces and NUL', 'a\u0007b\u0008c\u0000d\u007fe', 'abcde'],
    ['what turns the direction around', 'exe\u202etxt\u2066x\u2069', 'exetxtx'],
    ['what hides between letters', 'ad\u200bmin\ufeff', 'admin'],
  ])('is kept without %s', (_, text, clean) => {
    expect(cleanOutput(text)).toBe(clean);
  });

  test('is kept whole where it is text', () => {
    const text = 'Agent Status\t: Connected [ok] 100% — Zürich, 東京, 👍 [31m <b>\n';
    expect(cleanOutput(text)).toBe(text);
  });

  test('has nothing left that a terminal obeys, whatever it was, and is not changed by a second look', () => {
    const piece = fc.oneof(
      fc.constantFrom(escape, '[', ']', '\u009b', ';', '\u0007', '\r', '\n', '\\', 'P', 'm'),
      fc.string({ unit: 'binary' }),
    );
    const hits = { cleaned: 0 };
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const clean = cleanOutput(text);
        if (clean !== text) hits.cleaned += 1;
        expect(clean).not.toMatch(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(cleanOutput(clean)).toBe(clean);
      }),
    );
    expectHits(hits, 20);
  });
});
