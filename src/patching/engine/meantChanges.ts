import { addedAt, isMoved, replacedAt } from './meantWords';
import type { Assignment, Table, Word } from './model';
import type { Span, SyntaxNode } from './syntaxTree';
import { Reading, type WordRow, type WordReading } from './wordReading';

interface TextReading {
  readonly patch: { readonly text: string };
  readonly scripts: readonly WordReading[];
}

/**
 * Offset, in the original text, of the first unintended change. Compares two readings independently of the edits. They
 * may differ only in the options that the site gives commands; the proxy of downloads, install script, and agent; their
 * variables; download addresses; the failure report; and updated preview commands.
 */
export function unmeantChange(before: TextReading, after: TextReading): number | undefined {
  const [first, second] = [before, after].map(({ scripts }) => scripts.map((script) => new Reading(script)));
  for (const [index, a] of first?.entries() ?? []) {
    const b = second?.[index];
    const at = b ? (unmeantCommand(a, b) ?? unmeantAssignment(a, b) ?? unmeantTable(a, b)) : 0;
    if (at !== undefined) return at;
  }
  return unmeantRest(before.patch.text, first ?? [], after.patch.text, second ?? []);
}

function unmeantCommand(a: Reading, b: Reading): number | undefined {
  const after = b.model.commands;
  let to = 0;
  let toldEnd = 0;
  for (const command of a.model.commands) {
    const row = a.rowOf(command);
    let at: number | undefined = command.start;
    for (let other = after[to]; other; other = after[++to]) {
      at = unmeantWord(a, row, b, b.rowOf(other));
      if (at === undefined) break;
      if (b.isTelling(other)) toldEnd = other.end;
      // The path of the agent may be a command in parentheses.
      else if (other.start >= toldEnd) break;
    }
    if (at !== undefined) return at;
    to += 1;
  }
  return after.slice(to).every((each) => b.isTelling(each)) ? undefined : (a.model.commands.at(-1)?.start ?? 0);
}

function unmeantWord(a: Reading, before: WordRow, b: Reading, after: WordRow): number | undefined {
  let at = 0;
  let to = 0;
  const isSame = (one: number, other: number): boolean => {
    const [word, again] = [before.words[one], after.words[other]];
    return (
      word !== undefined && again !== undefined && a.sourceOf(word, before.command) === b.sourceOf(again, after.command)
    );
  };
  while (at < before.words.length || to < after.words.length) {
    if (isSame(at, to)) {
      at++;
      to++;
      continue;
    }
    const [taken, given] = replacedAt(a, before, at, b, after, to);
    at += taken;
    to += given;
    if (taken > 0) continue;
    const added = addedAt(b, after, to);
    // Added words may start like the next ones: `-e use_proxy=yes -e robots=off`.
    const addedBefore = added === 0 && isSame(at - 1, to - 1) ? addedAt(b, after, to - 1) : 0;
    if (added > 0) to += added;
    else if (addedBefore > 0) {
      at--;
      to += addedBefore - 1;
    } else return (before.words[at] ?? before.words.at(-1))?.start ?? 0;
  }
  return undefined;
}

function unmeantAssignment(a: Reading, b: Reading): number | undefined {
  const after = b.model.assignments;
  let to = 0;
  for (const [index, assignment] of a.model.assignments.entries()) {
    // Skips added declarations of the gateway.
    while (after[to] && after[to]?.name !== assignment.name && isDeclaration(b, after[to])) to++;
    while (
      !isAddition(a, index) &&
      isMeantAddition(b, to) &&
      changedAssignment(a, assignment, b, after[to]) !== undefined
    )
      to++;
    const at = changedAssignment(a, assignment, b, after[to]);
    const isCorrected = at !== undefined && isAddition(a, index) && isMeantAddition(b, to);
    to++;
    if (isCorrected) continue;
    if (at !== undefined) return at;
  }
  return after.slice(to).every((each, index) => isDeclaration(b, each) || isMeantAddition(b, to + index))
    ? undefined
    : 0;
}

/** `$list.Add('--gateway-id')`, or its value. */
function isAddition(reading: Reading, index: number): boolean {
  const { model } = reading;
  const [before, own] = [model.assignments[index - 1], model.assignments[index]];
  const [word, more] = own?.list ?? [];
  const wanted = reading.wantedOf(own?.list);
  if (!own?.isAppended || !word || more || wanted.length === 0) return false;
  const isFlag = (each: Word | undefined): boolean => wanted.some(({ flag }) => reading.textOf(each) === flag);
  return isFlag(word) || (before?.name === own.name && before.list?.length === 1 && isFlag(before.list[0]));
}

function isMeantAddition(b: Reading, index: number): boolean {
  const list = b.model.assignments[index]?.list;
  const text = b.textOf(list?.[0]);
  return isAddition(b, index) && b.wantedOf(list).some(({ flag, isSame }) => text === flag || isSame(text));
}

const isDeclaration = (b: Reading, assignment: Assignment | undefined): boolean =>
  assignment?.value !== undefined && b.holdsMeant(assignment.name, b.textOf(assignment.value));

