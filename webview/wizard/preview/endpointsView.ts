import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { type WizardState } from '../../../src/contract/wizard';
import { formatNumber, plural, translated } from '../../../src/kernel/text/phrases';
import { renderIconButton, renderLinkButton } from '../../kit/button';
import { copy } from '../../kit/icons';
import { renderRows } from '../../kit/rows';
import { renderTable } from '../../kit/table';
import { renderHost } from '../../kit/text';
import { type WizardContext } from '../wizardContext';

type Endpoint = NonNullable<WizardState['plan']>['endpoints'][number];

export const renderEndpoints = ({ actions }: WizardContext, endpoints: readonly Endpoint[]): TemplateResult =>
  html`<div class="pane-fill">
    <div class="bar">
      <span>${formatTotal(endpoints.length)}</span>
      <span class="legend">${renderLinkButton(l10n.t('Routes, exports and what to close'), actions.showTraffic)}</span>
      ${renderIconButton(copy, { label: l10n.t('Copy endpoints'), onClick: actions.copyEndpoints })}
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Endpoints')}>
      ${renderTable({
        name: l10n.t('Endpoints to open'),
        columns: [l10n.t('Host'), l10n.t('Port'), l10n.t('Purpose')],
        content: html`<tbody role="rowgroup">
          ${renderRows(
            endpoints,
            ({ host, port }) => `${host}:${port}`,
            (endpoint) => guard([endpoint], () => renderEndpoint(endpoint)),
          )}
        </tbody>`,
      })}
    </div>
  </div>`;

const formatTotal = (count: number): string =>
  plural(count, { one: l10n.t('1 endpoint to open'), other: l10n.t`${formatNumber(count)} endpoints to open` });

const renderEndpoint = ({ host, port, purpose, when, source }: Endpoint): TemplateResult =>
  html`<tr role="row" title=${source}>
    <th role="rowheader" scope="row">${renderHost(host)}</th>
    <td role="cell">${port}</td>
    <td role="cell">
      <div>${translated(purpose)}</div>
      <div class="when">${translated(when)}</div>
    </td>
  </tr>`;
