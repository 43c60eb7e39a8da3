import { noChange } from 'lit-html';
import { Directive, directive } from 'lit-html/directive.js';

/** Draws hidden content once: it may have the focus as soon as it is shown, and keeps what was typed into it. */
class KeepHidden extends Directive {
  #isDrawn = false;

  render(isHidden: boolean, draw: () => unknown): unknown {
    if (isHidden && this.#isDrawn) return noChange;
    this.#isDrawn = true;
    return draw();
  }
}

export const keepHidden = directive(KeepHidden);