function changedAssignment(
  a: Reading,
  before: Assignment,
  b: Reading,
  after: Assignment | undefined,
): number | undefined {
  if (!after) return before.target.start;
  const { name, value, target } = before;
  if (name !== after.name || before.isAppended !== after.isAppended) return target.start;
  const [word, again] = [value, after.value];
  if (word && again && a.isStarted(word) && b.isStarted(again)) return undefined;
  if (word && again && !before.list && !after.list && a.sourceOf(word) !== b.sourceOf(again)) {
    const is = b.textOf(again);
    const isMeant =
      b.holdsMeant(name, is) ||
      (b.mayHoldProxy(name) && b.isProxy(is)) ||
      isMoved(a.sourceOf(word), b.sourceOf(again), b);
    return isMeant ? undefined : word.start;
  }
  return unmeantWord(a, a.rowOfAssignment(before), b, b.rowOfAssignment(after));
}

function addedStatements(a: Reading, b: Reading): readonly SyntaxNode[] {
  const known = new Set(a.model.assignments.map(({ name }) => name));
  const added = b.model.assignments.filter((each) => !known.has(each.name) && isDeclaration(b, each));
  const counts = Map.groupBy(b.model.assignments, ({ statement }) => statement);
  const declared = added.flatMap(({ statement }) =>
    statement && counts.get(statement)?.length === 1 ? [statement] : [],
  );
  const wasGiven = a.model.assignments.some((_, index) => isAddition(a, index));
  const additions = wasGiven
    ? []
    : b.model.assignments.flatMap(({ statement }, index) => {
        return statement && isMeantAddition(b, index) ? [statement] : [];
      });
  return [...declared, ...additions];
}

/**
 * Compares what the word comparison omits: keywords, files, text, comments, and the text around scripts. Allows added
 * separators.
 */
function unmeantRest(
  textBefore: string,
  before: readonly Reading[],
  textAfter: string,
  after: readonly Reading[],
): number | undefined {
  const added = after.flatMap((b, index) => (before[index] ? addedStatements(before[index], b) : []));
  const spans = before.flatMap((a) => a.comparedSpans());
  const rest = restOf(textBefore, spans);
  const again = restOf(textAfter, [...added, ...after.flatMap((b) => b.comparedSpans())]);
  if (rest === again) return undefined;
  let same = 0;
  while (same < rest.length && rest[same] === again[same]) same++;
  return placeInRest(textBefore, spans, Math.min(same, rest.length - 1));
}

const separators = /[\s;,=&\\`]+/g;

const restOf = (text: string, compared: readonly Span[]): string =>
  Array.from(gapsBetween(text, compared), ({ start, end }) => text.slice(start, end).replace(separators, '')).join('');

function placeInRest(text: string, compared: readonly Span[], index: number): number {
  let count = -1;
  for (const { start, end } of gapsBetween(text, compared)) {
    for (let at = start; at < end; at++) {
      if (text.charAt(at).replace(separators, '') !== '') count++;
      if (count === index) return at;
    }
  }
  return 0;
}

/** The spans may overlap. */
function* gapsBetween(text: string, spans: readonly Span[]): Generator<Span> {
  let from = 0;
  for (const { start, end } of [...spans, { start: text.length, end: text.length }].sort((x, y) => x.start - y.start)) {
    if (start > from) yield { start: from, end: start };
    from = Math.max(from, end);
  }
}

function unmeantTable(a: Reading, b: Reading): number | undefined {
  const [before, after] = [a.model.tables, b.model.tables];
  for (const [index, table] of before.entries()) {
    const other = after[index];
    const at = other ? changedTable(a, table, b, other) : table.start;
    if (at !== undefined) return at;
  }
  return after.length > before.length ? (before.at(-1)?.start ?? 0) : undefined;
}

function changedTable(a: Reading, before: Table, b: Reading, after: Table): number | undefined {
  let to = 0;
  for (const { key, value, start } of before.entries) {
    while (after.entries[to]?.key !== key && isEntryMeant(b, after, to)) to++;
    const other = after.entries[to];
    if (other?.key !== key || (value === undefined) !== (other.value === undefined)) return start;
    const isSame =
      !value ||
      !other.value ||
      (a.isStarted(value) && b.isStarted(other.value)) ||
      a.sourceOf(value) === b.sourceOf(other.value);
    const isMeant =
      isEntryMeant(b, after, to) || (value && other.value && isMoved(a.sourceOf(value), b.sourceOf(other.value), b));
    if (!isSame && isMeant !== true) return start;
    to++;
  }
  return after.entries.slice(to).every((_, index) => isEntryMeant(b, after, to + index)) ? undefined : before.start;
}

function isEntryMeant(b: Reading, { entries }: Table, at: number): boolean {
  const entry = entries[at];
  const key = entry?.key.toLowerCase();
  const text = b.textOf(entry?.value);
  if (entry && b.isMeantAt(entry.start)) return true;
  if (key === 'proxy') return b.isProxy(text);
  return key === 'gatewayid' && entries.some((each) => each.key.toLowerCase() === 'messagetype') && b.isGateway(text);
}
