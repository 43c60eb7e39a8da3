import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageCheck, type PageVerification } from '../../src/contract/resourcePage';
import { renderButton, renderLinkButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { chevron } from '../kit/icons';
import { renderRows } from '../kit/rows';
import { renderSource } from '../kit/source';
import { renderSrOnly } from '../kit/text';
import { type Mark, marks } from './marks';
import { type PageContext } from './pageContext';
import { renderSection } from './section';

const marksOf: Readonly<Record<PageCheck['outcome'], Mark>> = {
  failed: 'error',
  unknown: 'unknown',
  notJudged: 'unknown',
  passed: 'ok',
  skipped: 'unknown',
};

const isProblem = ({ outcome }: PageCheck): boolean => outcome === 'failed' || outcome === 'unknown';

export const renderVerification = (context: PageContext, verification: PageVerification | 'none'): TemplateResult =>
  renderSection(
    'verification',
    l10n.t('Last verification'),
    verification === 'none'
      ? html`<p class="quiet">${l10n.t('It has not been verified from here.')}</p>`
      : renderResults(context, verification),
  );

/** Problems; what is normal only when asked for. */
function renderResults(context: PageContext, { at, counts, outdated, checks }: PageVerification): TemplateResult {
  const { showsAll = false } = context.ui();
  const shown = showsAll ? checks : checks.filter(isProblem);
  const toggle = (): void => context.keep({ showsAll: !showsAll });
  return html`<p class="summary">${at}: ${counts}</p>
    ${outdated === undefined ? nothing : html`<p class="quiet">${outdated}</p>`}
    <ul class="checks">
      ${renderRows(
        shown,
        ({ id }) => id,
        (check) => renderCheck(context, check),
      )}
    </ul>
    ${renderLinkButton(showsAll ? l10n.t('Show problems only') : l10n.t('Show all checks'), toggle, {
      id: 'toggle-checks',
      hidden: checks.every(isProblem),
    })}`;
}

function renderCheck(context: PageContext, check: PageCheck): TemplateResult {
  const { id, title, outcome, outcomeText, fixes } = check;
  const { open = [] } = context.ui();
  const isOpen = open.includes(id);
  const { drawing, className } = marks[marksOf[outcome]];
  const toggle = (): void => {
    context.keep({ open: isOpen ? open.filter((each) => each !== id) : [...open, id] });
  };
  return html`<li class="check">
    <div class="check-head">
      <button
        type="button"
        class="check-title"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls="check-${id}"
        @click=${toggle}
      >
        ${renderIcon(chevron, isOpen ? 'chevron is-turned' : 'chevron')} ${renderIcon(drawing, className)}
        <span>${title}${renderSrOnly(`, ${outcomeText}`)}</span>
      </button>
      ${fixes.map((fix) =>
        renderButton({
          label: fix.label,
          name: l10n.t`${fix.label}, for: ${title}`,
          onClick: () =>
            context.act(async () => {
              await context.client.fix({ fix: fix.id });
              return '';
            }),
        }),
      )}
    </div>
    <div class="check-body" id="check-${id}" ?hidden=${!isOpen}>${isOpen ? renderBody(check) : nothing}</div>
  </li>`;
}

const renderBody = ({ expected, observed, cause, fix, source }: PageCheck): TemplateResult =>
  html`<dl class="facts">
    ${renderLines(l10n.t('Expected'), expected)} ${renderLines(l10n.t('Seen'), observed)}
    ${cause === undefined ? nothing : renderWords(l10n.t('Likely cause'), cause)}
    ${fix === undefined ? nothing : renderWords(l10n.t('What to do'), fix)}
    <div class="fact">
      <dt>${l10n.t('Source')}</dt>
      <dd>${renderSource(source)}</dd>
    </div>
  </dl>`;

const renderLines = (name: string, lines: readonly string[]): TemplateResult =>
  html`<div class="fact">
    <dt>${name}</dt>
    <dd>${lines.map((line) => html`<div class="line">${line}</div>`)}</dd>
  </div>`;

const renderWords = (name: string, words: string): TemplateResult =>
  html`<div class="fact">
    <dt>${name}</dt>
    <dd>${words}</dd>
  </div>`;
