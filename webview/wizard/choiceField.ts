import { h } from '../dom';
import { type Field, type FieldOptions, type Note } from '../field';
import { dropdown, type Option, textField } from '../toolkit';

export interface ChoiceField extends Field<string> {
  /** What there is to choose from; with nothing the field is plain text. */
  setOptions(options: readonly Option[]): void;
}

const byHandValue = 'by-hand';
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

interface ChoiceOptions extends FieldOptions {
  readonly placeholder?: string;
  /** The entry of the list that leads to the text. */
  readonly byHand: string;
}

interface Shown {
  readonly value: string;
  readonly isTyping: boolean;
  readonly isByHand: boolean;
  readonly notes: readonly Note[];
  readonly listed: string | undefined;
  readonly hasList: boolean;
}

/** The list and, when it is of no use, the text under it. */
function choiceView({ label, hint, placeholder }: ChoiceOptions) {
  const list = dropdown({ label });
  const text = textField({ label, hint, placeholder });
  const element = h('div', { class: 'choice' }, list.element, text.element);
  const show = ({ value, isTyping, isByHand, notes, listed, hasList }: Shown): void => {
    list.element.hidden = !hasList;
    element.classList.toggle('choice-listed', hasList);
    text.element.hidden = hasList && !isByHand;
    list.setValue(isByHand ? byHandValue : (listed ?? ''));
    const shown = text.getValue();
    if ((isTyping ? shown.trim() : shown) !== value) text.setValue(value);
    list.setNotes(text.element.hidden ? notes : []);
    text.setNotes(text.element.hidden ? [] : notes);
  };
  const setDisabled = (disabled: boolean): void => {
    for (const field of [list, text]) field.setDisabled(disabled);
  };
  const focus = (): void => {
    (text.element.hidden ? list : text).focus();
  };
  return { list, text, element, show, setDisabled, focus };
}

/** Something to pick from a list, or to type when the list does not have it. */
export function choiceField(choiceOptions: ChoiceOptions): ChoiceField {
  const view = choiceView(choiceOptions);
  const { list, text } = view;
  let options: readonly Option[] = [];
  let value = '';
  // Chosen from the list, or the caret is in the text: it stays whatever the value is, so that nobody loses their place.
  let isTyping = false;
  let notes: readonly Note[] = [];

  const chosen = (): Option | undefined => options.find((option) => same(option.value, value));
  const show = (): void => {
    const isByHand = isTyping || (value !== '' && !chosen());
    view.show({ value, isTyping, isByHand, notes, listed: chosen()?.value, hasList: options.length > 0 });
  };
  const setTyping = (next: boolean) => () => {
    isTyping = next;
    show();
  };
  text.element.addEventListener('focusin', setTyping(true));
  text.element.addEventListener('focusout', setTyping(false));

  return {
    element: view.element,
    getValue: () => (isTyping ? text.getValue() : value),
    setValue: (next) => {
      value = next;
      show();
    },
    setOptions: (next) => {
      options = next;
      const first = { value: '', label: 'Choose…' };
      const last = { value: byHandValue, label: choiceOptions.byHand };
      list.setOptions([first, ...next, last]);
      show();
    },
    onInput: (listener) => {
      text.onInput((typed) => {
        value = typed.trim();
        listener(typed);
      });
    },
    onChange: (listener) => {
      list.onChange((picked) => {
        isTyping = picked === byHandValue;
        if (!isTyping) value = picked;
        show();
        if (isTyping) text.focus();
        else listener(value);
      });
      text.onChange(listener);
    },
    setNotes: (next) => {
      notes = next;
      show();
    },
    setDisabled: view.setDisabled,
    focus: view.focus,
  };
}
