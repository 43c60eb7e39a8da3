import { type TrafficState } from '../../src/contract/traffic';
import { h, spoken } from '../dom';
import { sourceLink } from './sourceLink';

const number = new Intl.NumberFormat('en');
const columns = ['Region', 'Servers', 'Clusters', 'Azure Local', 'Score', 'Published', 'By rule'];

/** The page's own examples, counted by the page's own rule: where the two differ, this count is on the safe side. */
export function publishedExamples({ examples, source }: TrafficState['capacity']): Node[] {
  const differing = examples.filter(({ gateways, published }) => gateways !== published).length;
  const rows = examples.map(({ region, servers, clusters, azureLocal, score, published, gateways }) => {
    const cells = [servers, clusters, azureLocal, score, published];
    const differs = gateways !== published;
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, region),
      ...cells.map((cell) => h('td', {}, number.format(cell))),
      h('td', { class: differs && 'differs' }, `${gateways}`, differs && spoken(' (differs)')),
    );
  });
  return [
    h('h2', { class: 'section' }, 'The published examples'),
    h(
      'p',
      { class: 'lead' },
      `Where an example differs from the page’s own rule (${differing} of ${examples.length}), this count follows the rule, which is the safe side. `,
      sourceLink(source),
    ),
    h(
      'div',
      { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Published examples' },
      h(
        'table',
        { class: 'examples', 'aria-label': 'Published examples' },
        h('thead', {}, h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, ...rows),
      ),
    ),
  ];
}
