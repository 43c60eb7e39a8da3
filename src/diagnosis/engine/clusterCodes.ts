import data from './data/clusterCodes.json';
import type { Meaning } from './diagnosis';

const meanings: ReadonlyMap<string, Meaning> = new Map(
  data.flatMap(({ source, asOf, entries }) =>
    entries.map(({ code, cause, fix }) => [code, { cause, fix, source: `${source} (${asOf})` }] as const),
  ),
);

/** What a code of the Azure CLI's connectedk8s extension means, `AZK8S0301`. */
export const clusterMeaning = (code: string): Meaning | undefined => meanings.get(code);
