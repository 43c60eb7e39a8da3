import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type ResultOf } from '../../src/contract/protocol';
import { type trafficContract, type TrafficState } from '../../src/contract/traffic';
import { renderButton } from '../kit/button';
import { createQuestion } from '../kit/question';
import { renderSelect } from '../kit/select';
import { renderSourcedFinding } from '../kit/source';
import { type TrafficContext } from './trafficContext';

type AllowList = ResultOf<(typeof trafficContract)['requests']['allowList']>;

/** The allow list in a format, and what the format cannot express. */
export function createExports({ client, ui, keep, act, redraw }: TrafficContext) {
  const question = createQuestion<{ format: string }, AllowList>(client.allowList, redraw);
  const formatOf = ({ formats }: TrafficState): string =>
    (formats.find(({ id }) => id === ui().format) ?? formats[0])?.id ?? '';
  const ask = (state: TrafficState): void => {
    const format = formatOf(state);
    if (format !== '') question.ask({ format });
  };

  const copy = async (format: string): Promise<string> => {
    await client.copyAllowList({ format });
    return l10n.t('Copied the text.');
  };
  const save = async (format: string): Promise<string> => {
    const name = await client.saveAllowList({ format });
    return name === null ? '' : l10n.t`Saved ${name}.`;
  };
  const renderTools = (state: TrafficState): TemplateResult => {
    const format = formatOf(state);
    return html`<div class="tools">
      ${renderSelect({
        id: 'format',
        label: l10n.t('Format'),
        hideLabel: true,
        options: state.formats.map(({ id, title }) => ({ value: id, label: title })),
        value: format,
        onChange: (next) => {
          keep({ format: next });
          ask(state);
        },
      })}
      <span class="file-name">${question.answer()?.fileName}</span>
      ${renderButton({ label: l10n.t('Copy'), onClick: () => act(() => copy(format)) })}
      ${renderButton({ label: l10n.t('Save…'), isPrimary: true, onClick: () => act(() => save(format)) })}
    </div>`;
  };

  return {
    ask,
    render: (state: TrafficState): TemplateResult =>
      html`<div class="part exports">
        ${renderTools(state)}
        <div class="beside">
          <pre class="code" tabindex="0" role="region" aria-label=${l10n.t('Allow list')}>
${question.answer()?.text}</pre>
          <aside class="limits" aria-labelledby="limits-title">
            <h2 class="findings-title" id="limits-title">${l10n.t('What this format can’t express')}</h2>
            <ul>
              ${limitsOf(question.answer(), question.failure()).map(renderSourcedFinding)}
            </ul>
          </aside>
        </div>
      </div>`,
  };
}

type Limit = Parameters<typeof renderSourcedFinding>[0];

function limitsOf(list: AllowList | undefined, failure: string): readonly Limit[] {
  if (failure !== '') return [{ severity: 'error', message: failure }];
  if (!list || list.findings.length > 0) return list?.findings ?? [];
  return [{ severity: 'ok', message: l10n.t('This format expresses the whole list.') }];
}
