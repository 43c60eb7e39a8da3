import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type TrafficState } from '../../src/contract/traffic';
import { formatNumber } from '../../src/kernel/text/phrases';
import { renderTable } from '../kit/table';
import { renderSrOnly } from '../kit/text';
import { renderSource } from '../kit/source';

type Capacity = TrafficState['capacity'];

/** Microsoft's examples, each with the count by Microsoft's published rule. */
export function renderExamples({ examples, source }: Capacity): TemplateResult {
  const differing = examples.filter(({ gateways, published }) => gateways !== published).length;
  return html`<h2 class="section">${l10n.t('Published examples')}</h2>
    <p class="lead">
      ${l10n.t`${differing} of ${examples.length} examples on Microsoft’s page differ from the page’s own rule. This count follows the rule, which is the safe side.`}
      ${renderSource(source)}
    </p>
    <div class="wide" tabindex="0" role="region" aria-label=${l10n.t('Published examples')}>
      ${renderTable({
        name: l10n.t('Published examples'),
        className: 'examples',
        columns: [
          l10n.t('Region'),
          l10n.t('Servers'),
          l10n.t('Clusters'),
          'Azure Local',
          l10n.t('Score'),
          l10n.t('Published'),
          l10n.t('By the rule'),
        ],
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
    ${[servers, clusters, azureLocal, score, published].map((cell) => html`<td role="cell">${formatNumber(cell)}</td>`)}
    ${
      gateways === published
        ? html`<td role="cell">${gateways}</td>`
        : html`<td role="cell" class="differs">${gateways}${renderSrOnly(` ${l10n.t('(differs)')}`)}</td>`
    }
  </tr>`;
}
