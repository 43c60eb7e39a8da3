import { noChange } from 'lit-html';
import { Directive, directive, type Part, type PropertyPart } from 'lit-html/directive.js';

/** True if the typed text is newer, or another spelling of the value. */
export type KeepsText = (written: string, isFocused: boolean) => boolean;

type Property = 'value' | 'checked' | 'selected';

class Shown extends Directive {
  #part: PropertyPart | undefined;

  override update(part: Part, [value, keeps]: [string | boolean, KeepsText?]): unknown {
    this.#part = part as PropertyPart;
    return this.render(value, keeps);
  }

  /** Compares with the control, which users change too. */
  render(value: string | boolean, keeps?: KeepsText): unknown {
    if (!this.#part) return value;
    const control = this.#part.element as HTMLElement & Record<Property, unknown>;
    const name = this.#part.name as Property;
    const written = control[name];
    const isFocused = document.activeElement === control;
    const isKept = typeof written === 'string' && control.isConnected && keeps?.(written, isFocused) === true;
    if (written === value || isKept) return noChange;
    const restoreSelection = isFocused ? rememberSelection(control) : undefined;
    control[name] = value;
    restoreSelection?.();
    return noChange;
  }
}

/** Setting text moves the caret to the end. Number inputs have no selection. */
function rememberSelection(control: HTMLElement): (() => void) | undefined {
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return undefined;
  const { selectionStart, selectionEnd, selectionDirection } = control;
  if (selectionStart === null) return undefined;
  return () => control.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? undefined);
}

/** Sets `.value`, `.checked`, or `.selected` only if different, to keep caret and selection. */
export const shown = directive(Shown);
