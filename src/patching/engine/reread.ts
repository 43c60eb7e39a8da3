import type { Connect } from './connect';
import type { Context } from './context';
import { type EditMap, editMap } from './editMap';
import { InsertedWords } from './insertedWords';
import { unmeantChange } from './meantChanges';
import type { RefusalReason } from './refusals';
import type { Model } from './model';
import type { PatchPass, ScriptReading } from './patchPass';
import { containment } from './spans';
import { nodesOf, type Span, type SyntaxNode } from './syntaxTree';
import type { WantedOption } from './wanted';

export interface RereadProblem {
  readonly at: number;
  readonly reason: RefusalReason;
}

type ProblemCode = Extract<RefusalReason['code'], `patched.other${string}` | 'patched.notDone'>;
const problemAt = (at: number, code: ProblemCode): RereadProblem => ({ at, reason: { code } });

/**
 * Compares a text and its patched form. Apart from the edits, all words must be equal, each patched command
 * must have its options once, and nothing may remain to patch.
 */
export function rereadProblems(first: PatchPass, second: PatchPass): readonly RereadProblem[] {
  const map = editMap(first.edits);
  const problems: readonly RereadProblem[] = [
    ...second.patch.refusals.map(({ line, ...reason }): RereadProblem => ({
      at: map.origin(second.patch.startOf(line)),
      reason: { code: 'patched.refused', reason },
    })),
    ...second.edits.map(({ start }) => problemAt(map.origin(start), 'patched.notDone')),
    ...gluedInsertions(first),
  ];
  if (problems.length > 0) return problems;
  const unmeant = unmeantChange(first, second);
  return [
    ...connectProblems(first, second, map),
    ...partProblems(first, second, map),
    ...(unmeant === undefined ? [] : [problemAt(unmeant, 'patched.otherWords')]),
  ];
}

function connectProblems(first: PatchPass, second: PatchPass, map: EditMap): readonly RereadProblem[] {
  const before = first.scripts.flatMap(patchedCommands);
  const after = second.scripts.flatMap((script) =>
    patchedCommands(script).map((connect) => ({ connect, context: script.context })),
  );
  const startOf = ({ verb }: Connect): number => verb.word.start;
  const problems: RereadProblem[] = [];
  for (const [index, connect] of before.entries()) {
    const at = startOf(connect);
    const again = after[index];
    if (!again || map.origin(startOf(again.connect)) !== at) return [problemAt(at, 'patched.otherConnect')];
    if (!connect.wanted.every((option) => hasOnce(again, option))) problems.push(problemAt(at, 'patched.otherConnect'));
  }
  const more = after[before.length];
  return more ? [...problems, problemAt(map.origin(startOf(more.connect)), 'patched.otherConnect')] : problems;
}

const patchedCommands = ({ connects, clusters }: ScriptReading): readonly Connect[] => [...connects, ...clusters];

interface Placed {
  readonly connect: Connect;
  readonly context: Context;
}

function hasOnce({ connect, context }: Placed, option: WantedOption): boolean {
  const [flag, more] = connect.flags.filter(({ name }) => name === option.name);
  if (!flag?.value || more) return false;
  const value = context.values.textOf(flag.value);
  return value === undefined ? option.outsideNote !== undefined : option.isSame(value);
}

