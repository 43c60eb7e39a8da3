import { html, nothing, type TemplateResult } from 'lit-html';
import { renderLinkButton } from './button';
import { renderIcon } from './icon';
import { error, info, warning } from './icons';

export interface Note {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly fix?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

export interface FieldOptions {
  /** Unique in the page; the dotted path, for a document's field. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Screen readers still get it. */
  readonly hideLabel?: boolean;
  readonly notes?: readonly Note[];
  readonly hidden?: boolean;
}

export const labelId = (id: string): string => `${id}-label`;

/** For `aria-describedby`. */
export const descriptionIds = ({ id, hint }: FieldOptions): string =>
  hint === undefined ? `${id}-notes` : `${id}-notes ${id}-hint`;

export const invalid = ({ notes = [] }: FieldOptions): 'true' | typeof nothing =>
  notes.some(({ severity }) => severity === 'error') ? 'true' : nothing;

const drawings = { error, warning, info };

const renderNote = ({ severity, message, fix, action }: Note): TemplateResult =>
  html`<div class="note note-${severity}">
    ${renderIcon(drawings[severity])}<span
      >${message}${fix === undefined ? nothing : html`<span class="note-fix"> ${fix}</span>`}${
        action ? html` ${renderLinkButton(action.label, action.run)}` : nothing
      }</span
    >
  </div>`;

function renderNotes(id: string, notes: readonly Note[]): TemplateResult {
  const errors = notes.filter(({ severity }) => severity === 'error');
  const others = notes.filter(({ severity }) => severity !== 'error');
  return html`<div class="notes" id="${id}-notes">
    <div role="alert">${errors.map(renderNote)}</div>
    <div>${others.map(renderNote)}</div>
  </div>`;
}

/** Groups get a `<div>`, because a `<label>` names one control. */
export function renderField(options: FieldOptions, control: TemplateResult, isGroup = false): TemplateResult {
  const { id, label, hint, hideLabel = false, notes = [], hidden = false } = options;
  const gravest = (['error', 'warning'] as const).find((each) => notes.some(({ severity }) => severity === each));
  const look = hideLabel ? 'label sr-only' : 'label';
  return html`<div class="field" data-path=${id} data-note=${gravest ?? nothing} ?hidden=${hidden}>
    ${
      isGroup
        ? html`<div class=${look} id=${labelId(id)}>${label}</div>`
        : html`<label class=${look} id=${labelId(id)} for=${id}>${label}</label>`
    }
    ${control} ${renderNotes(id, notes)}
    ${hint === undefined ? nothing : html`<div class="hint" id="${id}-hint">${hint}</div>`}
  </div>`;
}
