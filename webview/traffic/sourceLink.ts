import { h } from '../dom';

const page = /^((?:learn\.microsoft\.com|github\.com)\/[^\s(),]+)/;

/** Where a fact comes from, short: the page's last part and the date; a link where the page has an address. */
export function sourceLink(source: string): HTMLElement {
  const [, address] = page.exec(source) ?? [];
  const [, date] = /\(([^()]*)\)$/.exec(source) ?? [];
  if (address === undefined) return h('span', { class: 'source', title: source }, source);
  const name = address.slice(address.lastIndexOf('/') + 1);
  const text = date === undefined ? name : `${name}, ${date}`;
  return h('a', { class: 'link source', href: `https://${address}`, title: source }, text);
}
