import { freshId, h } from './dom';

/** Native controls in the workbench's colours, for pages that do without the toolkit; their looks are in `plain.css`. */

export interface PlainButtonOptions {
  readonly label: string;
  /** What a screen reader says instead, where the label alone does not tell which of several this is. */
  readonly name?: string;
  readonly primary?: boolean;
  readonly onClick: () => void;
}

export function plainButton({ label, name, primary = false, onClick }: PlainButtonOptions): HTMLButtonElement {
  const look = primary ? 'plain-primary' : 'plain-secondary';
  const element = h('button', { type: 'button', class: `plain-button ${look}`, 'aria-label': name }, label);
  element.addEventListener('click', onClick);
  return element;
}

export interface PlainInputOptions {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly type?: 'text' | 'search' | 'number';
  readonly placeholder?: string;
  readonly onInput: (text: string) => void;
}

export interface PlainInput {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Shows what is wrong with the text; an empty message takes it away. */
  setError(message: string): void;
}

/** One line of text with its label, and what is wrong with it below. */
export function plainInput(options: PlainInputOptions): PlainInput {
  const { label, hideLabel = false, type = 'text', placeholder, onInput } = options;
  const id = freshId('input');
  const error = h('div', { class: 'plain-error', id: freshId('error'), role: 'alert' });
  const input = h('input', {
    id,
    type,
    placeholder,
    class: 'plain-input',
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-describedby': error.id,
    ...(type === 'number' ? { min: '0', step: '1', inputmode: 'numeric' } : {}),
  });
  input.addEventListener('input', () => {
    onInput(input.value);
  });
  return {
    element: h(
      'div',
      { class: 'plain-field' },
      h('label', { for: id, class: hideLabel ? 'spoken' : 'plain-label' }, label),
      input,
      error,
    ),
    input,
    setError: (message) => {
      if (error.textContent !== message) error.textContent = message;
      input.setAttribute('aria-invalid', `${message !== ''}`);
    },
  };
}

export interface PlainSelectOptions {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly onChange: (value: string) => void;
}

/** A choice from a list. */
export function plainSelect({ label, hideLabel = false, onChange }: PlainSelectOptions): {
  readonly element: HTMLElement;
  readonly select: HTMLSelectElement;
  setOptions(options: readonly { readonly value: string; readonly label: string }[], value: string): void;
} {
  const id = freshId('select');
  const select = h('select', { id, class: 'plain-input' });
  select.addEventListener('change', () => {
    onChange(select.value);
  });
  return {
    element: h(
      'div',
      { class: 'plain-field' },
      h('label', { for: id, class: hideLabel ? 'spoken' : 'plain-label' }, label),
      select,
    ),
    select,
    setOptions: (options, value) => {
      select.replaceChildren(...options.map((each) => h('option', { value: each.value }, each.label)));
      select.value = value;
    },
  };
}
