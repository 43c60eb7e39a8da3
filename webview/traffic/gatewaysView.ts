import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type Counts, type Traffic, type TrafficState } from '../../src/contract/traffic';
import { renderButton } from '../kit/button';
import { createQuestion } from '../kit/question';
import { type Capacity, renderCapacity } from './capacityResult';
import { renderCounts } from './countRows';
import { renderExamples } from './publishedExamples';
import { type TrafficContext } from './trafficContext';

export function createGateways({ client, ui, keep, redraw }: TrafficContext) {
  const question = createQuestion<{ counts: Counts[] }, Capacity>(client.capacity, redraw);
  const countsOf = ({ estimate: { region, servers } }: Traffic): Counts[] =>
    ui().counts ?? [{ region, servers, clusters: 0, azureLocal: 0 }];
  const ask = (traffic: Traffic): void => {
    question.ask({ counts: countsOf(traffic) });
  };

  const renderInputs = ({ regions }: TrafficState, traffic: Traffic): TemplateResult => {
    const counts = countsOf(traffic);
    const change = (next: readonly Counts[] | undefined): void => {
      keep({ counts: next && [...next] });
      ask(traffic);
    };
    const add = (): void => {
      const unused = regions.find(({ name }) => !counts.some(({ region }) => region === name));
      change([...counts, { region: unused?.name ?? '', servers: 0, clusters: 0, azureLocal: 0 }]);
      [...document.querySelectorAll<HTMLElement>('.counts select')].at(-1)?.focus();
    };
    return html`${renderCounts(regions, counts, change)}
      <div class="row-actions">
        ${renderButton({ label: l10n.t('Add region'), onClick: add })}
        ${renderButton({ label: l10n.t('Reset to the site’s own count'), onClick: () => change(undefined) })}
      </div>`;
  };

  return {
    ask,
    render: (state: TrafficState, traffic: Traffic): TemplateResult => {
      const answer = question.answer();
      return html`<div class="part scroll" tabindex="0" role="region" aria-label=${l10n.t('Gateways needed')}>
        <p class="lead">
          ${l10n.t(
            'Enter what the whole tenant manages from each Azure region. Every gateway serves every region, so the busiest region decides how many you need. These numbers are not written to the site file.',
          )}
        </p>
        ${renderInputs(state, traffic)}
        <p class="failure" role="alert">${question.failure()}</p>
        <div class="capacity" aria-live="polite">${answer ? renderCapacity(answer, state) : nothing}</div>
        ${renderExamples(state.capacity)}
      </div>`;
    },
  };
}
