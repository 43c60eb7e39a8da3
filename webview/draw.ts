/** Makes an element of a codicon's drawing; decoration only, so the words beside it must say the same. */
export function draw(svg: string, extra = ''): Element {
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  drawing.setAttribute('class', `icon ${extra}`.trim());
  drawing.setAttribute('aria-hidden', 'true');
  return document.importNode(drawing, true);
}
