import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type TrafficState } from '../../src/contract/traffic';
import { renderButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { error } from '../kit/icons';
import { openEditor } from './openEditor';
import { type TrafficContext } from './trafficContext';

/** Shown instead of the page while the document is incomplete. */
export const renderProblem = (
  context: TrafficContext,
  { fileName, problem }: TrafficState,
  status: string,
): TemplateResult =>
  html`<main class="problem">
    ${renderIcon(error, 'is-error')}
    <h1>${l10n.t`The network traffic of ${fileName} can’t be shown yet`}</h1>
    <p class="lead">${problem?.message}</p>
    <ul class="details">
      ${problem?.details.map((detail) => html`<li>${detail}</li>`)}
    </ul>
    <div class="problem-actions">
      ${renderButton({
        label: l10n.t('Open wizard'),
        isPrimary: true,
        onClick: openEditor(context, 'openWizard'),
      })}
      ${renderButton({ label: l10n.t('Open as text'), onClick: openEditor(context, 'openAsText') })}
    </div>
    <div role="status">${status}</div>
  </main>`;
