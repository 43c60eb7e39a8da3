import {
  type Button,
  type Checkbox,
  type Dropdown,
  provideVSCodeDesignSystem,
  type Radio,
  type RadioGroup,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { h, setAttributes } from './dom';
import { icon, type IconName } from './icons';
import { type Field, type FieldOptions, fieldFrame, invalid, type Note } from './field';

/**
 * The only file that knows the toolkit. It is frozen at 1.4.0, so its faults are worked round here once; replacing it
 * means rewriting this file. It must run before the page's `load` event, when the toolkit copies the theme's colours.
 */
provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeRadio(),
  vsCodeRadioGroup(),
  vsCodeTextField(),
);

const make = <E extends HTMLElement>(tag: string): E => document.createElement(tag) as E;

/** What a screen reader says for a field: what is wrong goes into the name, as ids cannot enter a shadow root. */
const nameWith = (label: string, notes: readonly Note[]): string =>
  [
    label,
    ...notes.filter(({ severity }) => severity !== 'info').map(({ severity, message }) => `${severity}: ${message}`),
  ].join(', ');

/** What it says after the name: what is only worth knowing, and what to do. */
const descriptionWith = (hint: string | undefined, notes: readonly Note[]): string =>
  [hint, ...notes.flatMap(({ severity, message, fix }) => [severity === 'info' ? message : undefined, fix])]
    .filter((text) => text !== undefined)
    .join(' ');

const onEvent = <T>(element: HTMLElement, event: string, read: () => T) => {
  return (listener: (value: T) => void): void => {
    element.addEventListener(event, () => {
      listener(read());
    });
  };
};

export interface ButtonOptions {
  readonly label: string;
  readonly appearance: 'primary' | 'secondary' | 'icon';
  readonly icon?: IconName;
  readonly onClick: () => void;
}

/** A button; with the appearance `icon` its label is the tooltip and the accessible name. */
export function button({ label, appearance, icon: iconName, onClick }: ButtonOptions): HTMLElement {
  const element = make<Button>('vscode-button');
  element.className = `button button-${appearance}`;
  element.setAttribute('appearance', appearance);
  if (appearance === 'icon') setAttributes(element, { 'aria-label': label, title: label });
  if (iconName) element.append(icon(iconName));
  if (appearance !== 'icon') element.append(label);
  element.addEventListener('click', onClick);
  return element;
}

