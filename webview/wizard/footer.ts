import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderLinkButton } from '../kit/button';
import { blockersOf } from './blockers';
import { connectionOf, scopeName } from './connection';
import { gatewayName } from './gatewayFields';
import { type WizardContext } from './wizardContext';

export function renderFooter({ actions }: WizardContext, state: WizardState, message: string): TemplateResult {
  const files = state.plan?.scripts.length ?? 0;
  return html`<footer class="footer">
    <div class="sums">${sumsOf(state).map(([strong, rest]) => html`<span><b>${strong}</b> ${rest}</span>`)}</div>
    ${renderLinkButton(files === 1 ? 'Save the file' : `Save all ${files} files`, actions.saveAll, {
      hidden: files === 0,
    })}
    <div class="status" role="status">${message}</div>
    <div class="promise" ?hidden=${message !== ''}>Nothing runs on a machine until you start it</div>
  </footer>`;
}

type Sum = readonly [string, string];

const sum = (amount: number, noun: string, rest = ''): Sum => [
  amount.toLocaleString('en'),
  `${noun}${amount === 1 ? '' : 's'}${rest}`,
];

function connectionSum(state: WizardState): Sum {
  const connection = connectionOf(state);
  if (connection === 'direct') return ['Direct', 'connection'];
  return connection === 'gateway'
    ? [gatewayName(state), `gateway${loadText(state)}`]
    : [scopeName(state), 'private link scope'];
}

function loadText({ plan }: WizardState): string {
  if (!plan?.load) return '';
  const { gateways, score, scorePerGateway } = plan.load;
  return gateways > 1 ? `, one of ${gateways} needed` : `, score ${score} of ${scorePerGateway}`;
}

function sumsOf(state: WizardState): readonly Sum[] {
  const { plan } = state;
  const blockers = blockersOf(state);
  if (!plan || blockers.length > 0) return [sum(blockers.length, 'thing', ' to settle before there is a script')];
  const warnings = plan.findings.filter(({ severity }) => severity === 'warning').length;
  const open = plan.endpoints.filter(({ privateEndpoint }) => !privateEndpoint).length;
  return [
    ...(plan.load ? [sum(plan.load.servers, 'server')] : []),
    connectionSum(state),
    sum(open, 'endpoint', ' to open'),
    ...(warnings > 0 ? [sum(warnings, 'warning')] : []),
  ];
}
