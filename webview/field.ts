import errorDrawing from '@vscode/codicons/src/icons/error.svg';
import warningDrawing from '@vscode/codicons/src/icons/warning.svg';
import { freshId, h, setAttributes } from './dom';
import { draw } from './draw';

export type Note = { readonly severity: 'error' | 'warning'; readonly message: string } | undefined;

/** One input of a form with its label, hint and message, whatever component stands behind it. */
export interface Field<T> {
  readonly element: HTMLElement;
  readonly getValue: () => T;
  /** Shows a value; calls no listener. */
  readonly setValue: (value: T) => void;
  /** Every change while the person is at it. */
  readonly onInput: (listener: (value: T) => void) => void;
  /** The value stands: focus has left the field, or a choice was made. */
  readonly onChange: (listener: (value: T) => void) => void;
  readonly setNote: (note: Note) => void;
  readonly setDisabled: (disabled: boolean) => void;
  readonly focus: () => void;
}

export interface FieldOptions {
  readonly label: string;
  readonly hint?: string;
  /** The label is read out but not shown, for a field whose neighbour names it. */
  readonly hideLabel?: boolean;
}

/** Label above, hint and message below: the same for every input. */
export interface FieldFrame {
  readonly element: HTMLElement;
  readonly labelId: string;
  /** Ids of hint and message, for `aria-describedby` on an element of the light DOM. */
  readonly describedBy: string;
  readonly label: HTMLElement;
  readonly setNote: (note: Note) => void;
}

export function fieldFrame({ label, hint, hideLabel }: FieldOptions, control: HTMLElement): FieldFrame {
  const labelElement = h('div', { class: hideLabel ? 'label spoken' : 'label', id: freshId('label') }, label);
  const error = h('div', { class: 'note note-error', role: 'alert' });
  const warning = h('div', { class: 'note note-warning' });
  const notes = h('div', { class: 'notes', id: freshId('notes') }, error, warning);
  const hintElement = h('div', { class: 'hint', id: freshId('hint') }, hint);
  const element = h('div', { class: 'field' }, labelElement, control, notes, hint !== undefined && hintElement);
  const show = (place: HTMLElement, drawing: string, message: string | undefined): void => {
    if (place.textContent === (message ?? '')) return;
    place.replaceChildren(...(message === undefined ? [] : [draw(drawing), h('span', {}, message)]));
  };
  return {
    element,
    labelId: labelElement.id,
    describedBy: hint === undefined ? notes.id : `${notes.id} ${hintElement.id}`,
    label: labelElement,
    setNote: (note) => {
      show(error, errorDrawing, note?.severity === 'error' ? note.message : undefined);
      show(warning, warningDrawing, note?.severity === 'warning' ? note.message : undefined);
      setAttributes(element, { 'data-note': note?.severity });
    },
  };
}
