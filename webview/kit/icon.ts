import { noChange } from 'lit-html';
import { Directive, directive, type Part } from 'lit-html/directive.js';

/** Reuses the element, so that rendering doesn't restart a spinner. */
class IconDirective extends Directive {
  #shown = '';

  render(drawing: string, look = ''): Element {
    const svg = new DOMParser().parseFromString(drawing, 'image/svg+xml').documentElement;
    svg.setAttribute('class', `icon ${look}`.trim());
    svg.setAttribute('aria-hidden', 'true');
    return document.importNode(svg, true);
  }

  override update(_part: Part, [drawing, look = '']: [string, string?]): unknown {
    const key = look + drawing;
    if (key === this.#shown) return noChange;
    this.#shown = key;
    return this.render(drawing, look);
  }
}

/** Hidden from screen readers; text beside it must say the same. */
export const renderIcon = directive(IconDirective);
