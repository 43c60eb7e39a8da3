import { lookUp } from '../../kernel/lookUp';
import { translated } from '../../kernel/text/phrases';
import { type ExitCode, exitCodes } from '../../planning/targets/servers';
import data from './data/scriptFixes.json';
import type { Meaning } from './diagnosis';

const fixes: Readonly<Record<string, string>> = data.fixes;

export function scriptMeaning(number: number): Meaning | undefined {
  const all: readonly (readonly [string, ExitCode])[] = Object.entries(exitCodes);
  const [name, exit] = all.find(([, { code }]) => code === number) ?? [];
  if (name === undefined || exit === undefined) return undefined;
  const source = `${translated(data.source)} (${data.asOf})`;
  return { cause: translated(exit.meaning), fix: translated(lookUp(fixes, name) ?? ''), source };
}
