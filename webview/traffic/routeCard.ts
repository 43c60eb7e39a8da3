import { type RouteAnswer, type RouteCategoryName } from '../../src/contract/traffic';
import { h, spoken } from '../dom';
import { findingItem } from './findingItem';
import { sourceLink } from './sourceLink';

export const categoryNames: Readonly<Record<RouteCategoryName, string>> = {
  gateway: 'through the gateway',
  enterpriseProxy: 'through the enterprise proxy',
  direct: 'straight out',
  bypass: 'past the proxy',
  privateEndpoint: 'to a private endpoint',
};

const hopNames: Readonly<Record<RouteAnswer['hops'][number]['kind'], string>> = {
  machine: 'Server',
  arcProxy: 'Arc proxy',
  enterpriseProxy: 'Enterprise proxy',
  gateway: 'Arc gateway',
  privateEndpoint: 'Private endpoint',
  target: 'Service',
};

const allowNames: Readonly<Record<RouteAnswer['allow'][number]['by'], string>> = {
  firewall: 'The firewall',
  enterpriseProxy: 'The enterprise proxy',
};

export const categoryPill = (category: RouteCategoryName): HTMLElement =>
  h('span', { class: `pill way-${category}` }, categoryNames[category]);

/** The answer to one question: the way as a row of hops, who has to allow it, why, and what is easily got wrong. */
export function routeCard({ host, port, category, hops, allow, why, traps }: RouteAnswer): HTMLElement {
  const way = hops.map(({ kind, name }) =>
    h(
      'li',
      { class: `hop hop-${kind}` },
      h('div', { class: 'hop-box' }, h('b', {}, hopNames[kind]), spoken(': '), h('span', {}, name)),
    ),
  );
  return h(
    'div',
    { class: 'route' },
    h('h2', { class: 'route-title' }, `${host}:${port} goes `, categoryPill(category)),
    h('ol', { class: 'hops', 'aria-label': `Hops from the server to ${host}` }, ...way),
    h(
      'dl',
      { class: 'route-facts' },
      h('dt', {}, 'Why'),
      h('dd', {}, `${why.text} `, sourceLink(why.source)),
      h('dt', {}, 'To allow'),
      h('dd', {}, ...allowances(allow)),
    ),
    traps.length > 0 && h('h3', { class: 'traps-title' }, 'Easily got wrong'),
    traps.length > 0 &&
      h('ul', {}, ...traps.map(({ text, source }) => findingItem({ severity: 'warning', message: text, source }))),
  );
}

function allowances(list: RouteAnswer['allow']): Node[] {
  if (list.length === 0) return [document.createTextNode('Nothing: it never leaves the server.')];
  return list.map(({ by, host, port }) => h('div', {}, `${allowNames[by]}: `, h('code', {}, host), `, TCP ${port}`));
}
