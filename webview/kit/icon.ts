import { noChange } from 'lit-html';
import { Directive, directive, type Part } from 'lit-html/directive.js';

const known = new Map<string, Element>();

/** What most icons share is not bundled with each. */
const size = 'width="16" height="16" viewBox="0 0 16 16"';
const framed = (drawing: string): string =>
  drawing.replace('<svg', `<svg xmlns="http://www.w3.org/2000/svg" ${drawing.includes('viewBox') ? '' : size}`);

function parsed(drawing: string): Element {
  const svg =
    known.get(drawing) ??
    document.importNode(new DOMParser().parseFromString(framed(drawing), 'image/svg+xml').documentElement, true);
  svg.setAttribute('fill', 'currentColor');
  svg.setAttribute('aria-hidden', 'true');
  known.set(drawing, svg);
  return svg;
}

/** Reuses the element, so that rendering doesn't restart a spinner. */
class IconDirective extends Directive {
  #shown = '';

  render(drawing: string, look = ''): Element {
    const svg = parsed(drawing).cloneNode(true) as Element;
    svg.setAttribute('class', `icon ${look}`.trim());
    return svg;
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
