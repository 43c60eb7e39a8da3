import { type WizardState } from '../../src/contract/wizard';
import { h, linkButton } from '../dom';
import { icon } from '../icons';
import { fieldFrame } from '../field';
import { recordAt } from './documentValue';
import { checkNames, recordOf, type TagRow, tagRow } from './tagRow';
import { type WizardContext } from './wizardContext';
import { lookUp } from '../../src/kernel/lookUp';

const tagsKey = 'tags';

/** Rows of name and value. A row without a name, or with the name of an earlier one, is not written. */
export function tagsField(context: WizardContext): { element: HTMLElement; update(state: WizardState): void } {
  const rows: TagRow[] = [];
  const { list, add, element, setNotes } = tagsView(() => {
    appendRow('', '').key.focus();
  });
  const edits = () => [{ path: [tagsKey], value: recordOf(rows) }];

  function appendRow(name: string, text: string): TagRow {
    const row = tagRow(name, text, {
      onRemove: () => drop(row),
      onInput: () => {
        checkNames(rows);
        context.edits.soon(tagsKey, edits());
      },
      onChange: () => context.edits.isAhead(tagsKey) && context.edits.now(tagsKey, edits()),
    });
    rows.push(row);
    list.append(row.element);
    return row;
  }

  function drop(row: TagRow): void {
    const index = rows.indexOf(row);
    rows.splice(index, 1);
    row.element.remove();
    checkNames(rows);
    context.edits.now(tagsKey, edits());
    focusRow(index);
  }

  const focusRow = (index: number): void => {
    const row = rows[Math.min(index, rows.length - 1)];
    if (row) row.key.focus();
    else add.focus();
  };

  context.fields.register({
    path: tagsKey,
    step: 'targets',
    label: 'Tags',
    partName: (name) => name,
    field: {
      element,
      setNotes,
      focus: () => focusRow(0),
    },
  });

  return {
    element,
    update: (state) => {
      const next = recordAt(state.document, [tagsKey]);
      if (context.edits.isAhead(tagsKey) || isSameRecord(next, recordOf(rows))) return;
      list.replaceChildren();
      rows.length = 0;
      for (const [name, text] of Object.entries(next)) appendRow(name, text);
      checkNames(rows);
    },
  };
}

function isSameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => lookUp(a, key) === lookUp(b, key));
}

function tagsView(onAdd: () => void) {
  const list = h('div', { class: 'tags' });
  const add = linkButton('Add a tag', onAdd);
  add.prepend(icon('add'));
  const control = h('div', { role: 'group' }, list, add);
  const { element, labelId, setNotes } = fieldFrame(
    { label: 'Tags', hint: 'Set on every machine that these scripts connect.' },
    control,
  );
  control.setAttribute('aria-labelledby', labelId);
  element.dataset.path = tagsKey;
  return { list, add, element, setNotes };
}
