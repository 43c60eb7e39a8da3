import { h, setAttributes } from './dom';
import { type Field, type FieldOptions, fieldFrame, invalid } from './field';

/** Several lines of text; the element is the browser's own, so ids of labels and notes reach it. */
export function textArea(options: FieldOptions & { readonly placeholder?: string }): Field<string> {
  const element = h('textarea', { class: 'text-area', rows: '2', spellcheck: 'false', autocomplete: 'off' });
  if (options.placeholder !== undefined) element.placeholder = options.placeholder;
  const frame = fieldFrame(options, element);
  setAttributes(element, { 'aria-labelledby': frame.labelId, 'aria-describedby': frame.describedBy });
  frame.label.addEventListener('click', () => {
    element.focus();
  });
  const on = (event: 'input' | 'change') => (listener: (value: string) => void) => {
    element.addEventListener(event, () => {
      listener(element.value);
    });
  };
  return {
    element: frame.element,
    getValue: () => element.value,
    setValue: (value) => {
      if (element.value !== value) element.value = value;
    },
    onInput: on('input'),
    onChange: on('change'),
    setNotes: (notes) => {
      frame.setNotes(notes);
      setAttributes(element, { 'aria-invalid': invalid(notes) });
    },
    setDisabled: (disabled) => {
      element.disabled = disabled;
    },
    focus: () => {
      element.focus();
    },
  };
}
