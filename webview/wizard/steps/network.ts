import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type SiteChoices, type WizardState } from '../../../src/contract/wizard';
import { renderSegments } from '../../kit/segments';
import { renderTextArea } from '../../kit/textField';
import { bindChoice } from '../bindChoice';
import { bindText } from '../bindText';
import { bypassItem, bypassEntries } from '../bypassFormat';
import { createClusterNetworkFields } from '../clusterNetworkFields';
import { createCollapsible } from '../collapsible';
import { connectionOf } from '../connection';
import { textAt, textsAt } from '../documentValue';
import { optionsOf } from '../optionsOf';
import { createProxyField, proxyOf } from '../proxyField';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'network';
const signInPath = ['network', 'proxyAuthentication'];
const inspectionPath = ['network', 'tlsInspection'];
const exemptPath = ['network', 'tlsExemptHosts'];
const bypassPath = ['network', 'bypass'];
const gatewayBypassPath = ['network', 'gatewayBypass'];

const signInChoices = optionsOf<SiteChoices['proxyAuthentication']>({ none: l10n.t('No'), required: l10n.t('Yes') });
const inspectionChoices = optionsOf<SiteChoices['tlsInspection']>({
  no: l10n.t('No'),
  yes: l10n.t('Yes'),
  unknown: l10n.t('Not sure'),
});

function bindFields(context: WizardContext) {
  const bindHosts = (path: readonly string[], label: string) =>
    bindText(context, {
      path,
      step,
      label,
      partName: (rest, document) => textsAt(document, path)[Number(rest)],
    });
  return {
    bindSignIn: bindChoice(context, { path: signInPath, step, label: l10n.t('Proxy sign-in') }),
    bindInspection: bindChoice(context, { path: inspectionPath, step, label: l10n.t('TLS inspection') }),
    bindExempt: bindHosts(exemptPath, l10n.t('Exempt hosts')),
    bindGatewayBypass: bindHosts(gatewayBypassPath, l10n.t('Gateway bypass')),
    bindBypass: bindText(context, {
      path: bypassPath,
      step,
      label: l10n.t('Proxy bypass'),
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
      label: l10n.t('Does the proxy require a sign-in?'),
      choices: signInChoices,
      hidden: !hasProxy && !hasIssue('network.proxyAuthentication'),
    })}
    ${renderSegments({
      ...bindInspection(state),
      label: l10n.t('Is TLS traffic inspected?'),
      choices: inspectionChoices,
    })}
    ${renderTextArea({
      ...bindExempt(state),
      label: l10n.t('Hosts exempt from TLS inspection'),
      hint: l10n.t('One per line; *.gw.arc.azure.com matches every gateway.'),
      placeholder: '*.gw.arc.azure.com',
      hidden: textAt(state.document, inspectionPath) !== 'yes' && !hasIssue('network.tlsExemptHosts'),
    })}`;
}

function createBypassFields(
  context: WizardContext,
  { bindGatewayBypass, bindBypass }: ReturnType<typeof bindFields>,
): (state: WizardState) => TemplateResult {
  const renderCollapsible = createCollapsible(context, {
    what: l10n.t('bypass lists'),
    paths: [gatewayBypassPath, bypassPath],
  });
  return (state) =>
    renderCollapsible(
      state,
      html`${renderTextArea({
        ...bindGatewayBypass(state),
        label: l10n.t('Hosts that bypass the gateway'),
        hint: l10n.t(
          'The gateway’s own bypass list, one full host name per line. It applies to all machines of the gateway.',
        ),
        placeholder: 'app.example.com',
        hidden: connectionOf(state) !== 'gateway' && !context.fields.hasIssue('network.gatewayBypass'),
      })}
      ${renderTextArea({
        ...bindBypass(state),
        label: l10n.t('Hosts that bypass the proxy'),
        hint: l10n.t(
          'Host names, *.domains, IP addresses and ranges, one per line. The scripts write them in each program’s own format.',
        ),
        placeholder: '10.20.0.0/22',
      })}`,
    );
}

function routeOf(state: WizardState): string {
  const connection = connectionOf(state);
  const stops = [
    l10n.t('server'),
    ...(connection === 'gateway' ? [l10n.t('Arc proxy')] : []),
    ...(proxyOf(state) !== '' && connection !== 'privateLink' ? [l10n.t('your proxy')] : []),
    { gateway: l10n.t('gateway'), direct: 'Azure', privateLink: l10n.t('private endpoint') }[connection],
  ];
  return stops.join(' → ');
}

export function createNetworkStep(context: WizardContext): Step {
  const proxy = createProxyField(context);
  const bindings = bindFields(context);
  const renderInspection = createInspectionFields(context, bindings);
  const renderBypass = createBypassFields(context, bindings);
  const renderClusterFields = createClusterNetworkFields(context);
  return {
    id: step,
    heading: () => l10n.t('How does this site reach the internet?'),
    lead: (state) =>
      l10n.t`Arc traffic takes this route: ${routeOf(state)}. Only the hosts under Endpoints have to be open.`,
    render: (state) => {
      const proxyFields = proxy.render(state);
      return html`${proxyFields} ${renderInspection(state, proxy.isChosen())} ${renderClusterFields(state)}
      ${renderBypass(state)}`;
    },
    summary: (state) => (proxyOf(state) === '' ? l10n.t('direct') : l10n.t('proxy')),
  };
}
