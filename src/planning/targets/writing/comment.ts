import { commentText } from '../../../kernel/text/quote';
import type { Fragment } from './fragment';

/** How a generated script ended. */
export interface ExitCode {
  readonly code: number;
  /** For the script’s header, in English. */
  readonly name: string;
  readonly meaning: string;
}

export function comment(
  lines: readonly string[],
  codes: readonly ExitCode[],
  separator: string,
  title = 'Exit codes',
): Fragment {
  const all = [...lines.map(commentText), ...(codes.length === 0 ? [] : codeLines(title, codes, separator))];
  return { text: all.map((line) => `# ${line}`).join('\n'), marks: [] };
}

function codeLines(title: string, codes: readonly ExitCode[], separator: string): string[] {
  const [first = '', ...rest] = codes.map(({ code, name }) => `${code} ${name}`);
  return rest.reduce(
    (lines, item) => {
      const longer = `${lines.at(-1) ?? ''}${separator}${item}`;
      return longer.length <= 76 ? [...lines.slice(0, -1), longer] : [...lines, item];
    },
    [`${title}: ${first}`],
  );
}
