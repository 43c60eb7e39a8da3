import { html, type TemplateResult } from 'lit-html';
import { type TrafficState } from '../../src/contract/traffic';
import { renderTable } from '../kit/table';
import { renderSrOnly } from '../kit/text';
import { renderSource } from './source';

type Capacity = TrafficState['capacity'];

const number = new Intl.NumberFormat('en');

/** Microsoft's examples, counted by the published rule. Where they differ, the rule is on the safe side. */
export function renderExamples({ examples, source }: Capacity): TemplateResult {
  const differing = examples.filter(({ gateways, published }) => gateways !== published).length;
  return html`<h2 class="section">The published examples</h2>
    <p class="lead">
      Where an example differs from the page’s own rule (${differing} of ${examples.length}), this count follows the
      rule, which is the safe side. ${renderSource(source)}
    </p>
    <div class="wide" tabindex="0" role="region" aria-label="Published examples">
      ${renderTable({
        name: 'Published examples',
        className: 'examples',
        columns: ['Region', 'Servers', 'Clusters', 'Azure Local', 'Score', 'Published', 'By rule'],
        content: html`<tbody role="rowgroup">
          ${examples.map(renderExample)}
        </tbody>`,
      })}
    </div>`;
}

function renderExample(example: Capacity['examples'][number]): TemplateResult {
  const { region, servers, clusters, azureLocal, score, published, gateways } = example;
  return html`<tr role="row">
    <th role="rowheader" scope="row">${region}</th>
    ${[servers, clusters, azureLocal, score, published].map(
      (cell) => html`<td role="cell">${number.format(cell)}</td>`,
    )}
    ${
      gateways === published
        ? html`<td role="cell">${gateways}</td>`
        : html`<td role="cell" class="differs">${gateways}${renderSrOnly(' (differs)')}</td>`
    }
  </tr>`;
}
