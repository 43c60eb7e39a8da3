import { html, type TemplateResult } from 'lit-html';
import { shown } from './shown';
import { descriptionIds, type FieldOptions, invalid, renderField } from './field';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SelectOptions extends FieldOptions {
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** For table cells: no visible label; `name` is the accessible name. */
export const renderBareSelect = (
  { options, value, onChange }: Pick<SelectOptions, 'options' | 'value' | 'onChange'>,
  name: string,
): TemplateResult =>
  html`<span class="select">
    <select class="input" aria-label=${name} @change=${(event: Event) => onChange(chosen(event))}>
      ${renderOptions(options, value)}
    </select>
  </span>`;

export function renderSelect(options: SelectOptions): TemplateResult {
  const { id, value, onChange } = options;
  return renderField(
    options,
    html`<span class="select">
      <select
        id=${id}
        class="input"
        aria-describedby=${descriptionIds(options)}
        aria-invalid=${invalid(options)}
        @change=${(event: Event) => onChange(chosen(event))}
      >
        ${renderOptions(options.options, value)}
      </select>
    </span>`,
  );
}

const chosen = ({ target }: Event): string => (target as HTMLSelectElement).value;

// A select can't take a value before it has options.
const renderOptions = (options: readonly Option[], value: string): TemplateResult[] =>
  options.map(
    (option) => html`<option value=${option.value} .selected=${shown(option.value === value)}>${option.label}</option>`,
  );
