import { h, setAttributes, whenChanged } from './dom';
import { type Field, type FieldOptions, fieldFrame } from './field';
import { checkbox, type Option } from './toolkit';

export interface CheckListField extends Field<readonly string[]> {
  /** What there is to choose from, in the order of the value. */
  setOptions(options: readonly (Option & { readonly hint?: string })[]): void;
}

/** Any of several, each a checkbox of its own. */
export function checkList(options: FieldOptions): CheckListField {
  const boxes = new Map<string, Field<boolean>>();
  const listeners: ((value: readonly string[]) => void)[] = [];
  let chosen: readonly string[] = [];
  const group = h('div', { role: 'group' });
  const frame = fieldFrame(options, group);
  setAttributes(group, { 'aria-labelledby': frame.labelId, 'aria-describedby': frame.describedBy });

  const getValue = (): string[] => [...boxes].filter(([, box]) => box.getValue()).map(([value]) => value);
  const show = (): void => {
    for (const [value, box] of boxes) box.setValue(chosen.includes(value));
  };
  const setOptions = whenChanged(group, (list: readonly (Option & { readonly hint?: string })[]) => {
    boxes.clear();
    for (const { value, ...option } of list) {
      const box = checkbox(option);
      box.onChange(() => {
        chosen = getValue();
        for (const listener of listeners) listener(chosen);
      });
      boxes.set(value, box);
    }
    show();
    return [...boxes.values()].map(({ element }) => element);
  });
  const listen = (listener: (value: readonly string[]) => void): void => {
    listeners.push(listener);
  };
  return {
    element: frame.element,
    setOptions,
    getValue,
    setValue: (value) => {
      chosen = value;
      show();
    },
    onInput: listen,
    onChange: listen,
    setNotes: frame.setNotes,
    setDisabled: (disabled) => {
      for (const box of boxes.values()) box.setDisabled(disabled);
    },
    focus: () => {
      [...boxes.values()][0]?.focus();
    },
  };
}
