import { translated } from '../../kernel/text/phrases';
import data from './data/entraCodes.json';
import type { Meaning } from './diagnosis';

const meanings: ReadonlyMap<number, Meaning> = new Map(
  data.flatMap(({ source, asOf, entries }) =>
    entries.flatMap(({ codes, cause, fix }) =>
      codes.map((code) => [code, { cause, fix, source: `${source} (${asOf})` }] as const),
    ),
  ),
);

/** What `AADSTS…` means where an agent, a script, or the Azure CLI prints it; undefined if unknown. */
export function entraMeaning(code: number): Meaning | undefined {
  const meaning = meanings.get(code);
  return meaning && { ...meaning, cause: translated(meaning.cause), fix: translated(meaning.fix) };
}
