import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderIconButton, renderLinkButton } from '../kit/button';
import { labelId, renderField } from '../kit/field';
import { renderIcon } from '../kit/icon';
import { add, close } from '../kit/icons';
import { renderRows } from '../kit/rows';
import { renderTextField } from '../kit/textField';
import { recordAt } from './documentValue';
import { adoptTags, errorsOf, recordOf, type TagRow } from './tagRows';
import { type WizardContext } from './wizardContext';

const id = 'tags';
const nameId = (row: TagRow): string => `tag-${row.id}-name`;

interface RowEvents {
  readonly change: (id: number, part: Partial<TagRow>) => void;
  readonly send: () => void;
  readonly remove: (id: number) => void;
}

export function createTagsField({ edits, fields, redraw }: WizardContext) {
  let rows: readonly TagRow[] = [];
  let lastId = 0;
  fields.register({ path: id, step: 'targets', label: l10n.t('Tags'), partName: (name) => name });

  const editsNow = () => [{ path: [id], value: recordOf(rows) }];
  const addRow = (): void => {
    const row = { id: ++lastId, name: '', value: '' };
    rows = [...rows, row];
    redraw.now();
    document.getElementById(nameId(row))?.focus();
  };
  const events: RowEvents = {
    change: (rowId, part) => {
      rows = rows.map((row) => (row.id === rowId ? { ...row, ...part } : row));
      edits.soon(id, editsNow());
      redraw.soon();
    },
    send: () => {
      if (edits.isAhead(id)) edits.now(id, editsNow());
    },
    remove: (rowId) => {
      const index = rows.findIndex((row) => row.id === rowId);
      rows = rows.filter((row) => row.id !== rowId);
      edits.now(id, editsNow());
      redraw.now();
      const next = rows[Math.min(index, rows.length - 1)];
      document.getElementById(next ? nameId(next) : 'add-tag')?.focus();
    },
  };

  return (state: WizardState, hidden: boolean): TemplateResult => {
    if (!edits.isAhead(id)) rows = adoptTags(rows, recordAt(state.document, [id]), () => ++lastId);
    const errors = errorsOf(rows);
    return renderField(
      {
        id,
        label: l10n.t('Tags'),
        hint: l10n.t('Set on every machine that these scripts connect.'),
        notes: fields.notesAt(id),
        hidden,
      },
      html`<div role="group" aria-labelledby=${labelId(id)}>
        <div class="tags">
          ${renderRows(
            rows,
            (row) => `${row.id}`,
            (row) => renderTagRow(row, errors.get(row.id), events),
          )}
        </div>
        ${renderLinkButton(html`${renderIcon(add)}${l10n.t('Add tag')}`, addRow, { id: 'add-tag' })}
      </div>`,
      true,
    );
  };
}

function renderTagRow(row: TagRow, error: string | undefined, events: RowEvents): TemplateResult {
  const common = { hideLabel: true, onChange: events.send };
  return html`<div class="tag-row">
    ${renderTextField({
      ...common,
      id: nameId(row),
      label: l10n.t('Tag name'),
      placeholder: l10n.t('Name'),
      value: row.name,
      notes: error === undefined ? [] : [{ severity: 'error', message: error }],
      onInput: (name) => events.change(row.id, { name }),
    })}
    ${renderTextField({
      ...common,
      id: `tag-${row.id}-value`,
      label: l10n.t('Tag value'),
      placeholder: l10n.t('Value'),
      value: row.value,
      onInput: (value) => events.change(row.id, { value }),
    })}
    ${renderIconButton(close, { label: l10n.t('Remove tag'), onClick: () => events.remove(row.id) })}
  </div>`;
}
