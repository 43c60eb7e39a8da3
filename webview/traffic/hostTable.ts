import { type Traffic } from '../../src/contract/traffic';
import { h, linkButton, whenChanged } from '../dom';
import { breakable } from './breakable';
import { categoryPill } from './routeCard';

/** All known hosts with the way they go; each asks for its own route. */
export function hostTable(ask: (target: string) => void): {
  readonly element: HTMLElement;
  readonly update: (hosts: Traffic['hosts']) => void;
} {
  const body = h('tbody', {});
  const show = whenChanged(body, (hosts: Traffic['hosts']) =>
    hosts.map(({ address, example, purpose, category }) => {
      const link = linkButton('', () => {
        ask(example);
      });
      link.append(...breakable(address.replace(/:443$/, '')));
      return h(
        'tr',
        {},
        h('th', { scope: 'row' }, link),
        h('td', {}, categoryPill(category)),
        h('td', { class: 'host-purpose' }, purpose),
      );
    }),
  );
  return {
    element: h(
      'table',
      { class: 'hosts', 'aria-label': 'Known hosts and the way they go' },
      h('thead', {}, h('tr', {}, ...['Host', 'Way', 'Purpose'].map((name) => h('th', { scope: 'col' }, name)))),
      body,
    ),
    update: show,
  };
}