/** One line of text. */
export function textField(options: FieldOptions & { readonly placeholder?: string }): Field<string> {
  const element = make<TextField>('vscode-text-field');
  element.className = 'text-field';
  if (options.placeholder) element.setAttribute('placeholder', options.placeholder);
  element.spellcheck = false;
  const frame = fieldFrame(options, element);
  let notes: readonly Note[] = [];
  // The toolkit writes a name of its own when it is connected, so ours is set again after that.
  const applyName = (): void => {
    setAttributes(element, { 'aria-label': nameWith(options.label, notes) });
    if (!element.isConnected) return;
    setAttributes(element.control, {
      'aria-invalid': invalid(notes),
      'aria-description': descriptionWith(options.hint, notes) || undefined,
      autocomplete: 'off',
    });
  };
  element.addEventListener('focusin', applyName);
  queueMicrotask(applyName);
  frame.label.addEventListener('click', () => {
    element.focus();
  });
  const getValue = (): string => element.value;
  return {
    element: frame.element,
    getValue,
    setValue: (value) => {
      if (element.value !== value) element.value = value;
    },
    onInput: onEvent(element, 'input', getValue),
    onChange: onEvent(element, 'change', getValue),
    setNotes: (next) => {
      notes = next;
      frame.setNotes(next);
      applyName();
    },
    setDisabled: (disabled) => {
      element.disabled = disabled;
    },
    focus: () => {
      element.focus();
    },
  };
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A choice from a list that may be replaced while the page is open. */
export interface DropdownField extends Field<string> {
  setOptions(options: readonly Option[]): void;
}

export function dropdown(options: FieldOptions): DropdownField {
  const element = make<Dropdown>('vscode-dropdown');
  element.className = 'dropdown';
  const frame = fieldFrame(options, element);
  setAttributes(element, { 'aria-label': options.label, 'aria-describedby': frame.describedBy });
  frame.label.addEventListener('click', () => {
    element.focus();
  });
  let shown = '';
  let optionsKey: string | undefined;
  const show = (): void => {
    if (element.value !== shown) element.value = shown;
  };
  const getValue = (): string => element.value;
  const onChosen = (listener: (value: string) => void): void => {
    element.addEventListener('change', () => {
      shown = element.value;
      listener(shown);
    });
  };
  return {
    element: frame.element,
    getValue,
    setValue: (value) => {
      shown = value;
      show();
    },
    setOptions: (list) => {
      const key = JSON.stringify(list);
      if (key === optionsKey) return;
      optionsKey = key;
      element.replaceChildren(...list.map((option) => optionElement(option, option.value === shown)));
      // New options reach the component by a slot event and keep the old index: choose again once they are there.
      setTimeout(show);
    },
    onInput: onChosen,
    onChange: onChosen,
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

function optionElement({ value, label }: Option, isSelected: boolean): HTMLElement {
  const element = make('vscode-option');
  element.className = 'option';
  // Selection is taken from the attribute only.
  setAttributes(element, { value, selected: isSelected });
  element.textContent = label;
  return element;
}

/** A yes or no with its explanation underneath. */
export function checkbox(options: FieldOptions): Field<boolean> {
  const element = make<Checkbox>('vscode-checkbox');
  element.className = 'checkbox';
  element.append(options.label);
  const frame = fieldFrame({ ...options, hideLabel: true }, element);
  // The box names itself; a second label would be read twice.
  frame.label.remove();
  frame.element.classList.add('field-checkbox');
  setAttributes(element, { 'aria-describedby': frame.describedBy });
  const getValue = (): boolean => element.checked;
  let isSilent = false;
  const listen = (listener: (value: boolean) => void): void => {
    element.addEventListener('change', () => {
      if (!isSilent) listener(element.checked);
    });
  };
  return {
    element: frame.element,
    getValue,
    setValue: (value) => {
      isSilent = true;
      element.checked = value;
      isSilent = false;
    },
    onInput: listen,
    onChange: listen,
    setNotes: frame.setNotes,
    setDisabled: (disabled) => {
      element.disabled = disabled;
    },
    focus: () => {
      element.focus();
    },
  };
}

/** One of a few, each with a sentence of its own. */
export function radioGroup(
  options: FieldOptions & { readonly choices: readonly (Option & { readonly detail: string })[] },
): Field<string> {
  const group = make<RadioGroup>('vscode-radio-group');
  group.className = 'radio-group';
  group.setAttribute('orientation', 'vertical');
  const radios = options.choices.map(({ value, label, detail }) => {
    const radio = make<Radio>('vscode-radio');
    radio.className = 'radio';
    setAttributes(radio, { value });
    const lines = [h('div', {}, label), h('div', { class: 'hint' }, detail)];
    // The group takes whatever was clicked for a radio, so only the radio itself may be clicked.
    for (const line of lines) line.style.pointerEvents = 'none';
    radio.append(...lines);
    return radio;
  });
  // Anything but a radio among the children makes the group throw when focus leaves it.
  group.append(...radios);
  const frame = fieldFrame(options, group);
  setAttributes(group, { 'aria-labelledby': frame.labelId, 'aria-describedby': frame.describedBy });
  let shown = '';
  const listen = (listener: (value: string) => void): void => {
    group.addEventListener('change', () => {
      if (group.value === shown) return;
      shown = group.value;
      listener(shown);
    });
  };
  return {
    element: frame.element,
    getValue: () => group.value,
    setValue: (value) => {
      shown = value;
      if (group.value !== value) group.value = value;
    },
    onInput: listen,
    onChange: listen,
    setNotes: frame.setNotes,
    setDisabled: (disabled) => {
      group.disabled = disabled;
    },
    focus: () => {
      (radios.find((radio) => radio.checked) ?? radios[0])?.focus();
    },
  };
}
