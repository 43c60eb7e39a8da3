import {
  type Checkbox,
  provideVSCodeDesignSystem,
  type RadioGroup,
  vsCodeCheckbox,
  vsCodeRadio,
  vsCodeRadioGroup,
} from '@vscode/webview-ui-toolkit';
import { html, nothing, type TemplateResult } from 'lit-html';
import { shown } from './shown';
import { descriptionIds, type FieldOptions, labelId, renderField } from './field';
import { type Option } from './select';

/**
 * Only importer of the component library (frozen at 1.4.0). Must run before `load`, when the
 * library copies theme colors. Listeners precede properties, whose setting fires `change`.
 */
provideVSCodeDesignSystem().register(vsCodeCheckbox(), vsCodeRadio(), vsCodeRadioGroup());

export interface CheckboxOptions {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function renderCheckbox({ id, label, hint, checked, onChange }: CheckboxOptions): TemplateResult {
  const listen = ({ currentTarget }: Event): void => {
    const box = currentTarget as Checkbox;
    if (box.checked !== checked) onChange(box.checked);
  };
  return html`<div class="field-checkbox">
    <vscode-checkbox
      class="checkbox"
      aria-describedby=${hint === undefined ? nothing : `${id}-hint`}
      @change=${listen}
      .checked=${shown(checked)}
      >${label}</vscode-checkbox
    >
    ${hint === undefined ? nothing : html`<div class="hint" id="${id}-hint">${hint}</div>`}
  </div>`;
}

export interface RadioGroupOptions extends FieldOptions {
  readonly choices: readonly (Option & { readonly detail: string })[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function renderRadioGroup(options: RadioGroupOptions): TemplateResult {
  const { id, choices, value, onChange } = options;
  const listen = ({ currentTarget }: Event): void => {
    const group = currentTarget as RadioGroup;
    if (group.value !== value) onChange(group.value);
  };
  // Other children make the group throw on blur. It treats any clicked element as a radio, so CSS
  // makes only radios clickable.
  return renderField(
    options,
    html`<vscode-radio-group
      class="radio-group"
      orientation="vertical"
      aria-labelledby=${labelId(id)}
      aria-describedby=${descriptionIds(options)}
      @change=${listen}
      .value=${shown(value)}
      >${choices.map(
        (choice) =>
          html`<vscode-radio class="radio" value=${choice.value}
            ><div>${choice.label}</div>
            <div class="hint">${choice.detail}</div></vscode-radio
          >`,
      )}</vscode-radio-group
    >`,
    true,
  );
}
