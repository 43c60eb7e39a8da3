import { html, type TemplateResult } from 'lit-html';
import { descriptionIds, type FieldOptions, labelId, renderField } from './field';
import { renderRows } from './rows';
import { type Option } from './select';
import { renderCheckbox } from './toolkit';

export interface CheckListOptions extends FieldOptions {
  readonly options: readonly (Option & { readonly hint?: string })[];
  readonly value: readonly string[];
  /** In the order of the options. */
  readonly onChange: (value: readonly string[]) => void;
}

export function renderCheckList(list: CheckListOptions): TemplateResult {
  const { id, options, value, onChange } = list;
  const toggle = (toggled: string, checked: boolean): void => {
    const isChosen = (each: string): boolean => (each === toggled ? checked : value.includes(each));
    onChange(options.map((option) => option.value).filter(isChosen));
  };
  return renderField(
    list,
    html`<div role="group" aria-labelledby=${labelId(id)} aria-describedby=${descriptionIds(list)}>
      ${renderRows(
        options,
        (option) => option.value,
        (option) =>
          renderCheckbox({
            ...option,
            id: `${id}-${option.value}`,
            checked: value.includes(option.value),
            onChange: (checked) => toggle(option.value, checked),
          }),
      )}
    </div>`,
    true,
  );
}
