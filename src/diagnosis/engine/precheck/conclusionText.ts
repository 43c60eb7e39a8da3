import { lookUp } from '../../../kernel/lookUp';
import { translated } from '../../../kernel/text/phrases';
import data from './data/conclusions.json';
import type { ProbeConclusion, Responsible, Verdict } from './verdict';

/** Fills in a sentence of a data file: `translated` for people, `inEnglish` for exported files. */
export type ShowSentence = typeof translated;

type ConcludedProbe = Pick<ProbeConclusion, 'code' | 'values'> & { readonly host: string; readonly port: number };

const wordsOfValues: Readonly<Record<string, Readonly<Record<string, string>>>> = data.words;

export const seenText = (row: ConcludedProbe, show: ShowSentence = translated): string =>
  show(data.conclusions[row.code].seen, shownValues(row, show));

/** Empty when there is nothing to do. */
export const fixText = (row: ConcludedProbe, show: ShowSentence = translated): string => {
  const { fix } = data.conclusions[row.code];
  return fix === '' ? '' : show(fix, shownValues(row, show));
};

export const teamName = (team: Responsible, show: ShowSentence = translated): string => show(data.teams[team]);

export const verdictName = (verdict: Verdict, show: ShowSentence = translated): string =>
  show(data.verdicts[verdict].name);

export const verdictCount = (verdict: Verdict, count: number, all: number): string =>
  translated(data.verdicts[verdict].count, { count, all });

function shownValues({ host, port, values }: ConcludedProbe, show: ShowSentence): Record<string, string | number> {
  const shown = Object.entries(values).map(([name, value]) => {
    const word = lookUp(lookUp(wordsOfValues, name) ?? {}, String(value));
    return [name, word === undefined ? value : show(word)] as const;
  });
  return { host, port, ...Object.fromEntries(shown) };
}
