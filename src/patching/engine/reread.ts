import { sameResource } from '../../kernel/resources';
import type { Connect } from './connect';
import { type EditMap, editMap } from './editMap';
import { InsertedWords } from './insertedWords';
import { unmeantChange } from './meantChanges';
import type { Model } from './model';
import type { PatchPass, ScriptReading } from './patchPass';
import { containment } from './spans';
import { nodesOf, type Span, type SyntaxNode } from './syntaxTree';

/** What the second reading does not find as it was meant, and where that is in the text as it was given. */
export interface RereadProblem {
  readonly at: number;
  readonly reason: string;
}

const byHand = 'Change it by hand.';
const otherWords = `Read again, the patched script gives this command other words than it has now. ${byHand}`;
const otherConnect = `Read again, the patched script does not give this connect the gateway exactly once. ${byHand}`;
const otherParts = `Read again, the patched script is not made of the same parts here. ${byHand}`;
const otherInsertion = `Read again, what the patch inserts here is not what it was meant to be. ${byHand}`;
const notDone = `Read again, the patched script would have to be patched here once more. ${byHand}`;

/**
 * Compares two readings: of a text, and of the same text with the edits of the first reading. Every word is where it was
 * and as it was, except for what the edits meant; every connect names the site's gateway once; nothing is left to do.
 */
export function rereadProblems(first: PatchPass, second: PatchPass): readonly RereadProblem[] {
  const map = editMap(first.edits);
  const problems: readonly RereadProblem[] = [
    ...second.draft.refusals.map(({ line, reason }) => ({
      at: map.origin(second.draft.startOf(line)),
      reason: `Read again, the patched script is refused. ${reason}`,
    })),
    ...second.edits.map(({ start }) => ({ at: map.origin(start), reason: notDone })),
    ...gluedInsertions(first),
  ];
  // A comparison needs two texts that could be read.
  if (problems.length > 0) return problems;
  const unmeant = unmeantChange(first, second);
  return [
    ...connectProblems(first, second, map),
    ...partProblems(first, second, map),
    ...(unmeant === undefined ? [] : [{ at: unmeant, reason: otherWords }]),
  ];
}

function connectProblems(first: PatchPass, second: PatchPass, map: EditMap): readonly RereadProblem[] {
  const before = first.scripts.flatMap(({ connects }) => connects);
  const after = second.scripts.flatMap(({ connects, context }) => connects.map((connect) => ({ connect, context })));
  const startOf = ({ verb }: Connect): number => verb.word.start;
  const problems: RereadProblem[] = [];
  for (const [index, connect] of before.entries()) {
    const at = startOf(connect);
    const again = after[index];
    if (!again || map.origin(startOf(again.connect)) !== at) return [{ at, reason: otherConnect }];
    const [flag, more] = again.connect.flags.filter(({ name }) => name === 'gateway-id');
    const value = flag?.value && again.context.values.textOf(flag.value);
    const isRight = value !== undefined && sameResource(value, again.context.site.gateway.id);
    if (!isRight || more) problems.push({ at, reason: otherConnect });
  }
  const more = after[before.length];
  return more ? [...problems, { at: map.origin(startOf(more.connect)), reason: otherConnect }] : problems;
}

// What may follow an inserted word: a blank or a sign of the shell that ends a word.
const wordEnd = /^[\s;|&)}<>,`\\]/;

/** Insertions that would grow together with the text behind them. */
function gluedInsertions({ edits, scripts, draft: { text } }: PatchPass): readonly RereadProblem[] {
  const ends = new Set([text.length, ...scripts.map(({ region }) => region.end)]);
  return edits
    .filter(({ start, end, replacement }) => start === end && !/[\s;,]$/.test(replacement))
    .filter(({ end }) => !ends.has(end) && !wordEnd.test(text.slice(end, end + 1)))
    .map(({ start }) => ({ at: start, reason: otherInsertion }));
}

function partProblems(first: PatchPass, second: PatchPass, map: EditMap): readonly RereadProblem[] {
  if (first.scripts.length !== second.scripts.length) return [{ at: 0, reason: otherParts }];
  const inserted = new InsertedWords();
  const problems = first.scripts.flatMap((script, index): readonly RereadProblem[] => {
    const again = second.scripts[index];
    if (!again) return [];
    const words = compareGroups(groupsOf(script.context.model), groupsOf(again.context.model), map, inserted);
    const word = words ?? takenName(again, map);
    if (word !== undefined) return [{ at: word, reason: otherWords }];
    const part = compareLeaves(script.root, again.root, map);
    return part === undefined ? [] : [{ at: part, reason: otherParts }];
  });
  const misread = first.edits.filter((edit) => !inserted.isRead(edit));
  return [...problems, ...misread.map(({ start }) => ({ at: start, reason: otherInsertion }))];
}

/** Spans that belong together: the words of a command or a list, the keys and values of a table, the value of a variable. */
interface Group {
  readonly kind: string;
  readonly words: readonly Span[];
}

const groupsOf = ({ commands, assignments, tables }: Model): readonly Group[] => [
  ...commands.map(({ words }) => ({ kind: 'command', words: words.flatMap((word) => word.items ?? [word]) })),
  ...assignments.map(({ name, value, list }) => ({ kind: `=${name}`, words: list ?? (value ? [value] : []) })),
  ...tables.map(({ entries }) => ({
    kind: 'table',
    words: entries.flatMap(({ start, keyEnd, value }) => [{ start, end: keyEnd }, ...(value ? [value] : [])]),
  })),
];

/** Where the first group stands that is not as it was, but for the edits; undefined where all are. */
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

/** Compares the leaves of two trees, except for those that are changed. */
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

// The texts of heredocs are texts to the script around them; those that are scripts are read for themselves.
const leavesOf = (root: SyntaxNode): readonly SyntaxNode[] =>
  nodesOf(root).filter(({ type, children }) => children.length === 0 && type !== 'heredoc_body');

const isSame = (a: Group, b: Group | undefined): boolean =>
  a.kind === b?.kind &&
  a.words.length === b.words.length &&
  a.words.every(({ start, end }, index) => start === b.words[index]?.start && end === b.words[index].end);

/** Where a variable is declared whose name the script gives to something else too. */
function takenName({ context: { model, values } }: ScriptReading, map: EditMap): number | undefined {
  const taken = model.assignments.find(
    ({ name, target }) => target.start < target.end && map.inserting(target) && values.countOf(name) > 1,
  );
  return taken && map.origin(taken.target.start);
}
