import { lookUp } from '../../src/kernel/lookUp';

export interface TagRow {
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

// Azure ignores case in tag names.
const identityOf = (name: string): string => name.trim().toLowerCase();

/** Without rows that have no name, or that of an earlier row. */
export function recordOf(rows: readonly TagRow[]): Record<string, string> {
  const taken = new Set(['']);
  const entries = rows.flatMap(({ name, value }): [string, string][] => {
    if (taken.has(identityOf(name))) return [];
    taken.add(identityOf(name));
    return [[name.trim(), value.trim()]];
  });
  return Object.fromEntries(entries);
}

export function errorsOf(rows: readonly TagRow[]): ReadonlyMap<number, string> {
  const errors = new Map<number, string>();
  const seen = new Set<string>();
  for (const { id, name, value } of rows) {
    const identity = identityOf(name);
    if (identity === '' && value.trim() !== '') errors.set(id, 'A tag needs a name.');
    if (seen.has(identity)) errors.set(id, 'This name is taken.');
    if (identity !== '') seen.add(identity);
  }
  return errors;
}

/**
 * The rows of the tags in the document. A row is kept by its name, else by its position; rows without a name stay last.
 */
export function adoptTags(
  rows: readonly TagRow[],
  tags: Readonly<Record<string, string>>,
  freshId: () => number,
): readonly TagRow[] {
  if (isSameRecord(tags, recordOf(rows))) return rows;
  const entries = Object.entries(tags);
  const names = new Set(entries.map(([name]) => identityOf(name)));
  const byName = new Map(rows.map((row) => [identityOf(row.name), row.id]));
  const isFree = (row: TagRow | undefined): row is TagRow =>
    row !== undefined && row.name.trim() !== '' && !names.has(identityOf(row.name));
  const adopted = entries.map(([name, value], index): TagRow => {
    const inPlace = rows[index];
    const id = byName.get(identityOf(name)) ?? (isFree(inPlace) ? inPlace.id : freshId());
    return { id, name, value };
  });
  return [...adopted, ...rows.filter(({ name }) => name.trim() === '')];
}

function isSameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => lookUp(a, key) === lookUp(b, key));
}
