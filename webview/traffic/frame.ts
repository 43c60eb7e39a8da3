import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type Traffic, type TrafficState } from '../../src/contract/traffic';
import { renderButton } from '../kit/button';
import { renderTabs } from '../kit/tabs';
import { renderChanges } from './changesView';
import { createExports } from './exportsView';
import { createGateways } from './gatewaysView';
import { openEditor } from './openEditor';
import { createRoutes } from './routesView';
import { renderSourcedFinding } from '../kit/source';
import { type TrafficContext } from './trafficContext';

export function createFrame(context: TrafficContext) {
  const routes = createRoutes(context);
  const exports = createExports(context);
  const gateways = createGateways(context);

  const renderHeader = (fileName: string, status: string): TemplateResult =>
    html`<header class="header">
      <h1>${l10n.t('Network traffic and allow list')}</h1>
      <span class="file-name">${fileName}</span>
      <div class="status" role="status">${status}</div>
      <div class="header-actions">
        ${renderButton({ label: l10n.t('Open wizard'), onClick: openEditor(context, 'openWizard') })}
        ${renderButton({ label: l10n.t('Open as text'), onClick: openEditor(context, 'openAsText') })}
      </div>
    </header>`;

  return {
    /** Requests the answers that depend on the state. */
    ask: (state: TrafficState, traffic: Traffic): void => {
      routes.ask();
      exports.ask(state);
      gateways.ask(traffic);
    },
    render: (state: TrafficState, traffic: Traffic, status: string): TemplateResult =>
      html`<div class="traffic">
        ${renderHeader(state.fileName, status)}
        <ul class="obstacles" ?hidden=${traffic.obstacles.length === 0}>
          ${traffic.obstacles.map(renderSourcedFinding)}
        </ul>
        <main class="body">
          ${renderTabs({
            label: l10n.t('Network traffic'),
            tabs: [
              { id: 'changes', text: l10n.t('What changes'), panel: () => renderChanges(context, traffic) },
              { id: 'routes', text: l10n.t('Routes'), panel: () => routes.render(traffic) },
              { id: 'exports', text: l10n.t('Allow list'), panel: () => exports.render(state) },
              { id: 'gateways', text: l10n.t('Gateways'), panel: () => gateways.render(state, traffic) },
            ],
            selected: context.ui().tab,
            onSelect: (tab) => context.keep({ tab }),
          })}
        </main>
      </div>`,
  };
}
