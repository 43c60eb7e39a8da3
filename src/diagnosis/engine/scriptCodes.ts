import * as l10n from '@vscode/l10n';
import { lookUp } from '../../kernel/lookUp';
import { translated } from '../../kernel/text/phrases';
import { instanceExitCodes } from '../../planning/targets/azureLocal';
import { clusterExitCodes } from '../../planning/targets/clusters';
import { type ExitCode, exitCodes } from '../../planning/targets/servers';
import data from './data/scriptFixes.json';
import type { Meaning } from './diagnosis';

interface Scripts {
  readonly when: string;
  readonly codes: Readonly<Record<string, ExitCode>>;
  readonly fixes: Readonly<Record<string, string>>;
}

const kinds: readonly Scripts[] = [
  { when: l10n.t('From a script of this extension, for servers'), codes: exitCodes, fixes: data.servers },
  { when: l10n.t('From a script of this extension, for a cluster'), codes: clusterExitCodes, fixes: data.clusters },
  {
    when: l10n.t('From a script of this extension, for an Azure Local machine'),
    codes: instanceExitCodes,
    fixes: data.azureLocal,
  },
];

/** By the kind of target that the script is for. */
export const scriptMeanings = (number: number): readonly Meaning[] =>
  kinds.flatMap(({ when, codes, fixes }) => {
    const [name, exit] = Object.entries(codes).find(([, { code }]) => code === number) ?? [];
    if (name === undefined || exit === undefined || name === 'done') return [];
    const source = `${translated(data.source)} (${data.asOf})`;
    return [{ when, cause: translated(exit.meaning), fix: translated(lookUp(fixes, name) ?? ''), source }];
  });
