import { h } from '../dom';
import { type Field } from '../field';
import { button, textField } from '../toolkit';

/** One tag while it is being written. */
export interface TagRow {
  readonly element: HTMLElement;
  readonly key: Field<string>;
  readonly value: Field<string>;
}

export function tagRow(
  name: string,
  text: string,
  events: { readonly onRemove: () => void; readonly onInput: () => void; readonly onChange: () => void },
): TagRow {
  const key = textField({ label: 'Tag name', hideLabel: true, placeholder: 'Name' });
  const value = textField({ label: 'Tag value', hideLabel: true, placeholder: 'Value' });
  const remove = button({ label: 'Remove this tag', appearance: 'icon', icon: 'close', onClick: events.onRemove });
  key.setValue(name);
  value.setValue(text);
  for (const field of [key, value]) {
    field.onInput(events.onInput);
    field.onChange(events.onChange);
  }
  return { element: h('div', { class: 'tag-row' }, key.element, value.element, remove), key, value };
}

// Azure compares tag names without regard to case.
const identity = ({ key }: TagRow): string => key.getValue().trim().toLowerCase();

/** The tags as they are written: without rows that have no name, or the name of an earlier one. */
export function recordOf(rows: readonly TagRow[]): Record<string, string> {
  const taken = new Set(['']);
  const entries = rows.flatMap((row): [string, string][] => {
    if (taken.has(identity(row))) return [];
    taken.add(identity(row));
    return [[row.key.getValue().trim(), row.value.getValue().trim()]];
  });
  return Object.fromEntries(entries);
}

/** Says at each row why it is not written. */
export function checkNames(rows: readonly TagRow[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const name = identity(row);
    const isNameless = name === '' && row.value.getValue().trim() !== '';
    const message = isNameless ? 'A tag needs a name.' : seen.has(name) ? 'This name is taken.' : undefined;
    if (name !== '') seen.add(name);
    row.key.setNotes(message ? [{ severity: 'error', message }] : []);
  }
}
