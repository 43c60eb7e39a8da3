import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderIcon } from '../kit/icon';
import { chevron } from '../kit/icons';
import { isEmptyAt, type Path, pathKey } from './documentValue';
import { type WizardContext } from './wizardContext';

interface CollapsibleOptions {
  readonly what: string;
  readonly paths: readonly Path[];
  readonly isCalledFor?: (state: WizardState) => boolean;
}

/** Opens when one of its fields gets a value or an issue; otherwise stays as the person leaves it. */
export function createCollapsible(
  { fields }: WizardContext,
  { what, paths, isCalledFor }: CollapsibleOptions,
): (state: WizardState, content: TemplateResult) => TemplateResult {
  let isOpen = false;
  let wasNeeded = false;
  const onToggle = ({ target }: Event): void => {
    isOpen = (target as HTMLDetailsElement).open;
  };
  return (state, content) => {
    const isNeeded =
      paths.some((path) => !isEmptyAt(state.document, path) || fields.hasIssue(pathKey(path))) ||
      (isCalledFor?.(state) ?? false);
    if (isNeeded && !wasNeeded) isOpen = true;
    wasNeeded = isNeeded;
    return html`<details class="collapsible" ?open=${isOpen} @toggle=${onToggle}>
      <summary>
        ${renderIcon(chevron)}<span>${l10n.t('More')}</span><span class="collapsible-what">${what}</span>
      </summary>
      <div class="group">${content}</div>
    </details>`;
  };
}
