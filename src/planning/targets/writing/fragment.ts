import { memoize } from '../../../kernel/memo';
import type { Mark, MarkKind } from '../script';

/** Script code with marked ranges. */
export interface Fragment {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export type Tag = (code: TemplateStringsArray, ...parts: readonly (Fragment | string | number)[]) => Fragment;

export const nothing: Fragment = { text: '', marks: [] };

/**
 * A template tag for a shell. The template is raw code: only `\${` and an escaped backtick lose their backslash. An
 * interpolated string becomes a literal of the shell; only a fragment is inserted as code. A line break right after the
 * opening or before the closing backtick isn’t part of the code.
 */
export function shellTag(literal: (text: string) => string): Tag {
  return (template, ...parts) => {
    return concat(
      codeOf(template).flatMap((piece, index) => {
        const part = parts[index];
        return part === undefined ? [verbatim(piece)] : [verbatim(piece), asFragment(part, literal)];
      }),
    );
  };
}

// Template objects are reused for thousands of scripts.
const read = new WeakMap<TemplateStringsArray, readonly string[]>();

function codeOf(template: TemplateStringsArray): readonly string[] {
  const known = read.get(template);
  if (known) return known;
  const code = template.raw.map((piece) => piece.replace(/\\(\$\{|`)/g, '$1'));
  code[0] = (code[0] ?? '').replace(/^\n/, '');
  code[code.length - 1] = (code.at(-1) ?? '').replace(/\n$/, '');
  read.set(template, code);
  return code;
}

/** Marks a whole fragment and keeps marks inside it. */
export const mark = (kind: MarkKind, { text, marks }: Fragment): Fragment => ({
  text,
  marks: [{ start: 0, end: text.length, kind }, ...marks],
});

/** Joins non-empty fragments. */
export function join(fragments: readonly Fragment[], separator: string): Fragment {
  const present = fragments.filter(({ text }) => text !== '');
  return concat(present.flatMap((fragment, index) => (index === 0 ? [fragment] : [verbatim(separator), fragment])));
}

/** The last line of a file ends too. */
export const endLine = (fragment: Fragment): Fragment => concat([fragment, verbatim('\n')]);

/** Literals, one a line; made once for each list, because a site may have thousands. */
export const literalLines = (
  literal: (text: string) => string,
  indent: string,
): ((values: readonly string[]) => Fragment) =>
  memoize((values) => verbatim(values.map((value) => indent + literal(value)).join('\n')));

const verbatim = (text: string): Fragment => ({ text, marks: [] });

function asFragment(part: Fragment | string | number, literal: (text: string) => string): Fragment {
  if (typeof part === 'string') return verbatim(literal(part));
  return typeof part === 'number' ? verbatim(part.toFixed(0)) : part;
}

function concat(fragments: readonly Fragment[]): Fragment {
  let text = '';
  const marks: Mark[] = [];
  for (const fragment of fragments) {
    const offset = text.length;
    marks.push(...fragment.marks.map((m) => ({ ...m, start: m.start + offset, end: m.end + offset })));
    text += fragment.text;
  }
  return { text, marks };
}
