import { html, nothing, type TemplateResult } from 'lit-html';
import { renderIcon } from './icon';

export interface ButtonOptions {
  readonly label: string;
  readonly onClick: () => void;
  readonly isPrimary?: boolean;
  /** Accessible name, if several buttons share a label. */
  readonly name?: string;
}

export function renderButton({ label, name, isPrimary = false, onClick }: ButtonOptions): TemplateResult {
  return html`<button
    type="button"
    class=${isPrimary ? 'button button-primary' : 'button button-secondary'}
    aria-label=${name ?? nothing}
    @click=${onClick}
  >
    ${label}
  </button>`;
}

/** The label is the accessible name and tooltip. */
export function renderIconButton(
  drawing: string,
  { label, onClick }: Pick<ButtonOptions, 'label' | 'onClick'>,
): TemplateResult {
  return html`<button type="button" class="button button-icon" aria-label=${label} title=${label} @click=${onClick}>
    ${renderIcon(drawing)}
  </button>`;
}

export function renderLinkButton(
  content: unknown,
  onClick: () => void,
  options: { readonly id?: string; readonly name?: string; readonly hidden?: boolean } = {},
): TemplateResult {
  const { id, name, hidden = false } = options;
  return html`<button
    type="button"
    class="link"
    id=${id ?? nothing}
    aria-label=${name ?? nothing}
    ?hidden=${hidden}
    @click=${onClick}
  >
    ${content}
  </button>`;
}
