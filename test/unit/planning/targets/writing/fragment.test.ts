import { describe, expect, it } from 'vitest';
import { join, mark, nothing, shellTag } from '../../../../../src/planning/targets/writing/fragment';
import { bashLiteral } from '../../../../../src/kernel/text/quote';

const sh = shellTag(bashLiteral);

describe('a template of a shell', () => {
  it('takes its code as written', () => {
    expect(
      sh`a "\${b:-\n}" \\ \`c\` \
      d`.text,
    ).toBe('a "${b:-\\n}" \\\\ `c` \\\n      d');
  });

  it('quotes every text and inserts only fragments as code', () => {
    const text = '$(reboot)';
    expect(sh`x=${text} ${sh`y=1`} exit ${3}`.text).toBe(`x='$(reboot)' y=1 exit 3`);
  });

  it('drops the line breaks next to its backticks, and no others', () => {
    expect(
      sh`

a

`.text,
    ).toBe('\na\n');
  });

  it('keeps marks where their text is', () => {
    const { text, marks } = sh`a ${mark('gateway', sh`b ${mark('proxy', sh`é👩 ${'c'}`)}`)} d`;
    expect(marks.map(({ start, end, kind }) => [kind, text.slice(start, end)])).toEqual([
      ['gateway', "b é👩 'c'"],
      ['proxy', "é👩 'c'"],
    ]);
  });
});

describe('join', () => {
  it('leaves out what is empty and moves marks along', () => {
    const { text, marks } = join([sh`a`, nothing, mark('proxy', sh`b`)], ', ');
    expect(text).toBe('a, b');
    expect(marks).toEqual([{ start: 3, end: 4, kind: 'proxy' }]);
  });
});