const wordEnd = /^[\s;|&)}\]<>,`\\]/;

function gluedInsertions({ edits, scripts, patch: { text } }: PatchPass): readonly RereadProblem[] {
  const commands = scripts.flatMap(({ context }) => context.model.commands);
  const ends = new Set([
    text.length,
    ...scripts.map(({ region }) => region.end),
    ...commands.flatMap(({ words }) => words.flatMap(({ isInText, end }) => (isInText ? [end] : []))),
  ]);
  return edits
    .filter(({ start, end, replacement }) => start === end && !/[\s;,]$/.test(replacement))
    .filter(({ end }) => !ends.has(end) && !wordEnd.test(text.slice(end, end + 1)))
    .map(({ start }) => problemAt(start, 'patched.otherInsertion'));
}

function partProblems(first: PatchPass, second: PatchPass, map: EditMap): readonly RereadProblem[] {
  if (first.scripts.length !== second.scripts.length) return [problemAt(0, 'patched.otherStructure')];
  const inserted = new InsertedWords();
  const problems = first.scripts.flatMap((script, index): readonly RereadProblem[] => {
    const again = second.scripts[index];
    if (!again) return [];
    const words = compareGroups(groupsOf(script.context.model), groupsOf(again.context.model), map, inserted);
    const word = words ?? takenName(again, map);
    if (word !== undefined) return [problemAt(word, 'patched.otherWords')];
    const part = unreadIn(again) > unreadIn(script) ? script.region.start : compareLeaves(script.root, again.root, map);
    return part === undefined ? [] : [problemAt(part, 'patched.otherStructure')];
  });
  const misread = first.edits.filter((edit) => !inserted.isRead(edit));
  return [...problems, ...misread.map(({ start }) => problemAt(start, 'patched.otherInsertion'))];
}

const unreadIn = ({ root }: ScriptReading): number =>
  nodesOf(root).filter(({ type }) => type === 'unread_statement').length;

interface Group {
  readonly kind: string;
  readonly words: readonly Span[];
}

const groupsOf = ({ commands, assignments, tables }: Model): readonly Group[] => [
  ...commands.map(({ words }) => ({ kind: 'command', words: words.flatMap((word) => word.items ?? [word]) })),
  ...assignments.map(({ name, value, list }) => ({ kind: `=${name}`, words: list ?? (value ? [value] : []) })),
  ...tables.map(({ entries }) => ({
    kind: 'table',
    words: entries.flatMap(({ start, keyEnd, value }) => [
      { start, end: keyEnd },
      ...(value?.items ?? (value ? [value] : [])),
    ]),
  })),
];

function compareGroups(
  before: readonly Group[],
  after: readonly Group[],
  map: EditMap,
  inserted?: InsertedWords,
): number | undefined {
  const kept = before.flatMap(({ kind, words }) => {
    for (const word of words) inserted?.addWord(word, map.replacing(word));
    const moved = words.filter((word) => word.start < word.end && !map.replacing(word)).map((word) => map.moved(word));
    return moved.length === 0 ? [] : [{ kind, words: moved }];
  });
  const found = after.flatMap(({ kind, words }) => {
    const rest = words.filter((word) => {
      const placed = map.inserting(word);
      if (placed) inserted?.addInserted(word, placed);
      return word.start < word.end && !placed;
    });
    return rest.length === 0 ? [] : [{ kind, words: rest }];
  });
  const index = kept.findIndex((group, at) => !isSame(group, found[at]));
  const other = found[index < 0 ? kept.length : index];
  const place = kept[index]?.words[0] ?? other?.words[0];
  return index < 0 && !other ? undefined : map.origin(place?.start ?? 0);
}

function compareLeaves(before: SyntaxNode, after: SyntaxNode, map: EditMap): number | undefined {
  const leaves = leavesOf(before);
  const isChanged = containment(leaves.filter((leaf) => map.isChanged(leaf)).map((leaf) => map.moved(leaf)));
  const asGroup = (leaf: SyntaxNode): Group => ({ kind: leaf.type, words: [leaf] });
  return compareGroups(
    leaves.filter((leaf) => !map.isChanged(leaf)).map(asGroup),
    leavesOf(after)
      .filter((leaf) => !isChanged(leaf))
      .map(asGroup),
    map,
  );
}

// Scripts in heredocs are read separately.
const leavesOf = (root: SyntaxNode): readonly SyntaxNode[] =>
  nodesOf(root).filter(({ type, children }) => children.length === 0 && type !== 'heredoc_body');

const isSame = (a: Group, b: Group | undefined): boolean =>
  a.kind === b?.kind &&
  a.words.length === b.words.length &&
  a.words.every(({ start, end }, index) => start === b.words[index]?.start && end === b.words[index].end);

function takenName({ context: { model, values } }: ScriptReading, map: EditMap): number | undefined {
  const taken = model.assignments.find(
    ({ name, target, isAppended }) =>
      !isAppended && target.start < target.end && map.inserting(target) && values.countOf(name) > 1,
  );
  return taken && map.origin(taken.target.start);
}
