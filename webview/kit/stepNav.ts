import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { renderIcon } from './icon';
import { check } from './icons';
import { renderSrOnly } from './text';

export interface NavStep {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly look: 'done' | 'open' | 'wrong';
  readonly onClick: () => void;
}

const looks = { done: l10n.t('complete'), open: l10n.t('to fill in'), wrong: l10n.t('has errors') } as const;

export const renderStepNav = (steps: readonly NavStep[], current: string): TemplateResult =>
  html`<nav class="step-nav" aria-label=${l10n.t('Steps')}>
    <ol>
      ${steps.map((step, index) => renderStep(step, index + 1, step.id === current))}
    </ol>
  </nav>`;

function renderStep(
  { id, title, summary, look, onClick }: NavStep,
  number: number,
  isCurrent: boolean,
): TemplateResult {
  const showsNumber = look === 'open' || (isCurrent && look === 'done');
  return html`<li>
    <button
      type="button"
      class="step"
      data-step=${id}
      data-look=${look}
      aria-current=${isCurrent ? 'step' : nothing}
      @click=${onClick}
    >
      <span class="step-badge" aria-hidden="true"
        >${showsNumber ? number : look === 'done' ? renderIcon(check) : '!'}</span
      >
      <span class="step-text"
        ><span class="step-title">${title}</span> <span class="step-summary">${summary}</span>${renderSrOnly(
          `, ${looks[look]}`,
        )}</span
      >
    </button>
  </li>`;
}
