import { withoutEnd } from '../../kernel/scan';
import { tookTooLong } from '../../planning/targets/servers';
import { plainText } from '../../kernel/text/plainText';

/**
 * How the output of the verification script is divided: `@@show` begins a section, `@@show:0` ends it with the exit code
 * of its command, and `@@cut` inside says that the rest did not fit.
 */
export interface Section {
  readonly text: string;
  /** Undefined when the end of the section is missing. */
  readonly exitCode?: number;
  /** False when something of the command's output is missing. */
  readonly isWhole: boolean;
}

export type SectionName = 'config' | 'show' | 'check' | 'log';

/** What the script says in place of the sections on a machine without the agent. */
export const noAgentMark = '@@noagent';

export const sectionText = (name: SectionName, exitCode: number, text: string): string =>
  `@@${name}\n${withoutEnd(text, '\n')}\n@@${name}:${exitCode.toFixed(0)}\n`;

const mark = /^@@(config|show|check|log)(?::(\d+))?[ \t]*$/;

/** The sections of an output, also of one with its head or its tail cut off. The first of a name counts. */
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

/** The last line may be half of one, and half a value is another value. */
const cutOff = (lines: readonly string[]): Section => ({ text: lines.slice(0, -1).join('\n'), isWhole: false });
