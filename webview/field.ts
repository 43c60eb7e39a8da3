import { freshId, h, linkButton, setAttributes, whenChanged } from './dom';
import { icon } from './icons';

/** Something to say beside a field. */
export interface Note {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string | undefined;
  /** What the form can do about it itself. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

/** One input of a form with its label, hint and notes, whatever component stands behind it. */
export interface Field<T> {
  readonly element: HTMLElement;
  readonly getValue: () => T;
  /** Shows a value; calls no listener. */
  readonly setValue: (value: T) => void;
  /** Every change while the person is at it. */
  readonly onInput: (listener: (value: T) => void) => void;
  /** The value stands: focus has left the field, or a choice was made. */
  readonly onChange: (listener: (value: T) => void) => void;
  readonly setNotes: (notes: readonly Note[]) => void;
  readonly setDisabled: (disabled: boolean) => void;
  readonly focus: () => void;
}

export interface FieldOptions {
  readonly label: string;
  readonly hint?: string | undefined;
  /** The label is read out but not shown, for a field whose neighbour names it. */
  readonly hideLabel?: boolean;
}

/** Label above, hint and notes below: the same for every input. */
export interface FieldFrame {
  readonly element: HTMLElement;
  readonly labelId: string;
  /** Ids of hint and notes, for `aria-describedby` on an element of the light DOM. */
  readonly describedBy: string;
  readonly label: HTMLElement;
  readonly setNotes: (notes: readonly Note[]) => void;
}

/** The value of `aria-invalid` for a field with these notes. */
export const invalid = (notes: readonly Note[]): 'true' | undefined =>
  notes.some(({ severity }) => severity === 'error') ? 'true' : undefined;

/** The severity that colours the field. */
const gravest = (notes: readonly Note[]): string | undefined =>
  (['error', 'warning'] as const).find((severity) => notes.some((note) => note.severity === severity));

function noteElement({ severity, message, fix, action }: Note): HTMLElement {
  const text = h('span', {}, message, fix !== undefined && h('span', { class: 'note-fix' }, ` ${fix}`));
  if (action) text.append(' ', linkButton(action.label, action.run));
  return h('div', { class: `note note-${severity}` }, icon(severity), text);
}

export function fieldFrame({ label, hint, hideLabel }: FieldOptions, control: HTMLElement): FieldFrame {
  const labelElement = h('div', { class: hideLabel ? 'label spoken' : 'label', id: freshId('label') }, label);
  const alerts = h('div', { role: 'alert' });
  const others = h('div', {});
  const notesElement = h('div', { class: 'notes', id: freshId('notes') }, alerts, others);
  const hintElement = h('div', { class: 'hint', id: freshId('hint') }, hint);
  const element = h('div', { class: 'field' }, labelElement, control, notesElement, hint !== undefined && hintElement);
  const build = (notes: readonly Note[]) => notes.map(noteElement);
  const showAlerts = whenChanged(alerts, build);
  const showOthers = whenChanged(others, build);
  return {
    element,
    labelId: labelElement.id,
    describedBy: hint === undefined ? notesElement.id : `${notesElement.id} ${hintElement.id}`,
    label: labelElement,
    setNotes: (notes) => {
      showAlerts(notes.filter(({ severity }) => severity === 'error'));
      showOthers(notes.filter(({ severity }) => severity !== 'error'));
      setAttributes(element, { 'data-note': gravest(notes) });
    },
  };
}
