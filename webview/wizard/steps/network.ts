import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { renderSegments } from '../../kit/segments';
import { renderTextArea } from '../../kit/textField';
import { bindChoice } from '../bindChoice';
import { bindText } from '../bindText';
import { bypassItem, bypassEntries } from '../bypassFormat';
import { createCollapsible } from '../collapsible';
import { connectionOf } from '../connection';
import { textAt, textsAt } from '../documentValue';
import { textList } from '../format';
import { createProxyField, proxyOf } from '../proxyField';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'network';
const signInPath = ['network', 'proxyAuthentication'];
const inspectionPath = ['network', 'tlsInspection'];
const exemptPath = ['network', 'tlsExemptHosts'];
const bypassPath = ['network', 'bypass'];
const gatewayBypassPath = ['network', 'gatewayBypass'];

const signInChoices = [
  { value: 'none', label: 'No' },
  { value: 'required', label: 'Yes' },
];
const inspectionChoices = [
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes' },
  { value: 'unknown', label: 'Not sure' },
];

function bindFields(context: WizardContext) {
  const bindHosts = (path: readonly string[], label: string) =>
    bindText(context, {
      path,
      step,
      label,
      format: textList,
      partName: (rest, document) => textsAt(document, path)[Number(rest)],
    });
  return {
    bindSignIn: bindChoice(context, { path: signInPath, step, label: 'Proxy sign-in', fallback: 'none' }),
    bindInspection: bindChoice(context, { path: inspectionPath, step, label: 'TLS inspection' }),
    bindExempt: bindHosts(exemptPath, 'Exempt hosts'),
    bindGatewayBypass: bindHosts(gatewayBypassPath, 'Gateway bypass'),
    bindBypass: bindText(context, {
      path: bypassPath,
      step,
      label: 'Proxy bypass',
      format: bypassEntries,
      partName: (rest, document) => bypassItem(document, bypassPath, rest.split('.')) ?? rest,
    }),
  };
}

function createInspectionFields(
  context: WizardContext,
  { bindSignIn, bindInspection, bindExempt }: ReturnType<typeof bindFields>,
): (state: WizardState, hasProxy: boolean) => TemplateResult {
  const { hasIssue } = context.fields;
  return (state, hasProxy) =>
    html`${renderSegments({
      ...bindSignIn(state),
      label: 'Does the proxy ask for a sign-in?',
      choices: signInChoices,
      hidden: !hasProxy && !hasIssue('network.proxyAuthentication'),
    })}
    ${renderSegments({
      ...bindInspection(state),
      label: 'Is TLS inspected on the way?',
      choices: inspectionChoices,
    })}
    ${renderTextArea({
      ...bindExempt(state),
      label: 'Hosts exempt from the inspection',
      hint: 'One a line; *.gw.arc.azure.com stands for every gateway.',
      placeholder: '*.gw.arc.azure.com',
      hidden: textAt(state.document, inspectionPath) !== 'yes' && !hasIssue('network.tlsExemptHosts'),
    })}`;
}

function createBypassFields(
  context: WizardContext,
  { bindGatewayBypass, bindBypass }: ReturnType<typeof bindFields>,
): (state: WizardState) => TemplateResult {
  const renderCollapsible = createCollapsible(context, {
    what: 'bypass lists',
    paths: [gatewayBypassPath, bypassPath],
  });
  return (state) =>
    renderCollapsible(
      state,
      html`${renderTextArea({
        ...bindGatewayBypass(state),
        label: 'Hosts that do not take the gateway',
        hint: 'The gateway’s own bypass list, one full host name a line. It holds for all machines of the gateway.',
        placeholder: 'app.example.com',
        hidden: connectionOf(state) !== 'gateway' && !context.fields.hasIssue('network.gatewayBypass'),
      })}
      ${renderTextArea({
        ...bindBypass(state),
        label: 'Reach directly, without the proxy',
        hint: 'Names, *.domains, addresses and ranges, one a line. Written once for every program.',
        placeholder: '10.20.0.0/22',
      })}`,
    );
}

function routeOf(state: WizardState): string {
  const connection = connectionOf(state);
  const stops = [
    'server',
    ...(connection === 'gateway' ? ['Arc proxy'] : []),
    ...(proxyOf(state) !== '' && connection !== 'privateLink' ? ['your proxy'] : []),
    { gateway: 'gateway', direct: 'Azure', privateLink: 'private endpoint' }[connection],
  ];
  return stops.join(' → ');
}

export function createNetworkStep(context: WizardContext): Step {
  const proxy = createProxyField(context);
  const bindings = bindFields(context);
  const renderInspection = createInspectionFields(context, bindings);
  const renderBypass = createBypassFields(context, bindings);
  return {
    id: step,
    title: 'Network',
    heading: () => 'How do these servers reach the internet?',
    lead: (state) => `Arc traffic goes ${routeOf(state)}. Only what is listed under Endpoints has to be open.`,
    render: (state) => {
      const proxyFields = proxy.render(state);
      return html`${proxyFields} ${renderInspection(state, proxy.isChosen())} ${renderBypass(state)}`;
    },
    summary: (state) => (proxyOf(state) === '' ? 'direct' : 'proxy'),
  };
}
