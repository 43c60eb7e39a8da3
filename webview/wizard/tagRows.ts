import * as l10n from '@vscode/l10n';
import { lookUp } from '../../src/kernel/lookUp';

export interface TagRow {
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

// Azure ignores case in tag names.
const identityOf = (name: string): string => name.trim().toLowerCase();

/** Without rows that have no name, or the name of an earlier row. */
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
    if (identity === '' && value.trim() !== '') errors.set(id, l10n.t('A tag needs a name.'));
    if (seen.has(identity)) errors.set(id, l10n.t('Another tag has this name.'));
    if (identity !== '') seen.add(identity);
  }
  return errors;
}

/** Rows for the document's tags. A tag keeps the row with its name, else at its position; rows without a name stay last. */
export function adoptTags(
  rows: readonly TagRow[],
  tags: Readonly<Record<string, string>>,
  freshId: () => number,
): readonly TagRow[] {
  if (isSameRecord(tags, recordOf(rows))) return rows;
  const pool = [...rows];
  const claim = (fits: (row: TagRow) => boolean): number | undefined => {
    const index = pool.findIndex(fits);
    return index < 0 ? undefined : pool.splice(index, 1)[0]?.id;
  };
  const entries = Object.entries(tags).map(([name, value]) => ({ name, value }));
  const exact = entries.map(({ name }) => claim((row) => row.name === name));
  const named = entries.map(
    ({ name }, index) => exact[index] ?? claim((row) => identityOf(row.name) === identityOf(name)),
  );
  const adopted = entries.map((entry, index): TagRow => {
    const id = named[index] ?? claim((row) => row === rows[index] && row.name.trim() !== '') ?? freshId();
    return { id, ...entry };
  });
  return [...adopted, ...pool.filter(({ name }) => name.trim() === '')];
}

function isSameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => lookUp(a, key) === lookUp(b, key));
}
