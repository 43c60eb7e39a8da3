import { patchLimits } from './limits';
import type { Assignment, Model, Part, Word } from './model';
import type { SyntaxNode } from './syntaxTree';

/** A variable's value is certain only if assigned once, to fixed text. */
export interface Values {
  /** Undefined for none or several. */
  readonly assignmentOf: (name: string) => Assignment | undefined;
  readonly countOf: (name: string) => number;
  /** Undefined if known only at run time. */
  readonly textOf: (word: Word) => string | undefined;
  /** `⟨name⟩` replaces unknown parts; equal for words certain to be the same. */
  readonly keyOf: (word: Word) => string | undefined;
  /** The first list and appended ones; undefined if uncertain. */
  readonly listsOf: (name: string) => readonly List[] | undefined;
  /** Undefined if the variable gets anything but lists. */
  readonly alternativesOf: (name: string) => readonly (readonly Word[])[] | undefined;
  readonly seenOf: (name: string) => readonly Word[];
  readonly listedIn: (name: string) => readonly Word[];
}

export interface List {
  readonly words: readonly Word[];
  readonly statement: SyntaxNode | undefined;
  readonly isAppended: boolean;
}

const deepest = 8;

export function valuesOf({ assignments, language }: Model): Values {
  const byName = Map.groupBy(assignments, ({ name }) => name);
  const assignmentOf = (name: string): Assignment | undefined => {
    const all = byName.get(name) ?? [];
    return all.length === 1 && !all[0]?.isAppended ? all[0] : undefined;
  };
  const render = (parts: readonly Part[], depth: number): string | undefined => {
    const texts: string[] = [];
    for (const part of parts) {
      const text = renderPart(part, depth);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return texts.length === 1 ? texts[0] : texts.join('');
  };
  const renderPart = (part: Part, depth: number): string | undefined => {
    if ('text' in part) return part.text;
    return 'unknown' in part || depth > deepest ? undefined : renderVariable(part.variable, depth);
  };
  // Memoized: variables are resolved at each use.
  const rendered = Array.from({ length: deepest + 1 }, () => new Map<string, string>());
  const renderVariable = (name: string, depth: number): string => {
    const known = rendered[depth]?.get(name);
    if (known !== undefined) return known;
    const value = assignmentOf(name)?.value;
    const text = value && render(value.parts, depth + 1);
    const result = text === undefined || text.length > patchLimits.value ? `⟨${name}⟩` : text;
    rendered[depth]?.set(name, result);
    return result;
  };
  const lists = new Map<string, readonly List[] | undefined>();
  return {
    assignmentOf,
    countOf: (name) => byName.get(name)?.length ?? 0,
    keyOf: (word) => render(word.parts, 0),
    textOf: (word) => {
      const text = render(word.parts, 0);
      return text?.includes('⟨') ? undefined : text;
    },
    listsOf: (name) => {
      if (!lists.has(name)) lists.set(name, listsIn(byName.get(name) ?? [], language === 'powershell'));
      return lists.get(name);
    },
    alternativesOf: (name) => {
      const lists = byName.get(name)?.map(({ list }) => list);
      return lists?.every((list) => list !== undefined) ? lists : undefined;
    },
    listedIn: (name) => (byName.get(name) ?? []).flatMap(({ list }) => list ?? []),
    seenOf: (name) => (byName.get(name) ?? []).flatMap(({ value }) => (value ? [value] : [])),
  };
}

/** `isWordAdded`: an appended scalar is a separate word. */
function listsIn(all: readonly Assignment[], isWordAdded: boolean): readonly List[] | undefined {
  if (all.filter(({ isAppended }) => !isAppended).length !== 1 || all[0]?.isAppended) return undefined;
  const lists = all.map(({ list, value, isAppended, statement }) => {
    const words = list ?? (isAppended && isWordAdded && value ? [value] : undefined);
    return words && { words, isAppended, statement };
  });
  if (!lists.every((each) => each !== undefined)) return undefined;
  return lists.reduce((sum, { words }) => sum + words.length, 0) > patchLimits.listWords ? undefined : lists;
}

/** Undefined unless the word is exactly one variable. */
export function variableOf({ parts }: Word): string | undefined {
  const [only, more] = parts;
  return only && !more && 'variable' in only ? only.variable : undefined;
}
