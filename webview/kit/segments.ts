import { html, type TemplateResult } from 'lit-html';
import { shown } from './shown';
import { descriptionIds, type FieldOptions, invalid, labelId, renderField } from './field';
import { type Option } from './select';

export interface SegmentsOptions<T extends string = string> extends FieldOptions {
  readonly choices: readonly (Option & { readonly value: T })[];
  readonly value: string;
  readonly onChange: (value: T) => void;
}

/** Native radio buttons side by side. */
export function renderSegments<T extends string>(options: SegmentsOptions<T>): TemplateResult {
  const { id, choices, value, onChange } = options;
  return renderField(
    options,
    html`<div
      class="segments"
      role="radiogroup"
      aria-labelledby=${labelId(id)}
      aria-describedby=${descriptionIds(options)}
      aria-invalid=${invalid(options)}
    >
      ${choices.map(
        (choice) =>
          html`<label
            ><input
              type="radio"
              class="sr-only"
              name=${id}
              value=${choice.value}
              .checked=${shown(choice.value === value)}
              @change=${() => onChange(choice.value)}
            /><span>${choice.label}</span></label
          >`,
      )}
    </div>`,
    true,
  );
}
