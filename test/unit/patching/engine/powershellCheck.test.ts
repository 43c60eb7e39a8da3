import { describe, expect, it } from 'vitest';
import type { ParsedPowershell, PowershellError } from '../../../../src/kernel/ports';
import { noteText } from '../../../../src/patching/engine/notes';
import type { Patched } from '../../../../src/patching/engine/patched';
import { powershellCheck } from '../../../../src/patching/engine/powershellCheck';
import { refusalText } from '../../../../src/patching/engine/refusals';

const text = 'one\ntwo\nthree\n';
const inserted = ' --gateway-id x';
const patched: Patched = {
  text: `one\ntwo${inserted}\nthree\n`,
  edits: [{ start: 7, end: 7, replacement: inserted, line: 2, explanation: '', kind: 'gateway' }],
  notes: [{ code: 'secret.literal', severity: 'warning', line: 3 }],
};
const error = (start: number, id = 'Any'): PowershellError => ({ start, id, message: 'it\nis  wrong' });
const check = (before: readonly PowershellError[], after: readonly PowershellError[]) => {
  const parsed: ParsedPowershell = { version: '5.1.1', errors: [before, after] };
  return powershellCheck.checkPatch(text, patched, parsed);
};

describe('a patch that PowerShell has parsed', () => {
  it('is offered as it is where nothing is wrong', () => {
    expect(check([], [])).toEqual({ ok: true, value: patched });
  });

  it('has a note for each error that was there before, on its line', () => {
    const outcome = check([error(0), error(8)], [error(0), error(8 + inserted.length)]);
    const notes = outcome.ok ? outcome.value.notes : [];
    expect(notes.map(({ code, line }) => [code, line])).toEqual([
      ['script.syntaxError', 1],
      ['secret.literal', 3],
      ['script.syntaxError', 3],
    ]);
    expect(notes[0] && noteText(notes[0])).toContain(
      '5.1.1 refuses the whole script because of an error here: it is wrong',
    );
  });

  it.each([
    ['in the edit', [], [error(10)], [2]],
    ['behind it', [], [error(8 + inserted.length)], [3]],
    ['of another kind', [error(0)], [error(0, 'Other')], [1]],
    ['besides an old one', [error(0)], [error(0), error(1)], [1]],
  ])('is refused for a new error %s', (_, before, after, lines) => {
    const outcome = check(before, after);
    const refusals = outcome.ok ? [] : outcome.error;
    expect(refusals.map(({ code, line }) => [code, line])).toEqual(lines.map((line) => ['patched.syntaxError', line]));
    expect(refusals[0] && refusalText(refusals[0])).toContain('it is wrong');
  });
});

describe('what PowerShell may parse', () => {
  const textsOf = (script: string, name = 'x.ps1') =>
    powershellCheck.textsToCheck(script, { ...patched, text: `${script}2` }, name);

  it('is the text and the result', () => {
    const plain = '# using the configuration of the site\n$x = $using:y; Write-Host "using configuration"\n';
    expect(textsOf(plain)).toEqual([plain, `${plain}2`]);
    expect(textsOf('\ufeff$a')).toEqual([' $a', ' $a2']);
  });

  it.each([
    'using module ./evil.psm1',
    'USING assembly ./evil.dll\n$a = 1',
    '# first\n<# a #> using module evil',
    'using `\n module evil',
    'configuration A { Import-DscResource -ModuleName Evil }',
    'function f { Configuration `\n B\n { node x { } } }',
    '$x = 5 -foo {\nconfiguration C { }\n}',
    '"using',
  ])('is nothing that could load a module: %s', (script) => {
    expect(textsOf(script)).toBeUndefined();
  });

  it('is no template', () => {
    expect(textsOf('$a = {{ b }}', 'x.ps1.j2')).toBeUndefined();
  });
});
