import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBash } from '../../../../src/patching/engine/bashModel';
import { parseBash } from '../../../../src/patching/engine/bashSyntax';
import type { Command, Word } from '../../../../src/patching/engine/model';
import { contains } from '../../../../src/patching/engine/order';
import { nodesOf } from '../../../../src/patching/engine/syntaxTree';
import { run } from '../../../support/program';
import { bashCommands, type Shell } from './bashCommands';

/** Scripts of one to three commands; more are tried with `BASH_SCRIPTS=100000`. */
const count = Number(process.env.BASH_SCRIPTS ?? 11_000);

// So many scripts have each construct, at least.
const floor = count / 100;
const constructsKnown = 30;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arc-words-'));
  for (const name of ['a1', 'b1', 'c1', 'ab', 'out', 'o u', 'o1', 'commands', 'judge'])
    writeFileSync(join(folder, name), '');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Variables as the scripts under test find them. */
const given: Readonly<Record<string, string>> = { v: 'ab', e: '', n: '1' };

// Every call tells its arguments, each ended by a NUL, and a line end; what it was given as a file has no fixed name.
const judge = `
shopt -s extglob
p() { local each; printf 'p\\0' >&9; for each; do printf '%s\\0' "\${each/#\\/dev\\/fd\\/+([0-9])//dev/fd/N}" >&9; done; printf '\\1' >&9; }
w() { local each; for each; do printf '%s\\0' "\${each/#\\/dev\\/fd\\/+([0-9])//dev/fd/N}" >&9; done; printf '\\2' >&9; }
reset() { unset u A B C D E F G H I J fd; v=ab e= n=1; l=(one 'two words' three) k=(1 2); }
exec 9>&1 >/dev/null 2>/dev/null </dev/null
while IFS= read -r -d '' record <&8; do
  reset; set -- 'first arg' second
  eval "$record"
  printf '\\3' >&9
done 8<commands
`;

/** What bash gives each of the records, as text. */
function judged(records: readonly string[]): readonly string[] {
  writeFileSync(join(folder, 'commands'), records.map((record) => `${record}\0`).join(''));
  writeFileSync(join(folder, 'judge'), judge);
  const output = run('env', 'coreutils', ['-C', folder, 'HOME=/home/someone', 'LC_ALL=C.UTF-8', 'bash', 'judge']);
  return output.toString().split('\x03').slice(0, -1);
}

/** The commands of a script that are its own, not those of a substitution. */
function commandsOf(text: string): { commands: readonly Command[]; textOf: (word: Word) => string | undefined } {
  const root = parseBash(text);
  const nodes = nodesOf(root);
  const error = nodes.find(({ type }) => type === 'ERROR');
  if (error) throw new Error(`Not read from ${error.start}: ${JSON.stringify(text)}`);
  const inner = nodes.filter(({ type }) => /^(command|process)_substitution$/.test(type));
  const model = readBash(root, text);
  const textOf = ({ parts }: Word): string | undefined => {
    const texts = parts.map((part) =>
      'text' in part ? part.text : 'variable' in part ? given[part.variable] : undefined,
    );
    return texts.every((each) => each !== undefined) ? texts.join('') : undefined;
  };
  return { commands: model.commands.filter((each) => !inner.some((outer) => contains(outer, each))), textOf };
}

describe('the words that are read', { timeout: 300_000 }, () => {
  it('are those of bash', () => {
    const samples: readonly Shell[] = fc.sample(bashCommands, { numRuns: count, seed: 20_260 });
    const records = samples.flatMap(({ text }) => {
      const { commands } = commandsOf(text);
      const words = commands.map(({ words: each }) =>
        [...each.map(({ start, end }) => `w ${text.slice(start, end)}`), `printf '\\1' >&9`].join('\n'),
      );
      return [text, words.join('\n')];
    });
    const outputs = judged(records);
    expect(outputs).toHaveLength(records.length);
    const hits = new Map<string, number>();
    const others: unknown[] = [];
    let calls = 0;
    let values = 0;
    for (const [index, { text, constructs }] of samples.entries()) {
      const [whole = '', apart = ''] = outputs.slice(index * 2, index * 2 + 2);
      if (whole !== apart.replaceAll('\x02', '') || whole === '') others.push({ text, whole, apart });
      const { commands, textOf } = commandsOf(text);
      calls += commands.length;
      const fields = apart.split(/\x01?(?<=[\x01\x02])/);
      let at = 0;
      for (const word of commands.flatMap(({ words }) => words)) {
        const field = fields[at++]?.replace(/^\x01/, '');
        const value = textOf(word);
        if (value === undefined || word.spread !== 'no' || value.startsWith('~')) continue;
        values++;
        if (field !== `${value}\0\x02`) others.push({ text, word: text.slice(word.start, word.end), value, field });
      }
      for (const construct of new Set(constructs)) hits.set(construct, (hits.get(construct) ?? 0) + 1);
    }
    expect(others.slice(0, 5)).toEqual([]);
    expect(calls).toBeGreaterThan(count * 1.9);
    expect(values).toBeGreaterThan(count * 4);
    expect(hits.size).toBe(constructsKnown);
    expect([...hits].filter(([, hit]) => hit < floor)).toEqual([]);
  });
});
