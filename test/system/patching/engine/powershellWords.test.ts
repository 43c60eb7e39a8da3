import { beforeAll, describe, expect, it } from 'vitest';
import { parsePowershell } from '../../../../src/patching/engine/powershell/parse';
import { nodesOf } from '../../../../src/patching/engine/syntaxTree';
import { powershell } from '../../../support/powershell';
import { readCommandWords } from '../../../support/powershellTrees';
import { allPairs } from '../../../unit/patching/engine/pairs';
import { constructs, makeCommand } from './powershellCommands';
import { idioms } from './powershellIdioms';

const count = 32_000;
/** More, and others, are tried with `WORDS_SEED=7`. */
const seed = Number(process.env.WORDS_SEED ?? 1);

/** The words of every command as `start-end`, as PowerShell tells them; a fault of the reader instead of them. */
function wordsIn(text: string): readonly string[] {
  const nodes = nodesOf(parsePowershell(text));
  const fault = nodes.find(({ type }) => type === 'ERROR');
  if (fault) return [`cannot be read at ${fault.start}`];
  return nodes
    .filter(({ type }) => type === 'command')
    .map(({ children }) => children.filter(({ isNamed, type }) => isNamed && !/^(redirection|comment)$/.test(type)))
    .map((words) => words.map(({ start, end }) => `${start}-${end}`).join(' '))
    .sort();
}

type Found = Awaited<ReturnType<typeof readCommandWords>>[number];

const asLines = (found: NonNullable<Found>): readonly string[] =>
  found.map((words) => words.map(([start, end]) => `${start}-${end}`).join(' ')).sort();

describe.skipIf(powershell === undefined)('the reader of PowerShell’s words, beside PowerShell itself', () => {
  describe('in commands made at random', () => {
    const made = Array.from({ length: count }, (_, index) => makeCommand(seed * 1_000_000 + index));
    let found: readonly Found[];
    beforeAll(async () => {
      found = await readCommandWords(made.map(({ text }) => text));
    }, 180_000);

    it('finds the same words in every one that PowerShell reads', () => {
      const valid = made.flatMap(({ text }, index) => {
        const theirs = found[index];
        return theirs ? [{ text, words: asLines(theirs) }] : [];
      });
      expect(valid.length).toBeGreaterThan(20_000);
      const other = valid.filter(({ text, words }) => wordsIn(text).join('\n') !== words.join('\n'));
      expect(other.slice(0, 5)).toEqual([]);
    });

    it('has tried every construct in hundreds of them', () => {
      const counts = new Map(constructs.map((each) => [each, 0]));
      for (const [index, { constructs: used }] of made.entries())
        if (found[index]) for (const each of used) counts.set(each, (counts.get(each) ?? 0) + 1);
      expect([...counts].filter(([, times]) => times < 300)).toEqual([]);
    });
  });

  it('finds the same words in what people write', async () => {
    const pairs = allPairs().filter(({ name }) => name.endsWith('.ps1'));
    expect(pairs.length).toBeGreaterThan(40);
    const texts = [...idioms, ...pairs.flatMap(({ before, patched }) => [before, patched.text])];
    const found = await readCommandWords(texts);
    const other = texts.flatMap((text, index) => {
      const theirs = found[index];
      const words = theirs ? asLines(theirs) : ['not read by PowerShell'];
      const own = wordsIn(text);
      return own.join('\n') === words.join('\n') ? [] : [{ text, own, words }];
    });
    expect(other).toEqual([]);
  });
});
