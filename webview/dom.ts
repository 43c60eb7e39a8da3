type Child = Node | string | undefined | false;

export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Makes an element. Text becomes text nodes and values become attributes, so nothing that comes from a document can
 * turn into markup. `true` sets an empty attribute; `false` and `undefined` set none.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** Sets and removes attributes by the same rules as `h`. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : value);
  }
}

/** Text for screen readers alone. */
export const spoken = (text: string): HTMLElement => h('span', { class: 'spoken' }, text);

/** A button that looks like a link, for actions inside text. */
export function linkButton(text: string, onClick: () => void): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'link' }, text);
  button.addEventListener('click', onClick);
  return button;
}

/** Writes text only when it differs: an untouched node keeps selection, and a live region keeps silent. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Returns a function that rebuilds an element's children only when the given data changed since the last time. */
export function whenChanged<T>(element: Element, build: (data: T) => readonly Node[]): (data: T) => void {
  let last: string | undefined;
  return (data) => {
    const key = JSON.stringify(data);
    if (key === last) return;
    last = key;
    element.replaceChildren(...build(data));
  };
}

let lastId = 0;
/** An id that is unique in the page. */
export const freshId = (prefix: string): string => `${prefix}-${++lastId}`;
