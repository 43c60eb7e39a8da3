import { describe, expect, it } from 'vitest';
import { fileText } from '../../../../src/kernel/text/byteOrderMark';
import { withByteOrderMark } from '../../../../src/patching/engine/byteOrderMark';
import { patchScript } from '../../../support/patchScript';
import type { Patched } from '../../../../src/patching/engine/patched';
import { direct } from './sites';

function patchedText(group: string): Patched {
  const script = `& azcmagent connect --resource-group "${group}" --location "westeurope"\n`;
  const outcome = patchScript(script, direct, 'x.ps1');
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

describe('the byte order mark of a patched PowerShell file', () => {
  const file = { fileName: 'x.ps1', encoding: 'utf8', isWhole: true };

  it('is added where there are characters beyond ASCII, and only once', () => {
    const plain = patchedText('rg-köln');
    const marked = withByteOrderMark(plain, file);
    expect(marked.text).toBe(`\ufeff${plain.text}`);
    expect(marked.edits[0]).toMatchObject({ start: 0, end: 0, replacement: '\ufeff', kind: 'encoding' });
    expect(withByteOrderMark(marked, file)).toBe(marked);
    expect(patchScript(marked.text, direct, 'x.ps1')).toMatchObject({ ok: true, value: { edits: [] } });
  });

  it.each(['utf8bom', 'utf16le', 'utf16be'])('is there in %s', (encoding) => {
    const plain = patchedText('rg-köln');
    expect(withByteOrderMark(plain, { ...file, encoding })).toBe(plain);
  });

  it('is not needed for ASCII, nor where nothing is patched', () => {
    const ascii = patchedText('rg-koeln');
    expect(withByteOrderMark(ascii, file)).toBe(ascii);
    const unchanged = { ...patchedText('rg-köln'), edits: [] };
    expect(withByteOrderMark(unchanged, file)).toBe(unchanged);
  });

  it.each([
    ['the clipboard', { fileName: '', encoding: undefined, isWhole: false }],
    ['a selection', { ...file, isWhole: false }],
    ['a file in a code page', { ...file, encoding: 'windows1252' }],
    ['a file that is no PowerShell file by its name', { ...file, fileName: 'notes.txt' }],
  ])('is asked for in %s', (_, where) => {
    const plain = patchedText('rg-köln');
    const noted = withByteOrderMark(plain, where);
    expect(noted.text).toBe(plain.text);
    expect(noted.notes[0]).toMatchObject({ code: 'encoding.noMark', severity: 'warning' });
  });
});

describe('the text of a file that is saved', () => {
  it('begins with a byte order mark where Windows PowerShell 5.1 needs one', () => {
    expect(fileText('onboard.ps1', '# Köln')).toBe('\ufeff# Köln');
    expect(fileText('ONBOARD.PS1', '\ufeff# Köln')).toBe('\ufeff# Köln');
    expect(fileText('onboard.ps1', '# Koeln')).toBe('# Koeln');
    expect(fileText('onboard.sh', '# Köln')).toBe('# Köln');
  });
});
