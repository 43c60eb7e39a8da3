import { withoutEnd } from '../../kernel/scan';
import { tookTooLong } from '../../planning/targets/servers';
import { plainText } from '../../kernel/text/plainText';

/**
 * `@@show` begins a section, `@@show:0` ends it with the exit code, and `@@cut` marks truncation.
 */
export interface Section {
  readonly text: string;
  /** Undefined if the end is missing. */
  readonly exitCode?: number;
  /** False if output is missing. */
  readonly isWhole: boolean;
}

export type SectionName = 'config' | 'show' | 'check' | 'log';

/** Printed if there is no agent. */
export const noAgentMark = '@@noagent';

export const sectionText = (name: SectionName, exitCode: number, text: string): string =>
  `@@${name}\n${withoutEnd(text, '\n')}\n@@${name}:${exitCode.toFixed(0)}\n`;

const mark = /^@@(config|show|check|log)(?::(\d+))?[ \t]*$/;

/** Output may be truncated at either end. The first section of a name counts. */
export function sectionsIn(output: string): ReadonlyMap<SectionName, Section> {
  const found = new Map<SectionName, Section>();
  let open: { readonly name: SectionName; readonly lines: string[] } | undefined;
  for (const line of plainText(output).split('\n')) {
    const [, word, code] = mark.exec(line) ?? [];
    const name = word as SectionName | undefined;
    if (name === undefined) open?.lines.push(line);
    else if (code === undefined) open = { name, lines: [] };
    else if (open?.name === name) {
      if (!found.has(name)) found.set(name, closed(open.lines, Number(code)));
      open = undefined;
    }
  }
  if (open && !found.has(open.name)) found.set(open.name, cutOff(open.lines));
  return found;
}

function closed(lines: readonly string[], exitCode: number): Section {
  if (exitCode === tookTooLong) return { ...cutOff(lines), exitCode };
  const kept = lines.filter((line) => line.trim() !== '@@cut');
  return { text: kept.join('\n'), exitCode, isWhole: kept.length === lines.length };
}

/** Drops the last line: a truncated value is a wrong value. */
const cutOff = (lines: readonly string[]): Section => ({ text: lines.slice(0, -1).join('\n'), isWhole: false });
