import { html, nothing, type TemplateResult } from 'lit-html';
import { descriptionIds, type FieldOptions, invalid, renderField } from './field';
import { type KeepsText, shown } from './shown';

export interface TextControl {
  readonly value: string;
  readonly keeps?: KeepsText;
  readonly onInput: (text: string) => void;
  /** On blur or Enter, if changed. */
  readonly onChange?: (text: string) => void;
  readonly onFocus?: () => void;
  readonly onLeave?: () => void;
}

export interface TextFieldOptions extends FieldOptions, TextControl {
  readonly placeholder?: string | undefined;
  readonly type?: 'text' | 'search';
}

const neverKeeps: KeepsText = () => false;
const textOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLTextAreaElement).value;

export function renderTextField(options: TextFieldOptions): TemplateResult {
  const { id, value, keeps = neverKeeps, placeholder, type = 'text' } = options;
  return renderField(
    options,
    html`<input
      id=${id}
      class="input"
      type=${type}
      placeholder=${placeholder ?? nothing}
      spellcheck="false"
      autocomplete="off"
      aria-describedby=${descriptionIds(options)}
      aria-invalid=${invalid(options)}
      .value=${shown(value, keeps)}
      @input=${(event: Event) => options.onInput(textOf(event))}
      @change=${(event: Event) => options.onChange?.(textOf(event))}
      @focus=${options.onFocus ?? nothing}
      @blur=${options.onLeave ?? nothing}
    />`,
  );
}

/** Grows with its content. */
export function renderTextArea(options: Omit<TextFieldOptions, 'type'>): TemplateResult {
  const { id, value, keeps = neverKeeps, placeholder } = options;
  return renderField(
    options,
    html`<textarea
      id=${id}
      class="input text-area"
      rows="2"
      placeholder=${placeholder ?? nothing}
      spellcheck="false"
      autocomplete="off"
      aria-describedby=${descriptionIds(options)}
      aria-invalid=${invalid(options)}
      .value=${shown(value, keeps)}
      @input=${(event: Event) => options.onInput(textOf(event))}
      @change=${(event: Event) => options.onChange?.(textOf(event))}
      @blur=${options.onLeave ?? nothing}
    ></textarea>`,
  );
}
