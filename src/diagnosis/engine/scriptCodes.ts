import { type ExitCode, exitCodes } from '../../planning/targets/servers';
import data from './data/scriptFixes.json';
import type { Meaning } from './diagnosis';
import { lookUp } from '../../kernel/lookUp';

const fixes: Readonly<Record<string, string>> = data.fixes;

/** What it means that a script of this product ended with a number. */
export function scriptMeaning(number: number): Meaning | undefined {
  const all: readonly (readonly [string, ExitCode])[] = Object.entries(exitCodes);
  const [name, exit] = all.find(([, { code }]) => code === number) ?? [];
  if (name === undefined || exit === undefined) return undefined;
  return { cause: exit.meaning, fix: lookUp(fixes, name) ?? '', source: `${data.source} (${data.asOf})` };
}
