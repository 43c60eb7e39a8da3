import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { type WizardState } from '../../src/contract/wizard';
import { renderFinding } from '../kit/finding';
import { renderRows } from '../kit/rows';
import { renderPlaceLink, renderRemedy } from './issueList';
import { type WizardContext } from './wizardContext';

type Finding = NonNullable<WizardState['plan']>['findings'][number];

export function renderFindings(context: WizardContext, { plan, errors }: WizardState): TemplateResult {
  // Without scripts, errors are shown in their place. With scripts, errors are about other targets.
  const hasScripts = plan !== undefined && plan.scripts.length > 0;
  const shown = [
    ...(hasScripts ? errors.map((error) => ({ ...error, severity: 'error' as const })) : []),
    ...(plan?.findings ?? []).filter(({ severity }) => hasScripts || severity !== 'error'),
  ];
  const isHidden = !plan || (shown.length === 0 && plan.findings.length > 0);
  const draw = ({ path, source, code, remedy, ...finding }: Finding): TemplateResult =>
    renderFinding({
      ...finding,
      title: source,
      links: html`${remedy ? html` ${renderRemedy(context, { code, path, remedy })}` : nothing}${
        path === '' ? nothing : html` — ${renderPlaceLink(context, path)}`
      }`,
    });
  const render = (finding: Finding): unknown =>
    guard([finding, context.fields.find(finding.path)], () => draw(finding));
  return html`<section class="findings" aria-labelledby="findings-title" ?hidden=${isHidden}>
    <h2 id="findings-title" class="findings-title">${l10n.t('Findings')}</h2>
    <ul>
      ${
        shown.length > 0
          ? renderRows(shown, ({ code, path }) => `${code} ${path}`, render)
          : renderFinding({ severity: 'ok', message: l10n.t('No findings.') })
      }
    </ul>
  </section>`;
}
