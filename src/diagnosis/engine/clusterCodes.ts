import { translated } from '../../kernel/text/phrases';
import data from './data/clusterCodes.json';
import type { Meaning } from './diagnosis';

const meanings: ReadonlyMap<string, Meaning> = new Map(
  data.flatMap(({ source, asOf, entries }) =>
    entries.map(({ code, cause, fix }) => [code, { cause, fix, source: `${source} (${asOf})` }] as const),
  ),
);

/** A code of the Azure CLI's connectedk8s extension: `AZK8S0301`. */
export function clusterMeaning(code: string): Meaning | undefined {
  const meaning = meanings.get(code);
  return meaning && { ...meaning, cause: translated(meaning.cause), fix: translated(meaning.fix) };
}
