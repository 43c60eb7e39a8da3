import type { Assignment, Model, Part, Word } from './model';
import type { SyntaxNode } from './syntaxTree';

/** What a script's variables hold, as far as that is certain: assigned exactly once, to fixed text. */
export interface Values {
  /** The one assignment of a variable; undefined when there is none, or more than one. */
  readonly assignmentOf: (name: string) => Assignment | undefined;
  readonly countOf: (name: string) => number;
  /** The word's text; undefined when only the running script knows it. */
  readonly textOf: (word: Word) => string | undefined;
  /** The word's text with `⟨name⟩` for what is not known: equal for words that are certainly the same. */
  readonly keyOf: (word: Word) => string | undefined;
  /** The lists a variable is made of, the first and what is appended to it; undefined when that is not certain. */
  readonly listsOf: (name: string) => readonly List[] | undefined;
}

export interface List {
  readonly words: readonly Word[];
  /** The statement that makes it, or appends it. */
  readonly statement: SyntaxNode | undefined;
  readonly isAppended: boolean;
}

const tooDeep = 8;

export function valuesOf({ assignments }: Model): Values {
  const byName = Map.groupBy(assignments, ({ name }) => name);
  const assignmentOf = (name: string): Assignment | undefined => {
    const all = byName.get(name) ?? [];
    return all.length === 1 && !all[0]?.isAppended ? all[0] : undefined;
  };
  const render = (parts: readonly Part[], depth: number): string | undefined => {
    const texts = parts.map((part) => renderPart(part, depth));
    return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
  };
  const renderPart = (part: Part, depth: number): string | undefined => {
    if ('text' in part) return part.text;
    if ('unknown' in part || depth > tooDeep) return undefined;
    const value = assignmentOf(part.variable)?.value;
    return (value && render(value.parts, depth + 1)) ?? `⟨${part.variable}⟩`;
  };
  return {
    assignmentOf,
    countOf: (name) => byName.get(name)?.length ?? 0,
    keyOf: (word) => render(word.parts, 0),
    textOf: (word) => {
      const text = render(word.parts, 0);
      return text?.includes('⟨') ? undefined : text;
    },
    listsOf: (name) => listsIn(byName.get(name) ?? []),
  };
}

function listsIn(all: readonly Assignment[]): readonly List[] | undefined {
  if (all.filter(({ isAppended }) => !isAppended).length !== 1 || all[0]?.isAppended) return undefined;
  const lists = all.map(({ list, value, isAppended, statement }) => {
    const words = list ?? (isAppended && value ? [value] : undefined);
    return words && { words, isAppended, statement };
  });
  return lists.every((each) => each !== undefined) ? lists : undefined;
}

/** The variable's name, when the word is nothing but one variable. */
export function variableOf({ parts }: Word): string | undefined {
  const [only, more] = parts;
  return only && !more && 'variable' in only ? only.variable : undefined;
}
