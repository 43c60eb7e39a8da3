import { withServices } from '../../kernel/knowledge/agentServices';
import type { OperatingSystem } from '../../kernel/resources';
import type { Severity } from '../../kernel/finding';
import data from './data/agentCodes.json';
import type { Meaning } from './diagnosis';

interface Entry {
  readonly number: number;
  /** The one operating system it means this on. */
  readonly system?: string;
  readonly cause: string;
  readonly fix: string;
  readonly severity?: string;
}

const groups: readonly { readonly source: string; readonly asOf: string; readonly entries: readonly Entry[] }[] = data;

const rows = groups.flatMap(({ source, asOf, entries }) =>
  entries.map((entry) => ({ ...entry, source: `${source} (${asOf})` })),
);

/**
 * What a code of azcmagent or of its installer means: `AZCM0026` and exit code 26 are the same. None when unknown.
 * `whenOf` says in which case a meaning holds, by the one system it holds on.
 */
export function agentMeanings(number: number, whenOf = onSystem): readonly Meaning[] {
  return rows
    .filter((row) => row.number === number)
    .map(({ system, cause, fix, source }) => ({
      ...whenOf(system),
      cause: withServices(cause, osOf(system)),
      fix: withServices(fix, osOf(system)),
      source,
    }));
}

const onSystem = (system: string | undefined): Pick<Meaning, 'when'> =>
  system === undefined ? {} : { when: `On ${system}` };

const osOf = (system: string | undefined): OperatingSystem | undefined =>
  system === 'Linux' ? 'linux' : system === 'Windows' ? 'windows' : undefined;

export const agentSeverity = (number: number): Severity =>
  rows.find((row) => row.number === number)?.severity === 'info' ? 'info' : 'error';

export const agentCode = (number: number): string => `AZCM${`${number}`.padStart(4, '0')}`;
