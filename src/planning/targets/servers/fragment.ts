import type { Mark, MarkKind } from '../script';

/** A piece of a script: code, and the stretches of it that are marked. */
export interface Fragment {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export type Tag = (code: TemplateStringsArray, ...parts: readonly (Fragment | string | number)[]) => Fragment;

export const nothing: Fragment = { text: '', marks: [] };

/**
 * A template tag for one shell. The template is the shell's code, as written: a backslash needs no doubling, only
 * `\${` and an escaped backtick lose theirs. An interpolated string is data and becomes a literal of the shell; only a
 * fragment is inserted as code. A line break right after the opening backtick and one right before the closing are
 * not part of the code.
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

// A template is the same object every time, and thousands of scripts are made of the same few.
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

/** Marks a whole fragment; marks inside it stay. */
export const mark = (kind: MarkKind, { text, marks }: Fragment): Fragment => ({
  text,
  marks: [{ start: 0, end: text.length, kind }, ...marks],
});

/** Fragments with a separator between them; those with no text are left out. */
export function join(fragments: readonly Fragment[], separator: string): Fragment {
  const present = fragments.filter(({ text }) => text !== '');
  return concat(present.flatMap((fragment, index) => (index === 0 ? [fragment] : [verbatim(separator), fragment])));
}

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
