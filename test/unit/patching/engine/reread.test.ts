import { describe, expect, it } from 'vitest';
import { bashReader } from '../../../../src/patching/engine/bashReader';
import type { PatchEdit } from '../../../../src/patching/engine/patched';
import { runPatchPass } from '../../../../src/patching/engine/patchPass';
import { applyEdits } from '../../../../src/patching/engine/patchScript';
import { rereadProblems } from '../../../../src/patching/engine/reread';
import { direct } from './sites';

const { id } = direct.gateway;
const connect = 'azcmagent connect --resource-group "rg" --location we # last';
const script = `echo 'one two' >log # first\n${connect}\n`;
const flag = ` --gateway-id "${id}"`;

/** Where the reread sees something else than was meant, if these edits are made. */
function problemsOf(text: string, ...edits: readonly (readonly [at: string, inserted: string, removed?: string])[]) {
  const made = edits.map(([at, replacement, removed = '']): PatchEdit => {
    const start = text.indexOf(at) + at.length;
    return { start, end: start + removed.length, replacement, line: 1, explanation: '', kind: 'gateway' };
  });
  const inOrder = made.toSorted((a, b) => a.start - b.start);
  const first = { ...runPatchPass(text, bashReader, direct), edits: inOrder };
  return rereadProblems(first, runPatchPass(applyEdits(text, inOrder), bashReader, direct));
}

describe('the second reading', () => {
  it('finds nothing where the patch is what was meant', () => {
    expect(problemsOf(script, ['--location we', flag])).toEqual([]);
    expect(problemsOf(`L=we\n${script}`, ['L=we', `\nG="${id}"`], ['--location we', ' --gateway-id "$G"'])).toEqual([]);
  });

  it.each([
    ['a connect without the gateway', []],
    ['another gateway', [['--location we', ' --gateway-id "/subscriptions/x"']]],
    ['the gateway twice', [['--location we', flag + flag]]],
    ['the gateway of another command', [["'one two'", flag]]],
    ['an insertion in a word', [['--location w', flag]]],
    ['an insertion in quotes', [['--resource-group "r', flag]]],
    ['an insertion in a comment', [['# last', flag]]],
    ['an insertion that takes a flag’s value', [['--location', flag]]],
    [
      'a word that is cut in two',
      [
        ['--location we', flag],
        ['echo', ' x y', " 'one"],
      ],
    ],
    [
      'a whole word that is replaced',
      [
        ['--location we', flag],
        ['echo ', "'two'", "'one two'"],
      ],
    ],
    [
      'a word that another one stands for',
      [
        ['--location we', flag],
        ['# ', 'x', 'first'],
      ],
    ],
    [
      'a file that is replaced',
      [
        ['--location we', flag],
        ['>', 'x', 'log'],
      ],
    ],
    ['a quote that is opened', [['--location we', `${flag} "x`]]],
    ['a command that is added', [['--location we', `${flag}; azcmagent connect --location x`]]],
    ['a redirection that is added', [['--location we', `${flag} >"x"`]]],
    ['a statement that ends early', [['--location we', `${flag} #`]]],
    [
      'a variable whose name is taken',
      [
        ['--location we', ' --gateway-id "$G"'],
        ['# first', `\nG="${id}"\nG=x`],
      ],
    ],
  ] as const)('finds %s', (_, edits) => {
    expect(problemsOf(script, ...edits)).not.toEqual([]);
  });

  it('names the place in the text as it was given', () => {
    const [problem] = problemsOf(script, ["'one two'", ' x'], ['--location w', flag]);
    expect(problem?.at).toBeLessThanOrEqual(script.length);
  });
});
