import { freshId, h, setAttributes } from './dom';
import { type Field, type FieldOptions, fieldFrame, invalid } from './field';

/** A choice between two or three words, side by side: native radio buttons, so keys and names come with them. */
export function segmented(
  options: FieldOptions & { readonly choices: readonly { readonly value: string; readonly label: string }[] },
): Field<string> {
  const name = freshId('segmented');
  const inputs = options.choices.map(({ value }) => h('input', { type: 'radio', name, value, class: 'spoken' }));
  const group = h(
    'div',
    { class: 'segmented', role: 'radiogroup' },
    ...options.choices.map(({ label }, index) => h('label', {}, inputs[index], h('span', {}, label))),
  );
  const frame = fieldFrame(options, group);
  setAttributes(group, { 'aria-labelledby': frame.labelId, 'aria-describedby': frame.describedBy });
  const getValue = (): string => inputs.find((input) => input.checked)?.value ?? '';
  const listen = (listener: (value: string) => void): void => {
    group.addEventListener('change', () => {
      listener(getValue());
    });
  };
  return {
    element: frame.element,
    getValue,
    setValue: (value) => {
      for (const input of inputs) input.checked = input.value === value;
    },
    onInput: listen,
    onChange: listen,
    setNotes: (notes) => {
      frame.setNotes(notes);
      setAttributes(group, { 'aria-invalid': invalid(notes) });
    },
    setDisabled: (disabled) => {
      for (const input of inputs) input.disabled = disabled;
    },
    focus: () => {
      (inputs.find((input) => input.checked) ?? inputs[0])?.focus();
    },
  };
}
