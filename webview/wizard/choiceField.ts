import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { renderSelect, type Option } from '../kit/select';
import { renderTextField } from '../kit/textField';
import { type BoundText } from './bindText';
import { type WizardContext } from './wizardContext';

interface ChoiceOptions {
  readonly label: string;
  readonly hint?: string;
  readonly placeholder: string;
  readonly byHand: string;
}

interface Choice extends BoundText {
  /** Without options the field is plain text. */
  readonly options: readonly Option[];
  readonly hidden?: boolean;
}

const byHandValue = 'by-hand';
const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A list, plus a text field for values that it doesn't offer. */
export function createChoiceField(
  { redraw }: WizardContext,
  { label, hint, placeholder, byHand }: ChoiceOptions,
): (choice: Choice) => TemplateResult {
  // The text field stays while it has the focus, whatever its value.
  let isTyping = false;

  return ({ options, hidden = false, id, notes, ...text }) => {
    const listed = options.find(({ value }) => isSame(value, text.value));
    const isByHand = isTyping || (text.value !== '' && !listed);
    const hasList = options.length > 0;
    const hasText = !hasList || isByHand;
    const textId = `${id}-text`;
    const pick = (picked: string): void => {
      isTyping = picked === byHandValue;
      if (!isTyping) text.onChange(picked);
      redraw.now();
      if (isTyping) document.getElementById(textId)?.focus();
    };
    return html`<div class=${hasList ? 'choice choice-listed' : 'choice'} data-path=${id} ?hidden=${hidden}>
      ${renderSelect({
        id: `${id}-list`,
        label,
        hidden: !hasList,
        notes: hasText ? [] : notes,
        options: [{ value: '', label: l10n.t('Choose…') }, ...options, { value: byHandValue, label: byHand }],
        value: isByHand ? byHandValue : (listed?.value ?? ''),
        onChange: pick,
      })}
      ${renderTextField({
        ...text,
        id: textId,
        label,
        hint,
        placeholder,
        hidden: !hasText,
        notes: hasText ? notes : [],
        onFocus: () => {
          isTyping = true;
        },
        onLeave: () => {
          isTyping = false;
          text.onLeave();
        },
      })}
    </div>`;
  };
}
