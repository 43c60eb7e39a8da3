import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { renderIconButton, renderLinkButton } from '../../kit/button';
import { copy } from '../../kit/icons';
import { renderRows } from '../../kit/rows';
import { renderTable } from '../../kit/table';
import { formatCount, renderHost } from '../../kit/text';
import { type WizardContext } from '../wizardContext';

type Endpoint = NonNullable<WizardState['plan']>['endpoints'][number];

export const renderEndpoints = ({ actions }: WizardContext, endpoints: readonly Endpoint[]): TemplateResult =>
  html`<div class="pane-fill">
    <div class="bar">
      <span class="file-name">${formatCount(endpoints.length, 'endpoint')} to open</span>
      <span class="legend">${renderLinkButton('Routes, exports and what to close', actions.showTraffic)}</span>
      ${renderIconButton(copy, { label: 'Copy the endpoints', onClick: actions.copyEndpoints })}
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label="Endpoints">
      ${renderTable({
        name: 'Endpoints to open',
        columns: ['Host', 'Port', 'Why and when'],
        content: html`<tbody role="rowgroup">
          ${renderRows(endpoints, ({ host, port }) => `${host}:${port}`, renderEndpoint)}
        </tbody>`,
      })}
    </div>
  </div>`;

const renderEndpoint = ({ host, port, purpose, when, source }: Endpoint): TemplateResult =>
  html`<tr role="row" title=${source}>
    <th role="rowheader" scope="row">${renderHost(host)}</th>
    <td role="cell">${port}</td>
    <td role="cell">
      <div>${purpose}</div>
      <div class="when">${when}</div>
    </td>
  </tr>`;
