import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type ResourceContent, type ResourcePageState } from '../../src/contract/resourcePage';
import { renderButton, renderLinkButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { cluster, gateway, loading, machine, server } from '../kit/icons';
import { renderSrOnly } from '../kit/text';
import { marks } from './marks';
import { type PageContext } from './pageContext';
import { renderPath } from './pathView';
import { renderProblems } from './problemsView';
import { renderChanges, renderFacts, renderList, renderMembers, renderSides } from './sections';
import { renderVerification } from './verificationView';

const icons = { gateway, machine, cluster, azureLocal: server } as const;

export const renderFrame = (context: PageContext, state: ResourcePageState, status: string): TemplateResult =>
  html`<div class="page">
    ${renderHead(context, state, status)}
    <main class="sections">
      ${state.content ? renderContent(context, state.content) : renderNothing(context, state)}
    </main>
  </div>`;

function renderHead(context: PageContext, state: ResourcePageState, status: string): TemplateResult {
  const { head, account, isSample, isLoading, isKept, content } = state;
  const { drawing, className, name } = marks[head.severity];
  const keep = async (): Promise<string> => {
    await context.client.keep({});
    return '';
  };
  return html`<header class="head">
    <div class="whose">
      ${isSample ? html`<span class="pill sample">${l10n.t('Sample tenant, not Azure')}</span>` : nothing}
      <span class="account">${account}</span>
      ${renderLinkButton(l10n.t('Keep open'), () => context.act(keep), { hidden: isKept })}
    </div>
    <div class="title">
      ${renderIcon(icons[head.icon], 'kind-icon')}
      <h1><span class="kind">${head.kind}</span> <span class="resource-name">${head.name}</span></h1>
      <span class="state" ?hidden=${head.state === ''}
        >${renderIcon(drawing, className)} ${renderSrOnly(`${name} `)}${head.state}</span
      >
      <span class="loading" role="status"
        >${isLoading ? html`${renderIcon(loading, 'spin')} ${l10n.t('Loading…')}` : nothing}</span
      >
    </div>
    ${content ? renderActions(context, content) : nothing}
    <div class="status" role="status">${status}</div>
  </header>`;
}

function renderActions(context: PageContext, { actions, copies }: ResourceContent): TemplateResult {
  const act = (action: ResourceContent['actions'][number]['id']) => async (): Promise<string> => {
    await context.client.act({ action });
    return '';
  };
  const copy =
    ({ id, label }: ResourceContent['copies'][number]) =>
    async (): Promise<string> => {
      await context.client.copy({ what: id });
      return l10n.t`Copied: ${label}`;
    };
  return html`<div class="actions" role="group" aria-label=${l10n.t('Actions')}>
      ${actions.map(({ id, label, isPrimary }) =>
        renderButton({ label, onClick: () => context.act(act(id)), ...(isPrimary === true && { isPrimary }) }),
      )}
    </div>
    <div class="copies" role="group" aria-label=${l10n.t('Copy')}>
      <span class="copies-label" aria-hidden="true">${l10n.t('Copy')}</span>
      ${copies.map((each) =>
        renderLinkButton(each.label, () => context.act(copy(each)), { name: l10n.t`Copy: ${each.label}` }),
      )}
    </div>`;
}

const renderContent = (context: PageContext, content: ResourceContent): unknown => [
  renderProblems(content.problems),
  content.path ? renderPath(content.path) : nothing,
  renderSides(context, content.sides),
  content.members ? renderMembers(context, content.members) : nothing,
  content.verification === undefined ? nothing : renderVerification(context, content.verification),
  content.lists.map(renderList),
  renderFacts(l10n.t('Agent'), content.agent),
  renderFacts(l10n.t('About'), content.facts),
  content.history ? renderChanges(content.history) : nothing,
];

function renderNothing(context: PageContext, { missing, isLoading }: ResourcePageState): TemplateResult {
  const refresh = async (): Promise<string> => {
    await context.client.refresh({});
    return '';
  };
  if (missing === undefined)
    return html`<p class="quiet">${isLoading ? l10n.t('Reading it from Azure…') : nothing}</p>`;
  return html`<section class="missing">
    <p>${missing}</p>
    ${renderButton({ label: l10n.t('Refresh'), isPrimary: true, onClick: () => context.act(refresh) })}
  </section>`;
}
