import * as l10n from '@vscode/l10n';
import type { Severity } from '../../kernel/finding';
import { withServices } from '../../kernel/knowledge/agentServices';
import type { OperatingSystem } from '../../kernel/resources';
import { translated } from '../../kernel/text/phrases';
import data from './data/agentCodes.json';
import type { Meaning } from './diagnosis';

interface AgentCodeEntry {
  readonly number: number;
  /** `Linux` or `Windows`; absent for both. */
  readonly system?: string;
  readonly cause: string;
  readonly fix: string;
  readonly severity?: string;
}

const groups: readonly {
  readonly source: string;
  readonly asOf: string;
  readonly entries: readonly AgentCodeEntry[];
}[] = data;

const rows = groups.flatMap(({ source, asOf, entries }) =>
  entries.map((entry) => ({ ...entry, source: `${source} (${asOf})` })),
);

/**
 * Empty when unknown; `AZCM0026` and exit code 26 are the same. `whenOf` describes when a meaning applies, by its
 * operating system.
 */
export function agentMeanings(number: number, whenOf = onSystem): readonly Meaning[] {
  return rows
    .filter((row) => row.number === number)
    .map(({ system, cause, fix, source }) => ({
      ...whenOf(system),
      cause: withServices(translated(cause), osOf(system)),
      fix: withServices(translated(fix), osOf(system)),
      source,
    }));
}

const onSystem = (system: string | undefined): Pick<Meaning, 'when'> =>
  system === undefined ? {} : { when: l10n.t`On ${system}` };

const osOf = (system: string | undefined): OperatingSystem | undefined =>
  system === 'Linux' ? 'linux' : system === 'Windows' ? 'windows' : undefined;

export const agentSeverity = (number: number): Severity =>
  rows.find((row) => row.number === number)?.severity === 'info' ? 'info' : 'error';

export const agentCode = (number: number): string => `AZCM${`${number}`.padStart(4, '0')}`;
