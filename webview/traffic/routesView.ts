import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type RouteAnswer, type Traffic } from '../../src/contract/traffic';
import { renderLinkButton } from '../kit/button';
import { translated } from '../../src/kernel/text/phrases';
import { createQuestion } from '../kit/question';
import { renderRows } from '../kit/rows';
import { renderSegments } from '../kit/segments';
import { renderTable } from '../kit/table';
import { renderHost } from '../kit/text';
import { renderTextField } from '../kit/textField';
import { renderCategory, renderRoute } from './routeCard';
import { type TrafficContext } from './trafficContext';

const examples = ['gbl.his.arc.azure.com', 'login.microsoftonline.com', 'http://ctldl.windowsupdate.com'];
const phases = [
  { value: 'running', label: l10n.t('The agent') },
  { value: 'install', label: l10n.t('The installer') },
] as const;

/** The route of any host, and the known hosts. */
export function createRoutes({ client, ui, keep, redraw }: TrafficContext) {
  const question = createQuestion<Parameters<typeof client.route>[0], RouteAnswer>(client.route, redraw);
  const target = (): string => (ui().target ?? '').trim();
  const ask = (): void => {
    if (target() === '') question.clear();
    else question.ask({ target: target(), phase: ui().phase ?? 'running' });
  };
  const change = (part: Parameters<typeof keep>[0]): void => {
    keep(part);
    ask();
  };
  const askFor = (text: string): void => {
    change({ target: text });
    document.getElementById('target')?.focus();
  };
  const renderAnswer = (): unknown => {
    if (target() === '') return renderInvitation(askFor);
    const answer = question.answer();
    return answer ? renderRoute(answer) : nothing;
  };
  const renderQuestion = (): TemplateResult => {
    const failure = target() === '' ? '' : question.failure();
    return html`<div class="route-question">
      ${renderTextField({
        id: 'target',
        label: l10n.t('Host or URL'),
        placeholder: 'gbl.his.arc.azure.com',
        value: ui().target ?? '',
        notes: failure === '' ? [] : [{ severity: 'error', message: failure }],
        onInput: (text) => change({ target: text }),
      })}
      ${renderSegments({
        id: 'phase',
        label: l10n.t('Requested by'),
        choices: phases,
        value: ui().phase ?? 'running',
        onChange: (phase) => change({ phase }),
      })}
    </div>`;
  };

  return {
    ask,
    render: ({ hosts }: Traffic): TemplateResult =>
      html`<div class="part scroll" tabindex="0" role="region" aria-label=${l10n.t('Routes')}>
        ${renderQuestion()}
        <div class="answer" aria-live="polite">${renderAnswer()}</div>
        <h2 class="section">${l10n.t('Known hosts')}</h2>
        ${renderHosts(hosts, askFor)}
      </div>`,
  };
}

const renderInvitation = (askFor: (text: string) => void): TemplateResult =>
  html`<p class="lead">
    ${l10n.t('Enter any host or URL, or choose a known host below. For example:')}
    ${examples.map((text, index) => html`${index > 0 ? ', ' : ''}${renderLinkButton(text, () => askFor(text))}`)}
  </p>`;

const renderHosts = (hosts: Traffic['hosts'], askFor: (text: string) => void): TemplateResult =>
  renderTable({
    name: l10n.t('Known hosts and their routes'),
    className: 'hosts',
    columns: [l10n.t('Host'), l10n.t('Route'), l10n.t('Purpose')],
    content: html`<tbody role="rowgroup">
      ${renderRows(
        hosts,
        ({ address }) => address,
        ({ address, example, purpose, category }) =>
          html`<tr role="row">
            <th role="rowheader" scope="row">
              ${renderLinkButton(renderHost(address.replace(/:443$/, '')), () => askFor(example))}
            </th>
            <td role="cell">${renderCategory(category)}</td>
            <td role="cell" class="host-purpose">${translated(purpose)}</td>
          </tr>`,
      )}
    </tbody>`,
  });
