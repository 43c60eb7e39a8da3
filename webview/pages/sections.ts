import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import {
  type PageChange,
  type PageFact,
  type PageList,
  type PageMember,
  type PageMembers,
  type PageSide,
} from '../../src/contract/resourcePage';
import { renderLinkButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { renderRows } from '../kit/rows';
import { renderSrOnly } from '../kit/text';
import { type Mark, marks } from './marks';
import { type PageContext } from './pageContext';
import { renderSection } from './section';

const renderMark = (mark: Mark): TemplateResult => {
  const { drawing, className, name } = marks[mark];
  return html`${renderIcon(drawing, className)}${renderSrOnly(`${name} `)}`;
};

const openPage = (context: PageContext, id: string) => (): void =>
  context.act(async () => {
    await context.client.open({ id });
    return '';
  });

export function renderSides(context: PageContext, sides: readonly PageSide[]): TemplateResult | typeof nothing {
  if (sides.length === 0) return nothing;
  const renderValue = ({ value, gatewayId }: PageSide): unknown =>
    gatewayId === undefined ? value : renderLinkButton(value, openPage(context, gatewayId));
  return renderSection(
    'sides',
    l10n.t('Association'),
    html`<dl class="facts">
      ${sides.map(
        (side) =>
          html`<div class="fact">
            <dt>${side.side}</dt>
            <dd>${renderMark(side.severity)} ${renderValue(side)} <span class="quiet">(${side.read})</span></dd>
          </div>`,
      )}
    </dl>`,
  );
}

export const renderMembers = (context: PageContext, { title, summary, rows, more }: PageMembers): TemplateResult =>
  renderSection(
    'members',
    title,
    html`<p class="summary">${summary}</p>
      <ul class="members">
        ${renderRows(
          rows,
          ({ id }) => id,
          (row) => renderMember(context, row),
        )}
      </ul>
      <p class="quiet">${more}</p>`,
  );

const renderMember = (context: PageContext, { id, name, kind, problem, severity }: PageMember): TemplateResult =>
  html`<li class="member">
    ${renderMark(severity)} ${renderLinkButton(name, openPage(context, id))}
    <span class="quiet">${kind}</span> <span class="member-problem">${problem}</span>
  </li>`;

export const renderList = ({ title, items, note }: PageList, index: number): TemplateResult =>
  renderSection(
    `list-${index}`,
    title,
    html`<ul class="hosts">
        ${items.map((item) => html`<li><code>${item}</code></li>`)}
      </ul>
      <p class="quiet">${note}</p>`,
  );

export const renderFacts = (title: string, facts: readonly PageFact[]): TemplateResult | typeof nothing =>
  facts.length === 0
    ? nothing
    : renderSection(
        title === l10n.t('Agent') ? 'agent' : 'about',
        title,
        html`<dl class="facts">
          ${facts.map(
            ({ name, value, isCode }) =>
              html`<div class="fact">
                <dt>${name}</dt>
                <dd>${isCode === true ? html`<code>${value}</code>` : value}</dd>
              </div>`,
          )}
        </dl>`,
      );

export const renderChanges = (changes: readonly PageChange[]): TemplateResult =>
  renderSection(
    'history',
    l10n.t('Changed from here'),
    changes.length === 0
      ? html`<p class="quiet">${l10n.t('Nothing, as far as the runs that are still kept say.')}</p>`
      : html`<ol class="changes">
          ${changes.map(
            ({ at, what, result, severity, reason, account }) =>
              html`<li class="change">
                <div>${renderMark(severity)} <b>${what}</b>, ${result}</div>
                <div class="quiet">${at}${account === undefined ? nothing : ` · ${account}`}</div>
                ${reason === undefined ? nothing : html`<div>${reason}</div>`}
              </li>`,
          )}
        </ol>`,
  );
