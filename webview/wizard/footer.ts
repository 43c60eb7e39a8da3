import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { formatNumber, plural } from '../../src/kernel/text/phrases';
import { renderLinkButton } from '../kit/button';
import { renderSentence } from '../kit/text';
import { blockersOf } from './blockers';
import { connectionOf, scopeName } from './connection';
import { gatewayName } from './gatewayFields';
import { type WizardContext } from './wizardContext';

export function renderFooter({ actions }: WizardContext, state: WizardState, message: string): TemplateResult {
  const files = state.plan?.scripts.length ?? 0;
  return html`<footer class="footer">
    <div class="sums">${sumsOf(state).map(renderSum)}</div>
    ${renderLinkButton(
      plural(files, { one: l10n.t('Save the file'), other: l10n.t`Save all ${files} files` }),
      actions.saveAll,
      { hidden: files === 0 },
    )}
    <div class="status" role="status">${message}</div>
    <div class="promise" ?hidden=${message !== ''}>${l10n.t('Nothing runs on a machine until you start it')}</div>
  </footer>`;
}

interface Sum {
  /** With the placeholder `{0}` for the emphasized part. */
  readonly message: string;
  readonly emphasized: string;
}

const renderSum = ({ message, emphasized }: Sum): TemplateResult =>
  html`<span>${renderSentence(message, html`<b>${emphasized}</b>`)}</span>`;

const countSum = (count: number, messages: { readonly one: string; readonly other: string }): Sum => ({
  message: plural(count, messages),
  emphasized: formatNumber(count),
});

function connectionSum(state: WizardState): Sum {
  const connection = connectionOf(state);
  if (connection === 'direct') return { message: '{0}', emphasized: l10n.t('Direct connection') };
  if (connection === 'gateway') return { message: gatewayMessage(state), emphasized: gatewayName(state) };
  return { message: l10n.t('{0} private link scope'), emphasized: scopeName(state) };
}

function gatewayMessage({ plan }: WizardState): string {
  if (!plan?.load) return l10n.t('{0} gateway');
  const { gateways, score, scorePerGateway } = plan.load;
  if (gateways > 1) return l10n.t('{0} gateway, one of {gateways} needed', { gateways: formatNumber(gateways) });
  return l10n.t('{0} gateway, score {score} of {limit}', { score: formatNumber(score), limit: scorePerGateway });
}

function sumsOf(state: WizardState): readonly Sum[] {
  const { plan } = state;
  const blockers = blockersOf(state);
  if (!plan || blockers.length > 0) {
    return [
      countSum(blockers.length, {
        one: l10n.t('{0} issue to fix before scripts can be generated'),
        other: l10n.t('{0} issues to fix before scripts can be generated'),
      }),
    ];
  }
  const warnings = plan.findings.filter(({ severity }) => severity === 'warning').length;
  const open = plan.endpoints.filter(({ privateEndpoint }) => !privateEndpoint).length;
  return [
    ...(plan.load ? [countSum(plan.load.servers, { one: l10n.t('{0} server'), other: l10n.t('{0} servers') })] : []),
    connectionSum(state),
    countSum(open, { one: l10n.t('{0} endpoint to open'), other: l10n.t('{0} endpoints to open') }),
    ...(warnings > 0 ? [countSum(warnings, { one: l10n.t('{0} warning'), other: l10n.t('{0} warnings') })] : []),
  ];
}
